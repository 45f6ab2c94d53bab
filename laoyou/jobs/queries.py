"""What the night did last: when each job was due, and how it stands."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinatePeriodicDefer

State = Literal["never", "waiting", "failed", "done"]
_STATES: dict[str, State] = {"todo": "waiting", "doing": "waiting", "failed": "failed"}


@dataclass(frozen=True, slots=True)
class Night:
    """`due` is the last time the worker saw it due; `never` where no worker has run since it is there."""

    name: str
    due: datetime.datetime | None
    state: State


def nights(names: Sequence[str]) -> list[Night]:
    """In the order of `names`. A job that ended well is deleted: due, and no job left, is done."""
    tasks = [f"laoyou.{name}" for name in names]
    due = dict(
        ProcrastinatePeriodicDefer.objects.filter(task_name__in=tasks)
        .order_by("task_name", "-defer_timestamp")
        .distinct("task_name")
        .values_list("task_name", "defer_timestamp")
    )
    left = ProcrastinateJob.objects.filter(task_name__in=tasks, status__in=_STATES).order_by("id")
    states = {
        (task, arguments.get("timestamp")): _STATES[status]
        for task, arguments, status in left.values_list("task_name", "args", "status")
    }
    return [_night(name, due.get(task), states) for name, task in zip(names, tasks, strict=True)]


def _night(name: str, due: int | None, states: dict[tuple[str, int], State]) -> Night:
    if due is None:
        return Night(name, None, "never")
    at = datetime.datetime.fromtimestamp(due, datetime.UTC)
    return Night(name, at, states.get((f"laoyou.{name}", due), "done"))
