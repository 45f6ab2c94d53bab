"""Where every task of a plan stands, in one pass."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from laoyou.access.rls import SCOPE
from laoyou.plans.models import Obligation, Plan
from laoyou.progress.models import Entry, Measure, Order, StateChange, Tracking
from laoyou.progress.queries.lineage import Family, family
from laoyou.progress.rules import states

OPEN_ORDERS = (Order.State.OPEN, Order.State.RECTIFIED)


class Unit(NamedTuple):
    """A unit in its part of a task; `owes` to whom it has to report: the lead or the office."""

    id: int
    name: str
    role: str
    owes: str


@dataclass(frozen=True, slots=True)
class TaskState:
    """`days`: past the due date while the task is open, else 0. `owing`: units without an entry since the given day."""

    task_id: int
    word: str
    kind: str = ""
    due: datetime.date | None = None
    days: int = 0
    last_on: datetime.date | None = None
    last_unit: str = ""
    owing: tuple[Unit, ...] = ()
    measures_done: int = 0
    measures: int = 0
    orders: int = 0
    version: int = 0
    completion_mark: str = ""

    @property
    def overdue(self) -> bool:
        return self.days > 0


class _Last(NamedTuple):
    on: datetime.date
    unit: int


def task_states(
    plan: Plan,
    on: datetime.date | None = None,
    *,
    since: datetime.date | None = None,
    tasks: Iterable[int] | None = None,
) -> dict[int, TaskState]:
    """By task id, as things stood on a day. `since`: who has filed nothing from that day on is owing.

    What was filed for the task in the versions before a correction counts like what is filed now.

    A person sees the entries of their own divisions, so units of others are never said to owe, and a task that others
    have a part in is never said to have no progress.
    """
    day = on or timezone.localdate()
    wanted = plan.tasks.all() if tasks is None else plan.tasks.filter(pk__in=tasks)
    ids = list(wanted.values_list("pk", flat=True))
    tracked = {each.task_id: each for each in Tracking.objects.filter(plan=plan)}
    kin = family(plan)
    past = _states_on(kin, day) if day < timezone.localdate() else None
    last, by_unit = _entries(kin, day)
    units, unseen = _units(plan)
    measured = _measures(plan, day.year)
    orders = _orders(plan)
    names = {unit: name for each in units.values() for unit, (name, _role) in each.items()}
    facts = _Facts(day, since, last, by_unit, units, unseen, names, measured, orders)
    return {
        task_id: _state(
            facts, task_id, tracked.get(task_id), past.get(task_id, "open") if past is not None else None
        )
        for task_id in ids
    }


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all tasks of the plan."""

    day: datetime.date
    since: datetime.date | None
    last: dict[int, _Last]
    by_unit: defaultdict[int, dict[int, datetime.date]]
    units: dict[int, dict[int, tuple[str, str]]]
    unseen: set[int]
    names: dict[int, str]
    measured: dict[int, tuple[int, int]]
    orders: dict[int, int]


def _state(facts: _Facts, task_id: int, row: Tracking | None, then: str | None) -> TaskState:
    """`then`: the state on a day gone by; None for today's."""
    latest = facts.last.get(task_id)
    begun = latest is not None or task_id in facts.unseen
    word = states.word(row is not None, (then or row.state) if row else "", begun)
    done, all_ = facts.measured.get(task_id, (0, 0))
    units = facts.units.get(task_id, {}) if word in states.STILL_OPEN else {}
    due = row.due if row else None
    return TaskState(
        task_id=task_id, word=word, kind=row.kind if row else "", due=due, days=states.late(word, due, facts.day),
        last_on=latest.on if latest else None, last_unit=facts.names.get(latest.unit, "") if latest else "",
        owing=_owing(units, facts.by_unit[task_id], facts.since), measures_done=done, measures=all_,
        orders=facts.orders.get(task_id, 0), version=row.version if row else 0,
        completion_mark=row.completion_mark if row else "",
    )  # fmt: skip


