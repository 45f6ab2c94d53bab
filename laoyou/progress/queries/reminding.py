"""What each unit owes, in words ready to paste; and a bulletin of who is ahead and who behind."""

import datetime
from collections.abc import Iterable, Sized
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.models import Department
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.models import Entry, Measure, Order, Reminder
from laoyou.progress.queries.lineage import family
from laoyou.progress.queries.orders import display_number
from laoyou.progress.queries.states import TaskState, task_states
from laoyou.progress.rules.states import DONE, STILL_OPEN, STRUCK

SHORTEST = 40


@dataclass(slots=True)
class UnitStand:
    """One unit in a plan. `late` tasks lie past their date; `silent` ones had no entry of this unit since the day asked."""

    department: Department
    tasks: int = 0
    done: int = 0
    late: list[tuple[Task, TaskState]] = field(default_factory=list)
    silent: list[tuple[Task, TaskState]] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    entries: int = 0
    reminded: datetime.datetime | None = None

    @property
    def owes(self) -> int:
        return (
            len({task.pk for task, _state in (*self.late, *self.silent)})
            + len(self.measures)
            + len(self.orders)
        )


def unit_stands(plan: Plan, since: datetime.date, on: datetime.date | None = None) -> list[UnitStand]:
    """Every unit of the reader's divisions that has a part in a task; those that owe most first."""
    day = on or timezone.localdate()
    states = task_states(plan, day, since=since)
    stands = _parts(plan, states, day)
    _add_measures(plan, stands, day)
    _add_orders(plan, stands, day)
    kin = family(plan)
    filed = Entry.objects.filter(plan__in=kin.plans, on__gte=since, on__lte=day, corrected_by=None).order_by()
    for unit, count in filed.values_list("department_id").annotate(count=Count("id")):
        if unit in stands:
            stands[unit].entries = count
    newest = (
        Reminder.objects.filter(plan__in=kin.plans).order_by("department_id", "-at").distinct("department_id")
    )
    for unit, at in newest.values_list("department_id", "at"):
        if unit in stands:
            stands[unit].reminded = at
    return sorted(stands.values(), key=lambda one: (-one.owes, one.department.pk))


def _parts(plan: Plan, states: dict[int, TaskState], day: datetime.date) -> dict[int, UnitStand]:
    """Whoever leads or shares answers for the date; support owes its entries."""
    tasks = {task.pk: task for task in plan.tasks.all()}
    seen = {unit.id for state in states.values() for unit in state.owing}
    held = Obligation.objects.filter(plan=plan, task__isnull=False, department__isnull=False)
    stands: dict[int, UnitStand] = {}
    roles: dict[tuple[int, int], str] = {}
    for each in held.select_related("department").order_by("id"):
        if each.department is not None and each.task_id:
            stands.setdefault(each.department.pk, UnitStand(each.department))
            if roles.get((each.department.pk, each.task_id)) not in {"lead", "shared"}:
                roles[each.department.pk, each.task_id] = each.role
    for (unit, task_id), role in roles.items():
        _count(stands[unit], tasks[task_id], states[task_id], role, unit)
    return {
        unit: stand
        for unit, stand in stands.items()
        if unit in seen or stand.department.division_id == plan.division_id
    }


def _count(stand: UnitStand, task: Task, state: TaskState, role: str, unit: int) -> None:
    stand.tasks += 1
    stand.done += state.word in {DONE, STRUCK}
    if state.overdue and role != "support":
        stand.late.append((task, state))
    if state.word in STILL_OPEN and any(one.id == unit for one in state.owing):
        stand.silent.append((task, state))


def _add_measures(plan: Plan, stands: dict[int, UnitStand], day: datetime.date) -> None:
    for each in Measure.objects.filter(plan=plan, state=Measure.State.AGREED, due__lt=day).order_by("due"):
        if each.department_id in stands:
            stands[each.department_id].measures.append(each)


def _add_orders(plan: Plan, stands: dict[int, UnitStand], day: datetime.date) -> None:
    for each in Order.objects.filter(plan=plan, state=Order.State.OPEN).order_by("deadline"):
        if each.department_id in stands:
            stands[each.department_id].orders.append(each)


