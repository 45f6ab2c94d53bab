"""What an old plan leaves unfinished, and where it may go on in the next one."""

from collections.abc import Iterable
from dataclasses import dataclass

from laoyou.plans.models import Plan, Task
from laoyou.plans.rules.likeness import alike
from laoyou.progress.models import Lineage, Tracking
from laoyou.progress.queries.lineage import family

MOST = 5
MOST_PERIODS = 6
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
    held = taken(into)
    free = [task for task in into.tasks.all() if task.pk not in held]
    used: set[int] = set()
    found = []
    for row in rows.order_by("task__no"):
        best = _best(row.task, free)
        proposed = next(
            (one.task.pk for one in best if one.likeness >= SURE and one.task.pk not in used), None
        )
        used |= {proposed} if proposed else set()
        found.append(Unfinished(row, best, proposed))
    return found


def chain(task: Task) -> tuple[list[Tracking], list[int]]:
    """The task in the plans of earlier periods, nearest first, and every task of theirs that it was.

    A row that was carried within one plan's corrections is not told again. Periods are few, so is the chain.
    """
    found: list[Tracking] = []
    row = _before(Tracking.objects.filter(task=task).first())
    while row is not None and len(found) < MOST_PERIODS:
        found.append(row)
        row = _before(row)
    tasks = [row.task_id for row in found]
    earlier = Lineage.objects.filter(task__in=tasks).values_list("before_task_id", flat=True) if tasks else ()
    return found, [*tasks, *(pk for pk in earlier if pk)]


def _before(row: Tracking | None) -> Tracking | None:
    """That of the period before, where the reader may see it."""
    first = root(row) if row is not None else None
    if first is None or first.carried_from_id is None:
        return None
    return Tracking.objects.select_related("task__plan").filter(pk=first.carried_from_id).first()


def root(row: Tracking) -> Tracking:
    """The same task in the first version of its plan: that row holds what was carried into the plan from elsewhere."""
    kin = Lineage.objects.filter(task=row.task_id).values("before_task")
    rows = {each.pk: each for each in Tracking.objects.filter(task__in=kin)}
    while row.carried_from_id in rows:
        row = rows[row.carried_from_id]
    return row


def taken(into: Plan) -> set[int]:
    """Tasks of a plan that go on from one of an earlier period, in whichever of its versions that was said."""
    kin = family(into)
    inside = set(Tracking.objects.filter(plan__in=kin.plans).values_list("pk", flat=True))
    rows = Tracking.objects.filter(plan__in=kin.plans, carried_from__isnull=False)
    return {
        kin.task(task)
        for task, before in rows.values_list("task_id", "carried_from_id")
        if before not in inside
    }


def _best(task: Task, others: Iterable[Task]) -> tuple[Candidate, ...]:
    scored = [Candidate(other, _likeness(task, other)) for other in others]
    return tuple(sorted(scored, key=lambda one: (-one.likeness, one.task.no))[:MOST])


def _likeness(first: Task, second: Task) -> float:
    same = SAME_KEY if first.nkey and first.nkey == second.nkey else 0
    return min(1.0, alike(first.text, second.text) + same)
