"""Gathers the snapshot of a plan that a report is written from: the one place that reads other packages."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils import timezone, translation

from laoyou.evidence.models import File
from laoyou.indicators.models import Observation
from laoyou.lib.numbers import measured, number
from laoyou.plans.models import Duty, Plan, Target
from laoyou.plans.queries.board import ObligationRow, TaskRow, Words, obligation_rows, task_rows, words_of
from laoyou.plans.queries.rows import IndicatorRow, Seen, indicator_rows
from laoyou.progress.models import Cycle, Entry, Measure, Order, StateChange
from laoyou.progress.queries import TaskState, span, task_states
from laoyou.progress.queries.cycles import unit_rows
from laoyou.progress.queries.lineage import Family, family
from laoyou.progress.rules.cycles import begins_on, ends_on
from laoyou.reports import said
from laoyou.reports.facts import (
    EntryFact,
    Facts,
    FileRef,
    IndicatorFact,
    MeasureFact,
    Observed,
    OrderFact,
    ReturnFact,
    TaskFact,
)

CHART = (250, 110)
_MOST_ENTRIES = 5  # of a task beside its claims; the rest stand on its own page


def speaks_on(plan: Plan, period: str, cycle: Cycle | None) -> datetime.date:
    """The day of which a report speaks when nobody names one: the end of its cycle, or of its period, or today."""
    today = timezone.localdate()
    if cycle is not None:
        return min(today, cycle.due)
    return min(today, ends_on(period)) if period else plan.closed_on or today


def gather(
    plan: Plan, *, period: str = "", on: datetime.date | None = None, cycle: Cycle | None = None
) -> Facts:
    """In a number of queries that does not grow with the plan. `period` of the report; without one the whole plan."""
    with translation.override("zh-hans"):
        return _gather(plan, period, on or speaks_on(plan, period, cycle), cycle)


def _gather(plan: Plan, period: str, day: datetime.date, cycle: Cycle | None) -> Facts:
    since = begins_on(period) if period else (span(plan).since or day.replace(month=1, day=1))
    organ, recipient = _between(plan)
    rows = task_rows(plan.tasks.all())
    return Facts(
        division=plan.division.name,
        plan_id=plan.pk,
        plan=said.plan_name(plan.title),
        document=plan.doc_number,
        plan_period=plan.period,
        period=period,
        on=day.isoformat(),
        since=since.isoformat(),
        cycle=cycle.title if cycle else "",
        recipient=(cycle.recipient if cycle else "") or recipient,
        organ=organ,
        year=since.year if period else day.year,
        units=tuple(sorted({each.name for row in rows for each in row.obligations if each.department_id})),
        tasks=_tasks(plan, day, rows),
        indicators=tuple(
            _indicator(row, plan.division.name)
            for row in sorted(indicator_rows(plan, on=day, period=period or None), key=_in_plan)
        ),
        returns=_returns(cycle),
        orders=_orders(plan, day),
        measures=_measures(plan, period, day),
    )


def _in_plan(row: IndicatorRow) -> tuple[int, int]:
    return row.target.no or 10_000, row.target.pk


def _between(plan: Plan) -> tuple[str, str]:
    """Who reports to whom, as the plan's own duty to report says it."""
    duties = list(plan.duties.filter(kind=Duty.Kind.REPORTING).order_by("id"))
    held = obligation_rows("duty_id", [duty.pk for duty in duties])
    own = [row for duty in duties for row in held.get(duty.pk, ()) if row.department_id]
    to = next((duty.to for duty in duties if duty.to), "")
    return (own[0].name if own else plan.division.name), to


def _tasks(plan: Plan, day: datetime.date, rows: list[TaskRow]) -> tuple[TaskFact, ...]:
    states, words = task_states(plan, day), words_of(plan)
    kin = family(plan)
    entries, reasons = _entries(kin, day), _reasons(kin, day)
    return tuple(
        _task(
            row,
            states[row.task.pk],
            words,
            entries.get(row.task.pk, ()),
            reasons.get(row.task.pk, ""),
            plan.division.name,
        )
        for row in rows
    )


