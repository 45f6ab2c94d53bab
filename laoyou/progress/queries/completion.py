"""Which of some tasks can take a step, and why others cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models import Plan, Task
from laoyou.progress.models import Entry, StateChange, Tracking
from laoyou.progress.queries.lineage import Family, family
from laoyou.progress.rules.completion import Stand, refusal

WHY: dict[str, str | Promise] = {
    "not_sorted": _("还没有分类，请先定类别"),
    "not_claimed": _("责任单位没有申请完成"),
    "no_evidence": _("申请以来没有佐证材料，请单位补报一条带材料的进展"),
    "not_over": _("没有完成；只有已完成的，或已经结束的长期任务可以销号"),
    "not_finished": _("没有完成或销号，不用重新打开"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """`cannot`: tasks with the reason."""

    can: tuple[Task, ...]
    cannot: tuple[tuple[Task, str | Promise], ...]


def preview(plan: Plan, step: str, task_ids: Iterable[int]) -> Preview:
    tasks = list(plan.tasks.filter(pk__in=task_ids).order_by("no"))
    stands = _stands(plan, [task.pk for task in tasks])
    faults = {task.pk: refusal(step, stands.get(task.pk, Stand())) for task in tasks}
    return Preview(
        tuple(task for task in tasks if not faults[task.pk]),
        tuple((task, WHY[faults[task.pk]]) for task in tasks if faults[task.pk]),
    )


def _stands(plan: Plan, ids: list[int]) -> dict[int, Stand]:
    proved = _proved(family(plan), ids)
    rows = Tracking.objects.filter(task_id__in=ids)
    return {row.task_id: Stand(row.kind, row.state, row.task_id in proved) for row in rows}


def _proved(kin: Family, ids: list[int]) -> set[int]:
    """Tasks with evidence on their last claim or on an entry filed after it, in whichever version of the plan."""
    wanted = {pk: kin.task(pk) for pk in (*ids, *kin.tasks) if kin.task(pk) in set(ids)}
    claims = StateChange.objects.filter(task__in=wanted, kind=StateChange.Kind.CLAIM, entry__isnull=False)
    claimed = _latest(claims.order_by().values_list("task_id").annotate(last=Max("entry_id")), wanted)
    shown = Entry.objects.filter(task__in=wanted, files__isnull=False).order_by()
    proof = _latest(shown.values_list("task_id").annotate(last=Max("id")), wanted)
    return {task for task, entry in proof.items() if task in claimed and entry >= claimed[task]}


def _latest(rows: Iterable[Any], wanted: dict[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for task, entry in rows:
        found[wanted[task]] = max(entry, found.get(wanted[task], 0))
    return found
