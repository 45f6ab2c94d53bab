"""Milestones of a target, and the mark by which an editor's view of them is known."""

from collections.abc import Iterable

from django.db.models import QuerySet

from laoyou.plans.models import Milestone, Target


def milestones_of(target: Target) -> QuerySet[Milestone]:
    return Milestone.objects.filter(target=target).order_by("period")


def stamp(rows: Iterable[Milestone]) -> str:
    """Differs as soon as any milestone was set, changed or taken away."""
    return ".".join(f"{row.pk}-{row.version}" for row in sorted(rows, key=lambda row: row.pk)) or "0"
