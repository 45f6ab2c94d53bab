"""What waits for one person: on their desk in their unit, and on the office's."""

import datetime
from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.models import Draft, Entry, Lineage, Measure, Order, Tracking
from laoyou.progress.queries.desk import drafts
from laoyou.progress.queries.orders import display_number
from laoyou.progress.queries.states import TaskState, task_states

SOON = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Row:
    """`what`: task, draft, measure or order, whose number `pk` is; `no` is the task's in its plan."""

    what: str
    pk: int
    plan: Plan
    no: int | None
    text: str
    unit: str = ""
    due: datetime.date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """`key`: drafts, returned, review, sign, consolidate, owed, measures, rectify; claims, recheck, unsorted, overdue."""

    key: str
    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        return len(self.rows)


def worklist(actor: Actor, on: datetime.date | None = None) -> list[Section]:
    """Sections with something in them, the most pressing first."""
    day = on or timezone.localdate()
    found = [*_desk(actor, day), *_unit(actor, day), *_office(actor, day)]
    return [section for section in found if section.rows]


def _desk(actor: Actor, day: datetime.date) -> list[Section]:
    """Drafts by the desk on which they lie."""
    if not actor.department_ids:
        return []
    lying = list(drafts(actor).prefetch_related("steps"))
    held = {(grant.department_id, grant.role) for grant in actor.grants}
    returned = [each for each in lying if each.stage == Draft.Stage.DRAFT and _came_back(each)]
    own = [each for each in lying if each.stage == Draft.Stage.DRAFT and each not in returned]
    review = [
        each
        for each in lying
        if each.stage == Draft.Stage.IN_REVIEW and (each.department_id, Role.REVIEWER) in held
    ]
    sign = [
        each
        for each in lying
        if each.stage == Draft.Stage.TO_SIGN and (each.department_id, Role.SIGNER) in held
    ]
    parts = (("sign", sign), ("review", review), ("returned", returned), ("drafts", own))
    return [Section(key, tuple(_draft(each) for each in rows)) for key, rows in parts]


def _came_back(draft: Draft) -> bool:
    steps = list(draft.steps.all())
    return bool(steps) and steps[-1].kind == "return"


def _draft(each: Draft) -> Row:
    return Row("draft", each.pk, each.plan, each.task.no, each.task.text, each.department.name, each.on)


def _unit(actor: Actor, day: datetime.date) -> list[Section]:
    """What the person's units owe."""
    units = actor.department_ids
    if not units:
        return []
    orders = Order.objects.filter(department_id__in=units, state=Order.State.OPEN).select_related(
        "plan", "task", "department"
    )
    measures = Measure.objects.filter(
        department_id__in=units, state=Measure.State.AGREED, due__lte=day + SOON, plan__state=Plan.State.LIVE
    ).select_related("plan", "task", "department")
    return [
        Section("rectify", tuple(_order(each, day) for each in orders.order_by("deadline"))),
        Section("measures", tuple(_measure(each, day) for each in measures.order_by("due"))),
        Section("consolidate", tuple(_to_consolidate(units))),
        Section("owed", tuple(_owed(units, day))),
    ]


def _order(each: Order, day: datetime.date) -> Row:
    text = f"{display_number(each)} {each.problem}"
    no = each.task.no if each.task else None
    return Row(
        "order", each.pk, each.plan, no, text, each.department.name, each.deadline, each.deadline < day
    )


def _measure(each: Measure, day: datetime.date) -> Row:
    unit = each.department.name
    return Row("measure", each.pk, each.plan, each.task.no, each.text, unit, each.due, each.due < day)


def _to_consolidate(units: frozenset[int]) -> list[Row]:
    """Entries of support units on tasks that one of these units leads, not yet taken into an entry of the lead."""
    here = Lineage.objects.filter(before_task=OuterRef("task"), plan__state=Plan.State.LIVE).values("task")
    led = Obligation.objects.filter(
        task=OuterRef("now"), department_id__in=units, role="lead", plan__state=Plan.State.LIVE
    )
    waiting = list(
        Entry.objects.annotate(now=Coalesce(Subquery(here[:1]), F("task_id"), output_field=BigIntegerField()))
        .filter(
            Exists(led),
            ~Exists(Entry.objects.filter(corrects=OuterRef("pk"))),
            role="support",
            consolidated_in=None,
        )
        .select_related("department")
        .order_by("on")
    )
    now = Task.objects.select_related("plan").in_bulk({each.now for each in waiting})
    rows = [(now[each.now], each) for each in waiting]
    return [
        Row("task", task.pk, task.plan, task.no, task.text, each.department.name, each.on)
        for task, each in rows
    ]


def _owed(units: frozenset[int], day: datetime.date) -> list[Row]:
    """Open tasks with a date for which the unit has filed nothing, or whose date has passed."""
    theirs = Entry.objects.filter(department_id__in=units).order_by().values("task")
    earlier = Lineage.objects.filter(task=OuterRef("task"), before_task__in=theirs)
    dated = Tracking.objects.filter(
        Exists(Obligation.objects.filter(task=OuterRef("task"), department_id__in=units)),
        state=Tracking.State.OPEN, plan__state=Plan.State.LIVE, due__isnull=False,
    ).annotate(
        filed=Exists(Entry.objects.filter(task=OuterRef("task"), department_id__in=units)) | Exists(earlier)
    )  # fmt: skip
    due = dated.filter(Q(filed=False) | Q(due__lt=day)).select_related("plan", "task").order_by("due")
    return [_task(each, day) for each in due]


def _task(each: Tracking, day: datetime.date) -> Row:
    late = each.due is not None and each.due < day
    return Row("task", each.task_id, each.plan, each.task.no, each.task.text, "", each.due, late)


def _office(actor: Actor, day: datetime.date) -> list[Section]:
    divisions = actor.divisions_for("progress.manage") if not actor.is_system else actor.division_ids
    if not divisions or not actor.holds("progress.manage"):
        return []
    plans = list(Plan.objects.filter(division_id__in=divisions & actor.home_ids, state=Plan.State.LIVE))
    claims = Tracking.objects.filter(plan__in=plans, state=Tracking.State.CLAIMED).select_related(
        "plan", "task"
    )
    recheck = Order.objects.filter(plan__in=plans, state=Order.State.RECTIFIED).select_related(
        "plan", "task", "department"
    )
    overdue, unsorted = _behind(plans, day)
    return [
        Section("claims", tuple(_task(each, day) for each in claims.order_by("task__no"))),
        Section("recheck", tuple(_order(each, day) for each in recheck.order_by("deadline"))),
        Section("overdue", tuple(overdue)),
        Section("unsorted", tuple(unsorted)),
    ]


def _behind(plans: list[Plan], day: datetime.date) -> tuple[list[Row], list[Row]]:
    """Tasks past their date, and tasks without a kind; a division has one live plan, or few."""
    overdue: list[tuple[TaskState, Row]] = []
    unsorted: list[Row] = []
    for plan in plans:
        states = task_states(plan, day)
        for task in plan.tasks.all():
            state = states[task.pk]
            row = Row("task", task.pk, plan, task.no, task.text, state.last_unit, state.due, state.overdue)
            if state.overdue:
                overdue.append((state, row))
            elif state.word == "not_sorted":
                unsorted.append(row)
    overdue.sort(key=lambda pair: -pair[0].days)
    return [row for _state, row in overdue], unsorted
