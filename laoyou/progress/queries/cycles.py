"""Reads of cycles: the list, how every unit stands in one, and what one person owes or misses."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.plans.models import Duty, Plan
from laoyou.progress.models import Cycle, Exemption, Return
from laoyou.progress.queries.owing import Owed, owed, units_owing
from laoyou.progress.rules import cycles as rules
from laoyou.progress.rules.returns import HANDED_IN, days_late, standing

DONE = (*HANDED_IN, "exempt")
STANDINGS = (
    "waiting", "draft", "in_review", "to_sign", "missing", "returned", "submitted", "accepted", "exempt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CycleRow:
    """`owing` units, of which `handed_in` have filed and `late` of those after the day."""

    cycle: Cycle
    owing: int
    handed_in: int
    late: int
    missing: int
    to_receive: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """How a unit stands in a cycle. `late`: its first submission came after the due day, or is still to come."""

    department: Department
    owed: Owed
    found: Return | None
    state: str
    days_late: int
    reason: str = ""

    @property
    def late(self) -> bool:
        return self.state != "exempt" and self.days_late > 0

    @property
    def owes(self) -> bool:
        """It has still to submit, for the first time or again."""
        return self.state not in DONE


@dataclass(frozen=True, slots=True)
class Dated:
    """The cycles that the plan's own duties make in a year."""

    duty: Duty
    proposed: rules.Proposed
    existing: Cycle | None

    @property
    def key(self) -> str:
        return f"{self.duty.pk}:{self.proposed.kind}:{self.proposed.period}"


@dataclass(frozen=True, slots=True)
class Due:
    """`kind`: owe, review, sign (a unit's), missing, receive, deliver (the office's). `count` of what."""

    kind: str
    cycle: Cycle
    count: int
    department: Department | None = None
    late: bool = False


def cycles(actor: Actor, *, plan_id: int | None = None) -> QuerySet[Cycle]:
    """Of every plan that the actor may read; row-level security holds it there."""
    if not actor.holds("plan.read"):
        return Cycle.objects.none()
    found = Cycle.objects.select_related("plan", "division", "collects")
    return found.filter(plan_id=plan_id) if plan_id else found


def cycle(actor: Actor, pk: int) -> Cycle | None:
    return cycles(actor).filter(pk=pk).first()


def cycle_rows(actor: Actor, found: Iterable[Cycle]) -> list[CycleRow]:
    """With what has come in, in a constant number of queries."""
    all_ = list(found)
    ids = [each.pk for each in all_]
    owing = units_owing({each.plan for each in all_})
    exempt = exempted(ids)
    states: dict[int, list[tuple[int, str, bool]]] = {}
    for of, unit, state, late in Return.objects.filter(cycle_id__in=ids).values_list(
        "cycle_id", "department_id", "state", "late"
    ):
        states.setdefault(of, []).append((unit, state, late))
    today = timezone.localdate()
    return [_row(each, owing, exempt, states.get(each.pk, []), today) for each in all_]


def _row(
    cycle: Cycle,
    owing: set[tuple[int, int]],
    exempt: Mapping[tuple[int, int], str],
    states: list[tuple[int, str, bool]],
    today: datetime.date,
) -> CycleRow:
    units = {unit for plan, unit in owing if plan == cycle.plan_id and (cycle.pk, unit) not in exempt}
    handed = {unit: late for unit, state, late in states if unit in units and state in HANDED_IN}
    missing = len(units) - len(handed) if cycle.kind == "collection" and today > cycle.due else 0
    to_receive = sum(state == "submitted" and unit in units for unit, state, _late in states)
    return CycleRow(cycle, len(units), len(handed), sum(handed.values()), missing, to_receive)


