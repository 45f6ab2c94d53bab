"""What the versions of one plan before its corrections hold of its parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from laoyou.plans.models import Plan, Task
from laoyou.progress.models import Lineage


@dataclass(frozen=True, slots=True)
class Family:
    """A plan with the superseded versions that it goes on from; `tasks` and `targets`: earlier → of this plan."""

    plans: tuple[int, ...]
    tasks: Mapping[int, int] = field(default_factory=dict)
    targets: Mapping[int, int] = field(default_factory=dict)

    def task(self, pk: int) -> int:
        return self.tasks.get(pk, pk)

    def target(self, pk: int) -> int:
        return self.targets.get(pk, pk)

    def content(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed in a return for an earlier version, by the tasks and targets of this one."""
        return {
            **content,
            "tasks": [{**each, "task_id": self.task(each["task_id"])} for each in content.get("tasks", [])],
            "figures": [
                {**each, "target_id": self.target(each["target_id"])} for each in content.get("figures", [])
            ],
        }


def family(plan: Plan) -> Family:
    """One query; without corrections the plan stands alone."""
    rows = list(
        Lineage.objects.filter(plan=plan).values_list(
            "before_plan_id", "before_task_id", "task_id", "before_target_id", "target_id"
        )
    )
    return Family(
        (plan.pk, *sorted({row[0] for row in rows})),
        {before: now for _plan, before, now, *_rest in rows if before and now},
        {before: now for *_rest, before, now in rows if before and now},
    )


def same_task(task: Task) -> list[int]:
    """The task, and itself in the versions before."""
    return [task.pk, *Lineage.objects.filter(task=task).values_list("before_task_id", flat=True)]


def newest(tasks: Iterable[int]) -> dict[int, Task]:
    """Where earlier tasks go on today: task of a superseded version → that of the newest one that the reader sees."""
    rows = (
        Lineage.objects.filter(before_task__in=list(tasks)).order_by("plan_id").select_related("task__plan")
    )
    return {row.before_task_id: row.task for row in rows if row.before_task_id and row.task}