def reminder_text(plan: Plan, stand: UnitStand, by_day: datetime.date | None = None) -> str:
    """Ready to paste into a chat: greeting, what is owed with dates, by when."""
    lines = [
        _("%(unit)s：《%(plan)s》有以下事项请抓紧办理。")
        % {"unit": stand.department.name, "plan": plan.title}
    ]
    late = {task.pk for task, _state in stand.late}
    for task, state in stand.late:
        said = {"no": _no(task), "text": _short(task.text), "due": _day(state.due), "days": state.days}
        lines.append(_("任务 %(no)s“%(text)s”，应于 %(due)s 完成，已超 %(days)s 天。") % said)
    for task, state in stand.silent:
        if task.pk not in late:
            last = _day(state.last_on) if state.last_on else ""
            words = (
                _("任务 %(no)s“%(text)s”，还没有报进展。")
                if not last
                else _("任务 %(no)s“%(text)s”，本期还没有报进展。")
            )
            lines.append(words % {"no": _no(task), "text": _short(task.text)})
    for measure in stand.measures:
        lines.append(
            _("年度措施“%(text)s”，应于 %(due)s 完成。")
            % {"text": _short(measure.text), "due": _day(measure.due)}
        )
    for order in stand.orders:
        said = {"number": display_number(order), "due": _day(order.deadline)}
        lines.append(_("%(number)s，整改期限 %(due)s。") % said)
    numbered = [lines[0], *(f"{index}. {line}" for index, line in enumerate(lines[1:], start=1))]
    if by_day:
        numbered.append(_("请于 %(day)s 前回复方案办公室。") % {"day": _day(by_day)})
    return "\n".join(numbered)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Who is ahead and who behind, and the draft text built from it."""

    stands: tuple[UnitStand, ...]
    text: str


def bulletin(plan: Plan, since: datetime.date, until: datetime.date) -> Bulletin:
    states = task_states(plan, until, since=since)
    stands = unit_stands(plan, since, until)
    return Bulletin(tuple(stands), "\n".join(_bulletin(plan, states, stands, since, until)))


def _bulletin(
    plan: Plan,
    states: dict[int, TaskState],
    stands: list[UnitStand],
    since: datetime.date,
    until: datetime.date,
) -> list[str]:
    count = {word: sum(state.word == word for state in states.values()) for word in (DONE, STRUCK, "claimed")}
    late = sum(state.overdue for state in states.values())
    said = {"plan": plan.title, "since": _day(since), "until": _day(until)}
    return [
        _("关于《%(plan)s》任务进展情况的通报") % said,
        "",
        _("%(since)s 至 %(until)s，各单位推进情况通报如下。") % said,
        _("一、总体情况"),
        _("方案共 %(all)s 项任务，已完成 %(done)s 项，申请完成待确认 %(claimed)s 项，逾期 %(late)s 项。")
        % {
            "all": len(states),
            "done": count[DONE] + count[STRUCK],
            "claimed": count["claimed"],
            "late": late,
        },
        _("二、进展较快的单位"),
        *_ahead(stands),
        _("三、进展滞后的单位"),
        *_behind(stands),
        _("四、要求"),
        _("请滞后的单位逐项说明原因，明确完成时间，抓紧推进，并及时报送进展和佐证材料。"),
    ]


def _ahead(stands: Iterable[UnitStand]) -> list[str]:
    good = [one for one in stands if not one.owes and (one.entries or one.done)]
    good.sort(key=lambda one: (-one.done, -one.entries))
    rows = [
        _("%(unit)s：承担 %(tasks)s 项，完成 %(done)s 项，本期报送进展 %(entries)s 条，没有逾期。")
        % {"unit": one.department.name, "tasks": one.tasks, "done": one.done, "entries": one.entries}
        for one in good
    ]
    return rows or [_("本期没有全部按时报送、没有逾期的单位。")]


def _behind(stands: Iterable[UnitStand]) -> list[str]:
    rows = [
        _("%(unit)s：%(owed)s。") % {"unit": one.department.name, "owed": _owed(one)}
        for one in stands
        if one.owes
    ]
    return rows or [_("本期没有滞后的单位。")]


def _owed(one: UnitStand) -> str:
    """What the unit owes; of what it does not owe nothing is said."""
    parts: list[tuple[Sized, str]] = [
        (one.late, _("逾期任务 %(n)s 项")),
        (one.silent, _("本期没有报进展的任务 %(n)s 项")),
        (one.measures, _("逾期年度措施 %(n)s 项")),
        (one.orders, _("未办结督办单 %(n)s 件")),
    ]
    return _("，").join(words % {"n": len(rows)} for rows, words in parts if rows)


def reminders(plan: Plan, limit: int = 20) -> list[Reminder]:
    """The last that were sent."""
    return list(
        Reminder.objects.filter(plan__in=family(plan).plans).select_related("department", "by")[:limit]
    )


def _no(task: Task) -> str:
    return task.number or str(task.no)


def _short(text: str) -> str:
    return text if len(text) <= SHORTEST else text[:SHORTEST] + "…"


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
