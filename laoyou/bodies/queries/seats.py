"""Who sits where on a day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.bodies.models import ROLES, Body, Post, Seat, Tenure


@dataclass(frozen=True, slots=True)
class SeatRow:
    """`holder` None: the post was vacant that day."""

    seat: Seat
    holder: Tenure | None


def held_on(day: datetime.date) -> Q:
    """Rows with since/until that hold on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def holders_on(post_ids: Iterable[int], day: datetime.date) -> dict[int, Tenure]:
    return {one.post_id: one for one in Tenure.objects.filter(held_on(day), post_id__in=list(post_ids))}


def seats_on(body: Body, day: datetime.date) -> list[SeatRow]:
    """The members of a body on a day, those who lead first."""
    return rows_on(Seat.objects.filter(held_on(day), body=body), day)


def rows_on(seats: QuerySet[Seat], day: datetime.date) -> list[SeatRow]:
    found = sorted(
        seats.select_related("body", "post__department"),
        key=lambda seat: (ROLES.index(seat.role), seat.order, seat.pk),
    )
    holders = holders_on((seat.post_id for seat in found), day)
    return [SeatRow(seat, holders.get(seat.post_id)) for seat in found]


def seats_of_post(post: Post, day: datetime.date) -> list[Seat]:
    """Every seat that goes with a post on a day, or that begins after it."""
    found = Seat.objects.filter(Q(until=None) | Q(until__gt=day), post=post).select_related("body")
    return list(found.order_by("body__name", "pk"))


def seat(actor: Actor, pk: int) -> Seat | None:
    found = Seat.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("body__division", "post").first()
