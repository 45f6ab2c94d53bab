"""How a task is followed: its kind, its completion mark, its date."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans.models import Plan, Task
from laoyou.progress.actions.common import check_manages, check_running, seen
from laoyou.progress.errors import Refused
from laoyou.progress.models import Tracking
from laoyou.progress.queries.span import span


@dataclass(frozen=True, slots=True)
class Sorting:
    """The office's word on one task."""

    kind: str
    completion_mark: str = ""
    due: datetime.date | None = None


@transaction.atomic
def set_tracking(
    *,
    by: Actor,
    task: Task,
    kind: str,
    completion_mark: str = "",
    due: datetime.date | None = None,
    version: int = 0,
) -> Tracking:
    """Make or change how a task is followed; `version` 0 when there was nothing yet. By the office."""
    check_manages(by, task.division_id)
    check_running(task.plan)
    sorting = _checked(task.plan, Sorting(kind, completion_mark.strip(), due))
    typed = {"kind": kind, "completion_mark": completion_mark, "due": due}
    Task.objects.select_for_update().get(pk=task.pk)
    found = Tracking.objects.select_for_update().filter(task=task).first()
    if found is None:
        found = Tracking(task=task, plan_id=task.plan_id, division_id=task.division_id)
    else:
        seen(found, version, typed).version += 1
        _check_kind_kept(found, kind)
    found.kind, found.completion_mark, found.due = sorting.kind, sorting.completion_mark, sorting.due
    found.save()
    record(by=by, action="progress.task.sort", obj=task, detail={"kind": kind, "due": due})
    return found


@transaction.atomic
def sort_tasks(*, by: Actor, plan: Plan, sortings: Mapping[int, Sorting]) -> int:
    """Confirm the kinds of many tasks by task id; those that are sorted already stay as they are."""
    check_manages(by, plan.division_id)
    check_running(plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    tasks = plan.tasks.filter(pk__in=sortings, tracking=None).order_by("no")
    rows = [_tracking(task, _checked(plan, sortings[task.pk], task)) for task in tasks]
    if not rows:
        raise Refused(_("没有可以确认的任务：选中的都已分类，或者一条也没有选。"))
    Tracking.objects.bulk_create(rows)
    counts = {kind: sum(row.kind == kind for row in rows) for kind in Tracking.Kind.values}
    record(by=by, action="progress.plan.sort", obj=plan, detail=counts)
    return len(rows)


def _tracking(task: Task, sorting: Sorting) -> Tracking:
    return Tracking(
        task=task, plan_id=task.plan_id, division_id=task.division_id, kind=sorting.kind,
        completion_mark=sorting.completion_mark, due=sorting.due,
    )  # fmt: skip


def _checked(plan: Plan, sorting: Sorting, task: Task | None = None) -> Sorting:
    which = _("任务 %(no)s：") % {"no": task.number or task.no} if task else ""
    if sorting.kind not in Tracking.Kind.values:
        raise Refused(which + _("请选择类别：限期完成、长期坚持或鼓励探索。"), "kind")
    if sorting.kind == Tracking.Kind.DELIVERABLE:
        if not sorting.completion_mark:
            raise Refused(
                which + _("限期完成的任务要写明完成标志，否则无法判断是否完成。"), "completion_mark"
            )
        if sorting.due is None:
            raise Refused(which + _("限期完成的任务要有完成时限。"), "due")
    start = span(plan).since
    if sorting.due and start and sorting.due < start:
        raise Refused(which + _("完成时限早于规划期开始，请核对年份。"), "due")
    return sorting


def _check_kind_kept(found: Tracking, kind: str) -> None:
    if kind != found.kind and found.state != Tracking.State.OPEN:
        raise Refused(
            _("任务现在是“%(state)s”，不能改类别。请先退回或重新打开。")
            % {"state": found.get_state_display()},
            "kind",
        )
