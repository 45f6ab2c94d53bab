"""What a task's own page says of its progress."""

from typing import Any

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.models import Plan, Task
from laoyou.progress.models import Entry
from laoyou.progress.queries import task_progress
from laoyou.progress.queries.lineage import same_task


def followed(actor: Actor, plan: Plan, task: Task, unit: str) -> dict[str, Any]:
    """`unit` narrows the entries to one department."""
    progress = task_progress(actor, plan, task, unit)
    filed = Entry.objects.filter(task__in=same_task(task)).values("department")
    return {
        "progress": progress,
        "task": task,
        "state_mark": f"task_{progress.state.word}",
        "unit_filter": unit,
        "filter_units": Department.objects.filter(pk__in=filed),
    }
