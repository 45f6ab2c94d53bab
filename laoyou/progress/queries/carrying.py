"""What an old plan leaves unfinished, and where it may go on in the next one."""

from collections.abc import Iterable
from dataclasses import dataclass

from laoyou.plans.models import Plan, Task
from laoyou.plans.rules.likeness import alike
from laoyou.progress.models import Tracking

MOST = 5
SURE = 0.45
SAME_KEY = 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    task: Task
    likeness: float


@dataclass(frozen=True, slots=True)
class Unfinished:
    """`candidates` the likeliest first; `proposed` the first, where it is like enough."""

    tracking: Tracking
    candidates: tuple[Candidate, ...]
    proposed: int | None


def next_plans(plan: Plan) -> list[Plan]:
    """Plans in force of the same division and a later period."""
    found = Plan.objects.filter(division_id=plan.division_id, state=Plan.State.LIVE, period__gt=plan.period)
    return list(found.exclude(pk=plan.pk).order_by("period", "-pk"))


def unfinished(plan: Plan, into: Plan) -> list[Unfinished]:
    """Each unfinished task with its likeliest counterparts; no counterpart is proposed twice."""
    rows = Tracking.objects.filter(
        plan=plan, state__in=(Tracking.State.OPEN, Tracking.State.CLAIMED)
    ).select_related("task")
    held = _taken(into)
    free = [task for task in into.tasks.all() if task.pk not in held]
    taken: set[int] = set()
    found = []
    for row in rows.order_by("task__no"):
        best = _best(row.task, free)
        proposed = next(
            (one.task.pk for one in best if one.likeness >= SURE and one.task.pk not in taken), None
        )
        taken |= {proposed} if proposed else set()
        found.append(Unfinished(row, best, proposed))
    return found


def chain(task: Task) -> list[Tracking]:
    """The same task in the plans before, nearest first; plan periods are few, so is the chain."""
    row = Tracking.objects.filter(task=task).select_related("carried_from__task__plan").first()
    found: list[Tracking] = []
    while row is not None and row.carried_from_id and len(found) < 12:
        row = Tracking.objects.select_related("task__plan").get(pk=row.carried_from_id)
        found.append(row)
    return found


def _taken(into: Plan) -> set[int]:
    return set(
        Tracking.objects.filter(plan=into, carried_from__isnull=False).values_list("task_id", flat=True)
    )


def _best(task: Task, others: Iterable[Task]) -> tuple[Candidate, ...]:
    scored = [Candidate(other, _likeness(task, other)) for other in others]
    return tuple(sorted(scored, key=lambda one: (-one.likeness, one.task.no))[:MOST])


def _likeness(first: Task, second: Task) -> float:
    same = SAME_KEY if first.nkey and first.nkey == second.nkey else 0
    return min(1.0, alike(first.text, second.text) + same)
