"""The office's word on whether a task is done."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress.actions.common import check_day, check_manages, check_running, said
from laoyou.progress.errors import Refused
from laoyou.progress.models import StateChange, Tracking
from laoyou.progress.queries.completion import Preview, preview
from laoyou.progress.rules.completion import BECOMES, NEEDS_REASON, STEPS


@dataclass(frozen=True, slots=True)
class Decided:
    done: int
    left: Preview


@transaction.atomic
def decide_tasks(
    *,
    by: Actor,
    plan: Plan,
    step: str,
    tasks: Iterable[int],
    reason: str = "",
    on: datetime.date | None = None,
) -> Decided:
    """Confirm, return, strike off or reopen every task that can take the step; none that cannot is touched.

    `on` is the day of the decision where it is entered later: a report speaks of its tasks as of a day.
    """
    check_manages(by, plan.division_id)
    check_running(plan)
    if step not in STEPS:
        raise Refused(_("没有这个步骤。"))
    if step in NEEDS_REASON:
        reason = said(reason, "reason", _("请写明原因，责任单位会看到。"))
    ids = list(tasks)
    locked = {
        row.task_id: row for row in Tracking.objects.select_for_update().filter(plan=plan, task_id__in=ids)
    }
    found = preview(plan, step, ids)
    if not found.can:
        raise Refused(_nothing(found))
    rows, day = [locked[task.pk] for task in found.can], on or timezone.localdate()
    _check_order(found, day)
    for row in rows:
        row.state, row.version = BECOMES[step], row.version + 1
    Tracking.objects.bulk_update(rows, ["state", "version"])
    StateChange.objects.bulk_create(
        StateChange(
            division_id=row.division_id,
            task_id=row.task_id,
            kind=step,
            reason=reason.strip(),
            on=day,
            by_id=by.user_id,
        )
        for row in rows
    )
    detail = {"tasks": [task.no for task in found.can], "reason": reason, "on": day}
    record(by=by, action=f"progress.task.{step}", obj=plan, detail=detail)
    return Decided(len(rows), found)


def _check_order(found: Preview, day: datetime.date) -> None:
    """Not ahead of today, and not before what was decided last: the last by day is what a task stands at."""
    check_day(day)
    last = (
        StateChange.objects.filter(task__in=found.can, on__gt=day)
        .order_by()
        .values_list("task__no", "task__number")
        .annotate(last=Max("on"))
        .order_by("task__no")
        .first()
    )
    if last:
        no, number, before = last
        raise Refused(
            _("任务 %(no)s 在 %(on)s 已有办理记录，日期不能早于这一天。请核对。")
            % {"no": number or no, "on": before.isoformat()},
            "on",
        )


def _nothing(found: Preview) -> str:
    if not found.cannot:
        return _("请先选任务。")
    task, why = found.cannot[0]
    return _("任务 %(no)s 不能这样办理：%(why)s。") % {"no": task.number or task.no, "why": why}