def exempted(cycle_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """(cycle, department) → why it is let off; the newest row says whether it still is."""
    newest: dict[tuple[int, int], Exemption] = {}
    for each in Exemption.objects.filter(cycle_id__in=list(cycle_ids)).order_by("id"):
        newest[each.cycle_id, each.department_id] = each
    return {key: each.reason for key, each in newest.items() if not each.lifted}


def unit_rows(cycle: Cycle, actor: Actor | None = None) -> list[UnitRow]:
    """The state table. A person of a unit sees the own one only; who reads for the whole division sees all."""
    owing = owed(cycle.plan)
    exempt = exempted([cycle.pk])
    found = {each.department_id: each for each in cycle.returns.select_related("department")}
    today = timezone.localdate()
    return [
        _unit(cycle, one, found.get(pk), exempt, today)
        for pk, one in owing.items()
        if (actor is None or sees(actor, pk)) and _in_office(one.department, cycle)
    ]


def sees(actor: Actor, department_id: int) -> bool:
    """Whether a person may open this unit's return: offices and leaders any, others their own."""
    whole = actor.is_system or actor.holds("progress.manage") or Role.VIEWER in actor.roles
    return whole or department_id in actor.department_ids


def _in_office(department: Department, cycle: Cycle) -> bool:
    """A unit that was abolished before the cycle opened owes nothing in it; its successor does."""
    return department.until is None or department.until > cycle.opens


def _unit(
    cycle: Cycle,
    one: Owed,
    found: Return | None,
    exempt: Mapping[tuple[int, int], str],
    today: datetime.date,
) -> UnitRow:
    reason = exempt.get((cycle.pk, one.department.pk), "")
    first = timezone.localdate(found.submitted_at) if found and found.submitted_at else None
    now = found.state if found else None
    state = standing(now, exempt=bool(reason), due=cycle.due, today=today, came=first is not None)
    return UnitRow(one.department, one, found, state, days_late(cycle.due, first, today), reason)


def dated(plan: Plan, year: int) -> tuple[list[Dated], list[Duty]]:
    """The cycles that the plan's duties to report make about a year, and the duties that name no day."""
    existing = {(each.kind, each.period, each.recipient): each for each in plan.cycles.all()}
    found: list[Dated] = []
    undated: list[Duty] = []
    for duty in plan.duties.filter(kind=Duty.Kind.REPORTING):
        proposed = rules.proposals(when=duty.when, to=duty.to, deadlines=duty.deadlines, year=year)
        found.extend(
            Dated(duty, each, existing.get((each.kind, each.period, each.recipient))) for each in proposed
        )
        if not proposed:
            undated.append(duty)
    return found, undated


def dues(actor: Actor) -> list[Due]:
    """What I owe and what is missing, over all open cycles; the nearest day first."""
    if not actor.holds("progress.file"):
        return []
    open_ = list(cycles(actor).filter(state=Cycle.State.OPEN).order_by("due", "id"))
    managed = actor.divisions_for("progress.manage")
    offices = [each for each in open_ if each.division_id in managed]
    return [*_of_units(actor, open_), *_of_office(actor, offices)]


def _of_office(actor: Actor, open_: list[Cycle]) -> list[Due]:
    found: list[Due] = []
    today = timezone.localdate()
    for row in cycle_rows(actor, open_):
        if row.cycle.kind == Cycle.Kind.ONWARD:
            if row.cycle.delivered_on is None:
                found.append(Due("deliver", row.cycle, 1, late=today > row.cycle.due))
            continue
        if row.owing > row.handed_in:
            late = today > row.cycle.due
            found.append(Due("missing", row.cycle, row.owing - row.handed_in, late=late))
        if row.to_receive:
            found.append(Due("receive", row.cycle, row.to_receive))
    return found


def _of_units(actor: Actor, open_: list[Cycle]) -> list[Due]:
    mine = actor.department_ids
    collections = [each for each in open_ if each.kind == Cycle.Kind.COLLECTION]
    if not mine or not collections:
        return []
    owing = units_owing({each.plan for each in collections})
    exempt = exempted(each.pk for each in collections)
    units = {unit.pk: unit for unit in Department.objects.filter(pk__in=mine)}
    returns = Return.objects.filter(cycle__in=collections, department_id__in=mine)
    states = {(each.cycle_id, each.department_id): each.state for each in returns}
    today = timezone.localdate()
    found = []
    for cycle in collections:
        for pk, unit in units.items():
            state = states.get((cycle.pk, pk), "draft")
            if (cycle.plan_id, pk) in owing and (cycle.pk, pk) not in exempt and state not in HANDED_IN:
                kind = {"in_review": "review", "to_sign": "sign"}.get(state, "owe")
                found.append(Due(kind, cycle, 1, unit, today > cycle.due))
    return [each for each in found if _sits(actor, each)]


def _sits(actor: Actor, due: Due) -> bool:
    """What waits for a reviewer is shown to the reviewer."""
    wanted = {"review": Role.REVIEWER, "sign": Role.SIGNER}.get(due.kind)
    unit = due.department.pk if due.department else 0
    return wanted is None or desk(actor, unit, wanted)


def desk(actor: Actor, department_id: int, role: str) -> bool:
    """Whether the actor holds this role in the department."""
    return any(held.role == role and held.department_id == department_id for held in actor.grants)
