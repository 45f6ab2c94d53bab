"""Plans that a person may put beside one another: their own, those below, live ones above, published ones of anybody."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Candidate:
    """`near`: `own` division or below, `above`, `elsewhere`."""

    plan: Plan
    tasks: int
    targets: int
    rules: int
    near: str


def comparable_plan(actor: Actor, pk: int) -> Plan | None:
    return _seen(actor).filter(pk=pk).first()


def comparable_plans(
    actor: Actor, beside: Plan, *, search: str = "", period: str = "", near: str = ""
) -> list[Candidate]:
    """All others than `beside`: versions of its own division first, then those above and below, then by place."""
    seen = _seen(actor).exclude(pk=beside.pk)
    if period:
        seen = seen.filter(period=period)
    if search:
        seen = seen.filter(Q(title__icontains=search) | Q(division__name__icontains=search))
    counted = seen.annotate(
        task_count=Count("tasks", distinct=True),
        target_count=Count("targets", distinct=True),
        rule_count=Count("rules", distinct=True),
    )
    rows = [
        Candidate(each, each.task_count, each.target_count, each.rule_count, _near(actor, each))
        for each in counted
    ]
    kept = [row for row in rows if not near or row.near == near]
    return sorted(
        kept,
        key=lambda row: (
            row.plan.division_id != beside.division_id,
            ("own", "above", "elsewhere").index(row.near),
            row.plan.division.code,
            -row.plan.pk,
        ),
    )


def _seen(actor: Actor) -> QuerySet[Plan]:
    own = Q(division_id__in=actor.division_ids)
    above = Q(division_id__in=actor.upper_ids, state=Plan.State.LIVE)
    return Plan.objects.filter(own | above | Q(published=True)).select_related("division", "previous")


def _near(actor: Actor, plan: Plan) -> str:
    if plan.division_id in actor.division_ids:
        return "own"
    return "above" if plan.division_id in actor.upper_ids else "elsewhere"
