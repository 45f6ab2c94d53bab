"""Nightly integrity of bodies: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.bodies.models import Body, Filing, Seat, Tenure
from laoyou.bodies.queries.seats import held_on


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    yield from _bodies_without_chair()
    yield from _seats_outside_their_body()
    yield from _rows_of_another_division()
    yield from _tenures_that_overlap()
    yield from _filings_without_holder()


def _bodies_without_chair() -> Iterator[str]:
    day = timezone.localdate()
    chairs = Seat.objects.filter(held_on(day), body=OuterRef("pk"), role="chair")
    for body in Body.objects.filter(held_on(day)).exclude(Exists(chairs)):
        yield _("“%(name)s”没有组长（召集人）的席位。") % {"name": body.name}


def _seats_outside_their_body() -> Iterator[str]:
    beyond = Q(since__lt=F("body__since")) | (
        Q(body__until__isnull=False) & (Q(until=None) | Q(until__gt=F("body__until")))
    )
    for seat in Seat.objects.filter(beyond).select_related("body", "post"):
        yield _("“%(body)s”中%(post)s的席位比机构存在的时间长。") % {
            "body": seat.body.name,
            "post": seat.post.name,
        }


def _rows_of_another_division() -> Iterator[str]:
    for seat in Seat.objects.exclude(post__division=F("body__division")).select_related("body", "post"):
        yield _("“%(body)s”的席位给了别的地区的职务：%(post)s。") % {
            "body": seat.body.name,
            "post": seat.post.name,
        }


def _tenures_that_overlap() -> Iterator[str]:
    """The database refuses it; told all the same, should its constraint have been dropped for a load."""
    other = Tenure.objects.filter(post=OuterRef("post"), since__gte=OuterRef("since")).exclude(
        pk=OuterRef("pk")
    )
    ended_later = other.filter(Q(since__lt=OuterRef("until")))
    shared = Tenure.objects.filter(Exists(ended_later) | (Q(until=None) & Exists(other)))
    for tenure in shared.select_related("post"):
        yield _("职务“%(post)s”在同一时间有两个任职人。") % {"post": tenure.post.name}


def _filings_without_holder() -> Iterator[str]:
    for filing in Filing.objects.exclude(tenure__post=F("post")).select_related("post"):
        yield _("备案%(number)s记的任职不属于职务“%(post)s”。") % {
            "number": filing.number,
            "post": filing.post.name,
        }