def _task(
    row: TaskRow, state: TaskState, words: Words, entries: tuple[EntryFact, ...], reason: str, place: str
) -> TaskFact:
    lead, shared, support = (_names(row.by_role(role), place) for role in ("lead", "shared", "support"))
    return TaskFact(
        id=row.task.pk,
        no=row.task.no,
        text=row.task.text,
        group=row.task.group or words.groups.get(words.nkey_groups.get(row.task.nkey, ""), ("",))[0],
        kind=state.kind,
        state=state.word,
        overdue=state.overdue,
        due=state.due.isoformat() if state.due else "",
        lead=lead or shared,
        others="、".join(part for part in ((shared if lead else ""), support) if part),
        mark=state.completion_mark,
        reason=reason,
        entries=entries,
    )


def _names(rows: Iterable[ObligationRow], place: str) -> str:
    """Each name of the document once: a class of 37 townships stands as the document calls it, a unit without the place."""
    names: dict[str, int] = {}
    single: dict[str, str] = {}
    for each in rows:
        names[each.named_as] = names.get(each.named_as, 0) + 1
        single[each.named_as] = each.name
    return "、".join(_short(single[name], place) if count == 1 else name for name, count in names.items())


def _short(name: str, place: str) -> str:
    """The report is about one place, whose name need not stand before each of its units."""
    return name.removeprefix(place) or name


def _entries(kin: Family, day: datetime.date) -> dict[int, tuple[EntryFact, ...]]:
    """Of each task the latest that stand, and those that claim it done, whichever version of the plan they are of."""
    found = (
        Entry.objects.filter(
            ~Exists(Entry.objects.filter(corrects=OuterRef("pk"))), plan__in=kin.plans, on__lte=day
        )
        .select_related("department")
        .order_by("-on", "-id")
    )
    rows: defaultdict[int, list[Entry]] = defaultdict(list)
    for each in found:
        task = kin.task(each.task_id)
        if each.claims or len(rows[task]) < _MOST_ENTRIES:
            rows[task].append(each)
    files = _files([each.pk for few in rows.values() for each in few])
    return {
        task: tuple(
            EntryFact(each.pk, each.on.isoformat(), each.department.name, each.text, files.get(each.pk, ()))
            for each in few
        )
        for task, few in rows.items()
    }


def _files(entry_ids: list[int]) -> dict[int, tuple[FileRef, ...]]:
    links = Entry.files.through.objects.filter(entry_id__in=entry_ids).values_list("entry_id", "file_id")
    pairs = list(links)
    names = dict(File.objects.filter(pk__in={file for _entry, file in pairs}).values_list("pk", "name"))
    found: dict[int, tuple[FileRef, ...]] = {}
    for entry, file in pairs:
        found[entry] = (*found.get(entry, ()), FileRef(file, names.get(file, "")))
    return found


def _reasons(kin: Family, day: datetime.date) -> dict[int, str]:
    """Why a task was struck or carried, or what was said last about its state."""
    rows = (
        StateChange.objects.filter(task__plan__in=kin.plans, on__lte=day)
        .exclude(reason="")
        .exclude(kind=StateChange.Kind.FOLLOW, task__in=kin.tasks)
        .order_by("on", "id")
    )
    return {kin.task(task): reason for task, reason in rows.values_list("task_id", "reason")}


def _indicator(row: IndicatorRow, place: str) -> IndicatorFact:
    target = row.target
    return IndicatorFact(
        id=target.pk,
        no=target.no,
        name=_name(target),
        state=row.state,
        baseline=_baseline(target),
        goal=f"{said.OPS[target.op]} {number(target.value, target.unit)}",
        year=target.year,
        binding=target.binding,
        owner=_short(row.owner, place)
        or _names((each for each in row.obligations if each.role != "support"), place),
        now=measured(row.now, target.unit, target.value),
        gap=_gap(row),
        pending=row.pending,
        judged=row.observation.pk if row.observation else 0,
        chart=row.chart(CHART) if row.seen else {},
        seen=tuple(_seen(each, target) for each in reversed(row.seen)),
    )


