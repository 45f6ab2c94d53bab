"""Which task row answers for what stands in the text, and what nobody answers for."""

from collections.abc import Sequence
from dataclasses import dataclass

from laoyou.plans.models import Assignment, Document, Item
from laoyou.plans.rules import coverage, likeness, payloads

NEEDS_UNIT = ("rule", "duty", "reporting")
LITTLE = 0.3  # of a clause's wording stands in the rows: nobody was given it


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An item that no task row covers. `required`: adoption waits until it is assigned or left open."""

    item: Item
    sentence: str
    required: bool
    assignments: tuple[Assignment, ...]

    @property
    def settled(self) -> bool:
        return bool(self.assignments)

    @property
    def left_open(self) -> bool:
        return any(each.department_id is None for each in self.assignments)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`rows`: quantity or duty item → the task item that covers it."""

    rows: dict[int, int]
    uncovered: tuple[Uncovered, ...]


def coverage_of(document: Document, items: Sequence[Item]) -> Coverage:
    """Of the items given (those accepted, or about to be), which the tasks among them cover."""
    rows = [
        coverage.Row(each.pk, str(each.payload.get("text", "")), each.start, each.end)
        for each in items
        if each.kind == "task"
    ]
    headings = {each.get("path"): each.get("heading") or "" for each in document.reading.get("clauses") or []}
    covered = {}
    for item in items:
        if item.kind in {"target", *NEEDS_UNIT} and item.start is not None and item.end is not None:
            row = coverage.covering_row(
                document.text, item.start, item.end, headings.get(item.clause, ""), rows
            )
            if row is not None:
                covered[item.pk] = row
    _share_with_twins(items, covered)
    return Coverage(covered, _uncovered(document, items, rows, covered))


def _share_with_twins(items: Sequence[Item], covered: dict[int, int]) -> None:
    """What is said twice is one commitment: the row that covers one covers the other."""
    for item in items:
        if item.twin_id and item.pk in covered:
            covered.setdefault(item.twin_id, covered[item.pk])
        elif item.twin_id in covered:
            covered[item.pk] = covered[item.twin_id]


def _uncovered(
    document: Document, items: Sequence[Item], rows: Sequence[coverage.Row], covered: dict[int, int]
) -> tuple[Uncovered, ...]:
    given: dict[int, list[Assignment]] = {}
    for each in Assignment.objects.filter(item__document=document).select_related("department"):
        given.setdefault(each.item_id, []).append(each)
    kept = {item.pk for item in items}
    found = []
    for item in items:
        doubled = item.twin_id in kept
        if (
            item.kind in NEEDS_UNIT
            and item.pk not in covered
            and not doubled
            and not payloads.units_named(item.kind, item.payload)
        ):
            found.append(Uncovered(item, _sentence(document, item), True, tuple(given.get(item.pk, ()))))
    required = {each.item.clause for each in found}
    for clause in _silent_clauses(document, items, rows):
        if clause.clause not in required:
            found.append(Uncovered(clause, clause.label, False, tuple(given.get(clause.pk, ()))))
    return tuple(found)


def _sentence(document: Document, item: Item) -> str:
    if item.start is None or item.end is None:
        return item.label
    return coverage.sentence_around(document.text, item.start, item.end)


def _silent_clauses(document: Document, items: Sequence[Item], rows: Sequence[coverage.Row]) -> list[Item]:
    """Clauses of the outline, without their own clauses, of which the rows say next to nothing."""
    if not rows:
        return []
    clauses = [item for item in items if item.kind == "clause" and item.start is not None]
    parents = {item.clause.rpartition("/")[0] for item in clauses}
    said = "\n".join(row.text for row in rows)
    titles = [row.text for row in rows]
    return [
        item
        for item in clauses
        if item.clause not in parents
        and likeness.contained(document.text[item.start : item.end], said) < LITTLE
        and not any(coverage.is_heading(str(item.payload.get("heading") or ""), title) for title in titles)
    ]
