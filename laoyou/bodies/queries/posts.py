"""Posts with who holds them and how many seats go with them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.bodies.models import Post, Seat, Tenure
from laoyou.bodies.queries.seats import held_on, holders_on


@dataclass(frozen=True, slots=True)
class PostRow:
    """`others`: posts that the same person holds beside this one."""

    post: Post
    holder: Tenure | None
    seats: int
    others: int = 0


def posts(
    actor: Actor, *, text: str = "", state: str = "", division: str = "", sort: str = "name"
) -> list[PostRow]:
    day = timezone.localdate()
    now = Tenure.objects.filter(held_on(day), post=OuterRef("pk"))
    found = Post.objects.filter(division_id__in=actor.division_ids).select_related("department", "division")
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(department__name__icontains=text)
            | Exists(now.filter(name__icontains=text))
        )
    if division:
        found = found.filter(division_id=division)
    if state:
        found = found.filter(Exists(now) if state == "held" else ~Exists(now))
    return _sorted(_rows(found), sort)


def _rows(found: QuerySet[Post]) -> list[PostRow]:
    day = timezone.localdate()
    ended = Q(seats__until=None) | Q(seats__until__gt=day)
    counted = list(found.annotate(held_seats=Count("seats", filter=Q(seats__since__lte=day) & ended)))
    holders = holders_on((one.pk for one in counted), day)
    same: dict[tuple[int, str], int] = {}
    for one in holders.values():
        same[one.division_id, one.name] = same.get((one.division_id, one.name), 0) + 1
    return [
        PostRow(
            one,
            held := holders.get(one.pk),
            one.held_seats,
            same[held.division_id, held.name] - 1 if held else 0,
        )
        for one in counted
    ]


def _sorted(rows: list[PostRow], sort: str) -> list[PostRow]:
    name = sort.removeprefix("-")
    if name == "seats":
        rows.sort(key=lambda row: (row.seats, row.post.name), reverse=sort.startswith("-"))
    elif name == "holder":
        rows.sort(
            key=lambda row: (row.holder.name if row.holder else "", row.post.name),
            reverse=sort.startswith("-"),
        )
    else:
        rows.sort(key=lambda row: row.post.name, reverse=sort.startswith("-"))
    return rows


def post(actor: Actor, pk: int) -> Post | None:
    found = Post.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("department", "division").first()


def tenure(actor: Actor, pk: int) -> Tenure | None:
    found = Tenure.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("post__division").first()


def tenures_of(post: Post) -> QuerySet[Tenure]:
    return post.tenures.prefetch_related("filings", "corrections__by").order_by("-since", "-pk")


def seats_history(post: Post) -> QuerySet[Seat]:
    return post.seats.select_related("body").order_by("-since", "pk")
