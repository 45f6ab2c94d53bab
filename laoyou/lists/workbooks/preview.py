"""What a workbook would change: looked at first, taken over only as it was seen."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laoyou.lists.models import Edition, Item
from laoyou.lists.queries.known import declared, known
from laoyou.lists.rules.compare import FieldChange, changes_of
from laoyou.lists.rules.declared import Declaration
from laoyou.lists.rules.values import Fault, Known, Values, clean
from laoyou.lists.workbooks.reading import Book, Problem, Row, read


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of the file. `kind`: added, changed, same or wrong; `item` is what stands now."""

    kind: str
    line: int
    number: int | None
    title: str
    values: Values
    changes: tuple[FieldChange, ...]
    item: Item | None


@dataclass(frozen=True, slots=True)
class Preview:
    """`untouched` items are not in the file and stay; `seen` names the state of the list that this was held against."""

    rows: tuple[Planned, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    untouched: int
    seen: str

    def of(self, kind: str) -> tuple[Planned, ...]:
        return tuple(row for row in self.rows if row.kind == kind)

    @property
    def added(self) -> tuple[Planned, ...]:
        return self.of("added")

    @property
    def changed(self) -> tuple[Planned, ...]:
        return self.of("changed")

    @property
    def same(self) -> tuple[Planned, ...]:
        return self.of("same")

    @property
    def wrong(self) -> tuple[Planned, ...]:
        return self.of("wrong")

    @property
    def sound(self) -> bool:
        return not self.problems

    @property
    def writes(self) -> int:
        return len(self.added) + len(self.changed)


def preview(edition: Edition, content: bytes) -> Preview:
    """Every row with what it would do, every problem with its place. Unreadable where it is no such file."""
    list_ = declared(edition.catalogue, edition)
    book = read(content, list_)
    items = {item.number: item for item in edition.items.filter(removed=False)}
    place = known(edition.division)
    problems = list(book.problems)
    rows = [_planned(list_, book, row, items, place, problems) for row in book.rows]
    numbers = {row.number for row in book.rows}
    untouched = sum(1 for number in items if number not in numbers)
    return Preview(
        tuple(rows),
        tuple(sorted(problems, key=lambda each: (each.sheet != book.sheet, each.sheet, each.row))),
        tuple(book.ignored),
        untouched,
        state_of(items.values()),
    )


def state_of(items: Iterable[Item]) -> str:
    text = ",".join(f"{item.number}:{item.version}" for item in sorted(items, key=lambda one: one.number))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _planned(
    list_: Declaration,
    book: Book,
    row: Row,
    items: dict[int, Item],
    place: Known,
    problems: list[Problem],
) -> Planned:
    item = items.get(row.number) if row.number is not None else None
    if row.number is not None and item is None:
        what = _("编号 %(number)d 在这份清单里没有。") % {"number": row.number}
        do = _("新增的行请把编号留空，由系统编号；改旧的请核对编号。")
        problems.append(Problem(book.sheet, row.line, _("编号"), what, do))
        return Planned("wrong", row.line, row.number, row.title, {}, (), None)
    problems.extend(_state_problems(list_, book, row, item))
    before: Values = dict(item.fields) if item else {}
    values, faults = clean(list_, {**before, **row.raw, **row.lines}, place)
    problems.extend(_of_fault(list_, book, row, fault) for fault in faults)
    changes = changes_of(list_.fields, before, values)
    kind = "wrong" if faults else "added" if item is None else "changed" if changes else "same"
    return Planned(kind, row.line, row.number, row.title, values, changes, item)


def _state_problems(list_: Declaration, book: Book, row: Row, item: Item | None) -> Sequence[Problem]:
    """A state is not changed by a cell: it has its day and its note."""
    held = list_.by_state.get(item.state if item else list_.start)
    if not row.state or held is None or row.state in {held.label.zh, held.label.en}:
        return ()
    what = _("状态写的是“%(typed)s”，现在是“%(held)s”。") % {
        "typed": row.state[:20],
        "held": held.label,
    }
    return [
        Problem(
            book.sheet, row.line, _("状态"), what, _("状态不能用表格改，请在条目页上办理；这里改回原样。")
        )
    ]


def _of_fault(list_: Declaration, book: Book, row: Row, fault: Fault) -> Problem:
    key, _dot, rest = fault.field.partition(".")
    field = list_.by_key[key]
    if not rest:
        column = book.columns.get(key, field.head)
        return Problem(book.sheet, row.line, column, fault.message, _("请改这一格。"))
    number, _dot, column_key = rest.partition(".")
    column = next(one.head for one in field.columns if one.key == column_key)
    do = _("请改“%(title)s”的第 %(n)s 行。") % {"title": row.title[:30], "n": number}
    return Problem(str(field.label), row.line, column, fault.message, do)
