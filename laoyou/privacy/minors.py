"""Who read data of children in a year: what the yearly audit of 未成年人网络保护条例 art. 37 looks at."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.privacy.models import ReadLine

YEARS = 4


def years(today: datetime.date) -> list[int]:
    """That can be asked for: this year and those before it."""
    return list(range(today.year, today.year - YEARS, -1))


def lines(actor: Actor, year: int) -> QuerySet[ReadLine]:
    """Lines that name a child, in the divisions of the audit, oldest first."""
    zone = timezone.get_default_timezone()
    first, next_first = (datetime.datetime(y, 1, 1, tzinfo=zone) for y in (year, year + 1))
    places = actor.divisions_for("audit.read")
    found = ReadLine.objects.filter(minors__gt=0, at__gte=first, at__lt=next_first, division_id__in=places)
    return found.select_related("division").order_by("id")


def by_account(actor: Actor, year: int) -> list[dict[str, Any]]:
    """One row an account, the busiest first; one query. `reads` are lines, `children` how many children they named."""
    kinds = {str(kind): Count("id", filter=Q(kind=kind)) for kind in ReadLine.Kind}
    leave = Count("id", filter=Q(approval_ref__isnull=False))
    found = lines(actor, year).order_by().values("username").annotate(
        reads=Count("id"), children=Sum("minors"), last=Max("at"), leave=leave, **kinds
    )  # fmt: skip
    return [dict(row) for row in found.order_by("-reads", "username")]


def totals(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    names = ("reads", "children", "leave", *(str(kind) for kind in ReadLine.Kind))
    kept = list(rows)
    return {name: sum(row[name] for row in kept) for name in names}
