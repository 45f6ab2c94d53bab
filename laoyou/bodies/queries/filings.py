"""Filings of successions, as they were filed."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.bodies.models import Filing, SeatRole


@dataclass(frozen=True, slots=True)
class FiledSeat:
    body: str
    body_id: int
    role: str  # in words


def filings(
    actor: Actor, *, text: str = "", year: str = "", division: str = "", sort: str = "-filed_on"
) -> QuerySet[Filing]:
    found = Filing.objects.filter(division_id__in=actor.division_ids).select_related("post", "division")
    if text:
        found = found.filter(
            Q(post__name__icontains=text)
            | Q(outgoing__icontains=text)
            | Q(incoming__icontains=text)
            | Q(document__icontains=text)
        )
    if year:
        found = found.filter(year=year)
    if division:
        found = found.filter(division_id=division)
    return found.order_by(sort, "-pk")


def years(actor: Actor) -> list[int]:
    found = Filing.objects.filter(division_id__in=actor.division_ids).values_list("year", flat=True)
    return list(found.order_by("-year").distinct())


def filing(actor: Actor, pk: int) -> Filing | None:
    found = Filing.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("post__department", "division", "tenure", "filed_by").first()


def filed_seats(filing: Filing) -> list[FiledSeat]:
    return [FiledSeat(one["body"], one["body_id"], str(SeatRole(one["role"]).label)) for one in filing.seats]
