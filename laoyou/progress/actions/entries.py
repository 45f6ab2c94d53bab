"""Progress entries: this is their only maker, for the pages, for returns and for imports alike."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department, User
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.actions.common import check_day, check_files, check_running, is_own, said
from laoyou.progress.errors import Refused
from laoyou.progress.models import Cycle, Entry, Measure, StateChange, Tracking
from laoyou.progress.queries.lineage import same_task
from laoyou.progress.queries.span import span
from laoyou.progress.rules.figures import FigureFault, checked

ANSWERS = {"lead", "shared"}
OVER = {Tracking.State.DONE, Tracking.State.STRUCK, Tracking.State.CARRIED}


@transaction.atomic
def file_entry(
    *,
    by: Actor,
    task: Task,
    department: Department,
    on: datetime.date,
    text: str,
    figures: Sequence[Mapping[str, Any]] = (),
    files: Iterable[File] = (),
    claims: bool = False,
    measure: Measure | None = None,
    cycle: Cycle | None = None,
    corrects: Entry | None = None,
    consolidates: Iterable[Entry] = (),
    entered_for: bool = False,
    author: User | None = None,
    reviewer: User | None = None,
    signer: User | None = None,
) -> Entry:
    """What a unit did for a task up to a day; by the unit, or by the office for it (`entered_for`).

    With `claims` the unit says that the task is complete: where it leads or shares the task of its own division, the
    task then waits for the office.
    """
    role = check_entry(
        by=by, task=task, department=department, on=on, measure=measure, entered_for=entered_for
    )
    words = said(text, "text", _("请写明做了什么、做到哪一步。"))
    taken = list(consolidates)
    _check_links(task, department, role, corrects, taken)
    claimed = _claimable(task, department, role) if claims else None
    entry = Entry.objects.create(
        division_id=department.division_id, plan_id=task.plan_id, task=task, measure=measure,
        department=department, role=role, cycle=cycle, on=on, text=words, figures=figures_of(figures),
        claims=claims, corrects=corrects, entered_for=entered_for, author=author or _person(by),
        reviewer=reviewer, signer=signer,
    )  # fmt: skip
    entry.files.add(*files)
    entry.consolidates.add(*taken)
    if claimed is not None:
        _claim(by, claimed, entry)
    detail = {
        "task": task.no,
        "unit": department.name,
        "on": on,
        "entered_for": entered_for,
        "claims": claims,
    }
    record(by=by, action="progress.entry.file", obj=entry, detail=detail)
    return entry


def check_entry(
    *,
    by: Actor,
    task: Task,
    department: Department,
    on: datetime.date,
    measure: Measure | None = None,
    entered_for: bool = False,
) -> str:
    """The unit's role in the task, once all that needs no words is right. Refused otherwise."""
    check_files(by, department)
    check_running(task.plan)
    if not by.is_system and entered_for == is_own(by, department.pk):
        raise Refused(
            _("代录只用于办公室替单位填报：本单位填报不标代录，替单位填报要标明代录。"), "entered_for"
        )
    role = _role(task, department)
    check_date(task.plan, on)
    if measure and (measure.task_id != task.pk or measure.department_id != department.pk):
        raise Refused(_("选的年度措施不是本单位在这项任务下的措施。"), "measure")
    state = Tracking.objects.filter(task=task).values_list("state", flat=True).first()
    if state == Tracking.State.CARRIED:
        raise Refused(_("任务已结转到下一期方案，请在新方案的任务上填报。"))
    return role


def check_date(plan: Plan, on: datetime.date) -> None:
    """Within the plan, and not ahead of today."""
    check_day(on)
    since = span(plan).since
    if since and on < since:
        raise Refused(_("日期早于规划期开始（%(since)s）。请核对年份。") % {"since": since.isoformat()}, "on")
    if plan.closed_on and on > plan.closed_on:
        raise Refused(
            _("方案已于 %(on)s 收官，只能补记这天以前的进展。") % {"on": plan.closed_on.isoformat()}, "on"
        )


def figures_of(given: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    try:
        return checked(given)
    except FigureFault as fault:
        words = {
            "many": _("一条进展最多带 20 个数据，请只填主要的。"),
            "name": _("请写明 %(value)s 是什么数据，例如“改造床位”。"),
            "value": _("“%(name)s”的数值要是数字，例如 35 或 4.5。"),
            "unit": _("请填写“%(name)s”的单位，例如“张”“%%”“万元”。"),
            "percent": _("“%(name)s”为 %(value)s%%，超过 100%%。确实如此的，请在备注里写明原因。"),
        }
        raise Refused(words[fault.reason] % {"name": fault.name, "value": fault.value}, "figures") from fault


def _role(task: Task, department: Department) -> str:
    """A unit named twice has the greater part."""
    held = set(Obligation.objects.filter(task=task, department=department).values_list("role", flat=True))
    if not held:
        raise Refused(
            _("这项任务没有列%(unit)s为责任单位，不能替它填报。请核对任务，或先在方案里指定责任单位。")
            % {"unit": department.name}
        )
    return next(role for role in ("lead", "shared", "support") if role in held)


def _check_links(
    task: Task, department: Department, role: str, corrects: Entry | None, taken: list[Entry]
) -> None:
    same = same_task(task) if corrects is not None or taken else []
    if corrects is not None:
        if corrects.task_id not in same or corrects.department_id != department.pk:
            raise Refused(_("只能更正本单位在同一项任务上的进展。"), "corrects")
        if Entry.objects.filter(corrects=corrects).exists():
            raise Refused(_("这条进展已经更正过。请更正最新的那一条。"), "corrects")
    if taken and role != "lead":
        raise Refused(_("只有牵头单位汇总配合单位的进展。"), "consolidates")
    if any(each.task_id not in same or each.role != "support" for each in taken):
        raise Refused(_("只能汇总配合单位在同一项任务上的进展。"), "consolidates")


def _claimable(task: Task, department: Department, role: str) -> Tracking | None:
    """The row that a claim changes; None where the unit can speak for its own part only."""
    if role not in ANSWERS or department.division_id != task.division_id:
        return None
    tracking = Tracking.objects.select_for_update().filter(task=task).first()
    if tracking is None:
        raise Refused(_("这项任务还没有分类，不能申请完成。请先联系方案办公室确定类别和完成标志。"), "claims")
    if tracking.kind == Tracking.Kind.STANDING:
        raise Refused(_("长期坚持的任务不申请完成；事情已经结束的，请方案办公室销号。"), "claims")
    if tracking.state in OVER:
        raise Refused(
            _("任务已经是“%(state)s”，不用再申请。") % {"state": tracking.get_state_display()}, "claims"
        )
    return tracking


def _claim(by: Actor, tracking: Tracking, entry: Entry) -> None:
    """As of the entry's day, but never before what was decided last: the last by day is what a task stands at."""
    changes = StateChange.objects.filter(task=tracking.task_id)
    last = changes.order_by("-on").values_list("on", flat=True).first()
    StateChange.objects.create(
        division_id=tracking.division_id, task_id=tracking.task_id, kind=StateChange.Kind.CLAIM, entry=entry,
        department=entry.department, on=max(entry.on, last or entry.on), by_id=by.user_id,
    )  # fmt: skip
    tracking.state = Tracking.State.CLAIMED
    tracking.version += 1
    tracking.save(update_fields=["state", "version"])


def _person(by: Actor) -> User | None:
    return User.objects.filter(pk=by.user_id).first() if by.user_id else None