def _owing(
    units: dict[int, tuple[str, str]], last: dict[int, datetime.date], since: datetime.date | None
) -> tuple[Unit, ...]:
    leads = any(role == "lead" for _name, role in units.values())
    roles = {unit: role for unit, (_name, role) in units.items()}
    return tuple(
        Unit(unit, units[unit][0], roles[unit], states.owed_to(roles[unit], leads))
        for unit in states.owing(roles, last, since)
    )


def _entries(
    kin: Family, day: datetime.date
) -> tuple[dict[int, _Last], defaultdict[int, dict[int, datetime.date]]]:
    """The latest day of each task, and of each unit in it; entries that were corrected do not count."""
    # Said twice that it is a correction, so that the planner looks at the few that are.
    corrected = Entry.objects.filter(plan__in=kin.plans, corrects__isnull=False, corrects=OuterRef("pk"))
    rows = (
        Entry.objects.filter(~Exists(corrected), plan__in=kin.plans, on__lte=day)
        .order_by()
        .values_list("task_id", "department_id")
        .annotate(last=Max("on"))
    )
    last: dict[int, _Last] = {}
    by_unit: defaultdict[int, dict[int, datetime.date]] = defaultdict(dict)
    for written, unit, latest in rows:
        task = kin.task(written)
        by_unit[task][unit] = max(latest, by_unit[task].get(unit, latest))
        if task not in last or latest > last[task].on:
            last[task] = _Last(latest, unit)
    return last, by_unit


def _units(plan: Plan) -> tuple[dict[int, dict[int, tuple[str, str]]], set[int]]:
    """Task → unit → name and role, of units of the divisions in the request's scope; a unit named twice has the greater
    part. Beside it the tasks that units out of sight have a part in.
    """
    rows = (
        Obligation.objects.filter(plan=plan, task__isnull=False, department__isnull=False)
        .extra(select={"mine": f"plans_obligation.division_id = {SCOPE}"})  # noqa: S610 - a constant
        .order_by("id")
        .values_list("task_id", "department_id", "department__name", "role", "mine")
    )
    rank = {"lead": 0, "shared": 1, "support": 2}
    found: dict[int, dict[int, tuple[str, str]]] = {}
    unseen: set[int] = set()
    for task, unit, name, role, mine in rows:
        if not mine or name is None:
            unseen.add(task or 0)
            continue
        held = found.setdefault(task or 0, {})
        if unit and (unit not in held or rank[role] < rank[held[unit][1]]):
            held[unit] = (name, role)
    return found, unseen


def _measures(plan: Plan, year: int) -> dict[int, tuple[int, int]]:
    rows = (
        Measure.objects.filter(plan=plan, year=year)
        .exclude(state=Measure.State.DROPPED)
        .order_by()
        .values_list("task_id")
        .annotate(done=Count("id", filter=Q(state=Measure.State.DONE)), all=Count("id"))
    )
    return {task: (done, all_) for task, done, all_ in rows}


def _orders(plan: Plan) -> dict[int, int]:
    rows = (
        Order.objects.filter(plan=plan, state__in=OPEN_ORDERS, task__isnull=False)
        .order_by()
        .values_list("task_id")
        .annotate(all=Count("id"))
    )
    return {task: count for task, count in rows if task}


def _states_on(kin: Family, day: datetime.date) -> dict[int, str]:
    """What the last change up to a day made of each task; that its plan was corrected changed nothing for it."""
    rows = (
        StateChange.objects.filter(task__plan__in=kin.plans, on__lte=day)
        .exclude(kind=StateChange.Kind.FOLLOW, task__in=kin.tasks)
        .order_by("task_id", "-on", "-id")
        .distinct("task_id")
        .values_list("task_id", "on", "id", "kind")
    )
    found: dict[int, tuple[datetime.date, int, str]] = {}
    for task, at, pk, kind in rows:
        change = (at, pk, str(kind))
        found[kin.task(task)] = max(found.get(kin.task(task), change), change)
    return {task: states.AFTER[kind] for task, (_on, _id, kind) in found.items()}
