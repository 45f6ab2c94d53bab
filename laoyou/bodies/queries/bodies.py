"""Bodies with their groups, seats, vacancies and next meeting."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.bodies.models import Body, Meeting, Seat, Tenure
from laoyou.bodies.queries.seats import SeatRow, held_on, seats_on
from laoyou.plans.models import Body as PlanBody
from laoyou.plans.models import Plan


@dataclass(frozen=True, slots=True)
class BodyRow:
    """`depth` below the topmost body that is shown above it."""

    body: Body
    depth: int
    chair: SeatRow | None
    seats: int
    vacant: int
    next_meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body as it was on `day`; `past` are the seats of other days."""

    body: Body
    day: datetime.date
    members: list[SeatRow]
    past: list[Seat]
    children: list[Body]
    meetings: list[Meeting]

    @property
    def vacant(self) -> int:
        return sum(row.holder is None for row in self.members)


def bodies(
    actor: Actor, *, text: str = "", kind: str = "", state: str = "", division: str = ""
) -> list[BodyRow]:
    """Each after the body that it stands under."""
    found = Body.objects.filter(division_id__in=actor.division_ids).select_related("division", "parent")
    if text:
        member = Seat.objects.filter(body=OuterRef("pk"), post__name__icontains=text)
        holder = Tenure.objects.filter(post__seats__body=OuterRef("pk"), name__icontains=text, until=None)
        found = found.filter(Q(name__icontains=text) | Exists(member) | Exists(holder))
    if kind:
        found = found.filter(kind=kind)
    if division:
        found = found.filter(division_id=division)
    today = timezone.localdate()
    if state == "past":
        found = found.filter(until__lte=today)
    elif state == "now":
        found = found.filter(Q(until=None) | Q(until__gt=today))
    rows = _rows(list(found.order_by("division__code", "since", "pk")), today)
    return [row for row in rows if row.vacant] if state == "vacant" else rows


def _rows(found: Sequence[Body], today: datetime.date) -> list[BodyRow]:
    ids = [one.pk for one in found]
    seats = Seat.objects.filter(held_on(today), body__in=ids).select_related("post")
    held = Tenure.objects.filter(held_on(today), post__seats__body__in=ids).distinct()
    holders = {one.post_id: one for one in held}
    total: Counter[int] = Counter()
    vacant: Counter[int] = Counter()
    chairs: dict[int, SeatRow] = {}
    for seat in seats:
        total[seat.body_id] += 1
        vacant[seat.body_id] += seat.post_id not in holders
        if seat.role == "chair":
            chairs.setdefault(seat.body_id, SeatRow(seat, holders.get(seat.post_id)))
    coming = Meeting.objects.filter(body__in=ids, state="planned").order_by("-on")
    following = {one.body_id: one for one in coming}
    return [
        BodyRow(one, depth, chairs.get(one.pk), total[one.pk], vacant[one.pk], following.get(one.pk))
        for one, depth in _tree(found)
    ]


def _tree(found: Sequence[Body]) -> Iterator[tuple[Body, int]]:
    shown = {one.pk for one in found}
    below: dict[int | None, list[Body]] = {}
    for one in found:
        below.setdefault(one.parent_id if one.parent_id in shown else None, []).append(one)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[Body, int]]:
        for one in below.get(parent, ()):
            yield one, depth
            yield from walk(one.pk, depth + 1)

    return walk(None, 0)


def body(actor: Actor, pk: int) -> Body | None:
    found = Body.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("division", "parent", "source__plan").first()


def body_page(body: Body, day: datetime.date | None = None) -> BodyPage:
    day = day or timezone.localdate()
    members = seats_on(body, day)
    shown = [row.seat.pk for row in members]
    past = body.seats.exclude(pk__in=shown).select_related("post").order_by("-since", "pk")
    return BodyPage(
        body=body,
        day=day,
        members=members,
        past=list(past),
        children=list(body.children.order_by("since", "pk")),
        meetings=list(body.meetings.order_by("-on", "-pk")[:12]),
    )


def not_set_up(actor: Actor) -> QuerySet[PlanBody]:
    """Bodies that live plans name and nobody has set up yet."""
    wanted = PlanBody.objects.filter(
        plan__state=Plan.State.LIVE, division_id__in=actor.divisions_for("body.manage"), set_up=None
    )
    return wanted.select_related("plan__division").order_by("plan_id", "pk")
