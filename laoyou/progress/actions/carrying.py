"""Unfinished tasks carried over (结转) into the next plan, with their history."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans.actions import add_task
from laoyou.plans.models import Plan, Task
from laoyou.progress.actions.common import check_manages
from laoyou.progress.errors import Refused
from laoyou.progress.models import StateChange, Tracking
from laoyou.progress.queries.carrying import root
from laoyou.progress.queries.span import span

UNFINISHED = (Tracking.State.OPEN, Tracking.State.CLAIMED)


@transaction.atomic
def carry_tasks(*, by: Actor, plan: Plan, into: Plan, pairs: Mapping[int, int], reason: str = "") -> int:
    """`pairs`: task of the old plan → its counterpart in the new one. All are carried, or none."""
    _check(by, plan, into)
    if not pairs:
        raise Refused(_("请至少给一项任务选好对应的新任务。"))
    if len(set(pairs.values())) < len(pairs):
        raise Refused(_("两项旧任务选了同一项新任务。一项新任务只能接一项旧任务的历史，请改选。"))
    old = {row.task_id: row for row in _unfinished(plan, pairs)}
    new = {task.pk: task for task in into.tasks.filter(pk__in=pairs.values())}
    held = {row.task_id: row for row in Tracking.objects.select_for_update().filter(task_id__in=new)}
    for before, after in pairs.items():
        if before not in old or after not in new:
            raise Refused(_("有的任务已经完成、已结转或还没有分类，不能结转。请刷新页面再选。"))
        _carry(by, old[before], new[after], held.get(after), reason)
    record(by=by, action="progress.plan.carry", obj=plan, detail={"into": into.pk, "tasks": len(pairs)})
    return len(pairs)


@transaction.atomic
def add_counterpart(*, by: Actor, task: Task, into: Plan) -> Task:
    """The unfinished task as a further one of the next plan, with the units that it has; it is carried afterwards."""
    _check(by, task.plan, into)
    if not _unfinished(task.plan, {task.pk: 0}):
        raise Refused(_("有的任务已经完成、已结转或还没有分类，不能结转。请刷新页面再选。"))
    units: dict[int, str] = {}
    for each in task.obligations.filter(department__isnull=False).order_by("pk"):
        if each.department_id and units.get(each.department_id) not in {"lead", "shared"}:
            units[each.department_id] = each.role
    source = _("从《%(title)s》任务 %(no)s 结转") % {"title": task.plan.title, "no": task.number or task.no}
    return add_task(
        by=by, plan=into, text=task.text, units=list(units.items()), nkey=task.nkey, group=task.group,
        source=source,
    )  # fmt: skip


def _check(by: Actor, plan: Plan, into: Plan) -> None:
    check_manages(by, plan.division_id)
    if into.division_id != plan.division_id or into.state != Plan.State.LIVE or into.pk == plan.pk:
        raise Refused(_("只能结转到本地区执行中的另一份方案。"))
    if plan.state == Plan.State.SUPERSEDED:
        raise Refused(_("被替代的旧版不结转，请从现行的一版结转。"))
    if into.period <= plan.period:
        raise Refused(_("只能结转到后一个规划期的方案。"))


def _unfinished(plan: Plan, pairs: Mapping[int, int]) -> list[Tracking]:
    rows = Tracking.objects.select_for_update().filter(plan=plan, task_id__in=pairs, state__in=UNFINISHED)
    return list(rows)


def _carry(by: Actor, before: Tracking, task: Task, after: Tracking | None, reason: str) -> None:
    if after is None:
        after = Tracking(
            division_id=task.division_id, plan_id=task.plan_id, task=task, kind=before.kind,
            completion_mark=before.completion_mark, due=span(task.plan).until if before.due else None,
        )  # fmt: skip
    else:
        after = root(after)  # a corrected plan keeps in its first version what came from elsewhere
        after.version += 1
    if after.carried_from_id:
        raise Refused(_("任务 %(no)s 已接了另一项旧任务的历史，请改选。") % {"no": task.number or task.no})
    after.carried_from = before
    after.save()
    before.state, before.version = Tracking.State.CARRIED, before.version + 1
    before.save(update_fields=["state", "version"])
    StateChange.objects.create(
        division_id=before.division_id, task_id=before.task_id, kind=StateChange.Kind.CARRY,
        reason=reason.strip(), on=timezone.localdate(), by_id=by.user_id,
    )  # fmt: skip