def _name(target: Target) -> str:
    return f"{target.per}{target.name}" if target.per and target.per not in target.name else target.name


def _baseline(target: Target) -> str:
    if target.baseline_value is None:
        return ""
    text = number(target.baseline_value, target.baseline_unit or target.unit)
    return f"{text}（{target.baseline_year}年）" if target.baseline_year else text


def _gap(row: IndicatorRow) -> str:
    """How far from the target itself; nothing where it is reached."""
    if row.now is None or row.state == "met":
        return ""
    short = row.now - row.spec.value
    text = measured(abs(short), row.target.unit, Decimal(0))
    sign = "−" if short < 0 else "+"
    return f"{sign}{text}" if short else "0"


def _seen(each: Seen, target: Target) -> Observed:
    row: Observation = each.observation
    unit_text = measured(each.value, target.unit, target.value)
    return Observed(
        id=row.pk,
        period=row.period,
        shown=float(each.value) if each.value is not None else 0.0,
        text=unit_text or number(row.value, row.unit),
        numerator=number(row.numerator),
        denominator=number(row.denominator),
        value=number(row.value, row.unit),
        as_of=row.as_of.isoformat(),
        by=row.department.name if row.department else "",
        note=row.note,
        files=tuple(FileRef(file.pk, file.name) for file in row.evidence.all()),
    )


def _returns(cycle: Cycle | None) -> tuple[ReturnFact, ...]:
    """Of the collection that the report draws on; who is let off owes nothing."""
    drawn = cycle.collects if cycle and cycle.kind == Cycle.Kind.ONWARD else cycle
    if drawn is None:
        return ()
    return tuple(
        ReturnFact(
            id=row.department.pk,
            unit=row.department.name,
            state=row.state,
            submitted=_local(row.found.submitted_at) if row.found and row.found.submitted_at else "",
            late=row.late and row.state in {"submitted", "accepted"},
        )
        for row in unit_rows(drawn)
        if row.state != "exempt"
    )


def _local(when: datetime.datetime) -> str:
    return timezone.localtime(when).isoformat(timespec="minutes")


def _orders(plan: Plan, day: datetime.date) -> tuple[OrderFact, ...]:
    found = Order.objects.filter(plan=plan, issued_on__lte=day).select_related("department")
    return tuple(
        OrderFact(
            id=each.pk,
            number=f"督办〔{each.year}〕{each.number}号",
            unit=each.department.name,
            problem=each.problem,
            requirement=each.requirement,
            issued=each.issued_on.isoformat(),
            deadline=each.deadline.isoformat(),
            state=each.state,
            overdue=each.state == Order.State.OPEN and each.deadline < day,
        )
        for each in found.exclude(state=Order.State.WITHDRAWN).order_by("year", "number")
    )


def _measures(plan: Plan, period: str, day: datetime.date) -> tuple[MeasureFact, ...]:
    until = _next_end(period, day)
    found = Measure.objects.filter(plan=plan).exclude(state=Measure.State.DROPPED)
    return tuple(
        MeasureFact(
            id=each.pk,
            no=each.task.no,
            task=each.task.text,
            year=each.year,
            text=each.text,
            mark=each.completion_mark,
            due=each.due.isoformat(),
            unit=each.department.name,
            state=each.state,
            soon=each.state != Measure.State.DONE and day < each.due <= until,
            overdue=each.state != Measure.State.DONE and each.due < day,
        )
        for each in found.select_related("task", "department").order_by("due", "id")
    )


def _next_end(period: str, day: datetime.date) -> datetime.date:
    """The last day of the period that follows; of a plan without periods half a year on."""
    if not period:
        return day + datetime.timedelta(days=183)
    first = ends_on(period) + datetime.timedelta(days=1)
    length = (ends_on(period) - begins_on(period)).days
    return max(day, first + datetime.timedelta(days=length + 3))
