"""Who answers for each part of a plan: named units become departments, a class becomes one for each division."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils import timezone

from laoyou.access.actions import ensure_department
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.places.models import Division, Level
from laoyou.places.queries import descendant_ids
from laoyou.plans.actions.naming import item_units
from laoyou.plans.actions.parts import Parts
from laoyou.plans.models import Item, Obligation, Plan, Target, UnitName
from laoyou.plans.queries.adoption import AdoptionState
from laoyou.plans.queries.coverage import Uncovered
from laoyou.plans.queries.units import UnitRow, government_name
from laoyou.plans.rules import units


@dataclass(frozen=True, slots=True)
class Found:
    """Departments that a named unit stands for. None at all: waived, and `note` says why."""

    departments: tuple[Department, ...]
    note: str
    is_open: bool


def oblige(by: Actor, plan: Plan, state: AdoptionState, parts: Parts) -> None:
    governments = _governments(by, state.units)
    found = {(row.unit.name, row.unit.item_id): _found(row, governments) for row in state.units}
    made: dict[tuple[object, ...], Obligation] = {}
    for item in state.items:
        for link in _links(item, parts):
            for obligation in _of_item(plan, item, link, found):
                said = (obligation.department_id, obligation.named_as, obligation.role)
                made.setdefault((*link.items(), *said), obligation)
    for each in state.uncovered:
        for obligation in _assigned(plan, each, parts):
            made.setdefault((each.item.pk, obligation.department_id), obligation)
    _place(plan, made.values())
    Obligation.objects.bulk_create(made.values(), batch_size=2000)
    _own(parts.targets, found)


def _links(item: Item, parts: Parts) -> list[dict[str, int]]:
    """How an obligation points to what was made of the item; empty for what made nothing."""
    made: dict[str, Mapping[int, Model]] = {
        "task_id": parts.tasks,
        "target_id": parts.targets,
        "rule_id": parts.rules,
        "duty_id": parts.duties,
    }
    return [{name: rows[item.pk].pk} for name, rows in made.items() if item.pk in rows]


def _of_item(
    plan: Plan, item: Item, link: dict[str, int], found: dict[tuple[str, int | None], Found]
) -> Iterator[Obligation]:
    for name, role in item_units(item):
        open_set = units.is_open(name) or bool(units.open_phrase(name))
        unit = found[(name, item.pk if open_set else None)]
        for department in unit.departments:
            yield Obligation(
                plan=plan,
                division_id=department.division_id,
                department=department,
                role=role,
                named_as=name,
                **link,
            )
        # A waived "and others" (等…) leaves nobody; a unit that the document names stays to be seen.
        if not unit.departments and not name.startswith("等"):
            yield Obligation(
                plan=plan, division_id=plan.division_id, role=role, named_as=name, note=unit.note, **link
            )


def _assigned(plan: Plan, uncovered: Uncovered, parts: Parts) -> Iterator[Obligation]:
    for link in _links(uncovered.item, parts):
        for each in uncovered.assignments:
            if each.department is not None:
                yield Obligation(
                    plan=plan,
                    division_id=each.department.division_id,
                    department=each.department,
                    role=each.role or "lead",
                    named_as=each.department.name,
                    by_office=True,
                    **link,
                )


def _place(plan: Plan, made: Iterable[Obligation]) -> None:
    """A unit below is reached in its own division; one beside or above, in the plan's, whose office writes the row."""
    below = descendant_ids([plan.division_id])
    for obligation in made:
        if obligation.division_id not in below:
            obligation.division_id = plan.division_id


def _own(targets: dict[int, Target], found: dict[tuple[str, int | None], Found]) -> None:
    for target in targets.values():
        for name, unit in ((name, found.get((name, None))) for name in target.owner_name.split("、")):
            if name and unit and unit.departments and target.owner_id is None:
                target.owner = unit.departments[0]
    Target.objects.bulk_update(targets.values(), ["owner"])


def _found(row: UnitRow, governments: dict[int, Department]) -> Found:
    is_open = row.unit.kind == UnitName.Kind.OPEN
    if row.unit.resolution == UnitName.Resolution.EXPANDED:
        return Found(tuple(governments[division.pk] for division in row.divisions), "", is_open)
    return Found(row.chosen, row.unit.note, is_open)


def _governments(by: Actor, rows: Sequence[UnitRow]) -> dict[int, Department]:
    """The government of each division that a class stands for; registered now where nobody has yet."""
    divisions = {
        division.pk: division
        for row in rows
        if row.unit.resolution == UnitName.Resolution.EXPANDED
        for division in row.divisions
    }
    today = timezone.localdate()
    known: dict[int, Department] = {}
    standing = Department.objects.filter(division__in=divisions, kind__in=("township", "other"))
    for department in standing.order_by("-id"):
        is_government = department.name.endswith(("人民政府", "办事处", "管理委员会"))
        if is_government and not (department.until and department.until <= today):
            known[department.division_id] = department
    for division in divisions.values():
        if division.pk not in known:
            known[division.pk] = _register(by, division)
    return known


def _register(by: Actor, division: Division) -> Department:
    kind = Department.Kind.TOWNSHIP if division.level == Level.TOWNSHIP else Department.Kind.OTHER
    return ensure_department(by=by, division=division, name=government_name(division), kind=kind)
