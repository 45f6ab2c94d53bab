"""Sites, spaces, gaps and land: searched, narrowed, ordered. Pages cut what they show."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.places.models import Division, Level
from laoyou.spaces import rules
from laoyou.spaces.models import Gap, HousingProject, LandSupply, Site, Space, SpaceStep, SpaceUse

READ = "space.read"
Row = TypeVar("Row", Site, Space, SpaceUse, SpaceStep, HousingProject, Gap, LandSupply)
CASES = {"applied": "applied", "met": "meeting", "decided": "decision"}


def held(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    """Not by row-level security alone: what another county published is readable, and no row of this register."""
    manager: QuerySet[Row] = model._default_manager.all()
    return manager.filter(division_id__in=actor.divisions_for(READ))


def one(actor: Actor, model: type[Row], pk: int) -> Row | None:
    return held(actor, model).select_related("division__parent").filter(pk=pk).first()


def divisions(actor: Actor, permission: str) -> QuerySet[Division]:
    """Where this person may write or look, by code: a township is followed by its villages."""
    return Division.objects.filter(pk__in=actor.divisions_for(permission), until=None).order_by("code")


def townships(actor: Actor) -> QuerySet[Division]:
    return divisions(actor, READ).filter(level=Level.TOWNSHIP)


def inside(found: QuerySet[Row], division_id: str) -> QuerySet[Row]:
    return found.filter(division__above__ancestor_id=int(division_id))


def sites(actor: Actor, *, text: str = "", chosen: Mapping[str, str] | None = None) -> QuerySet[Site]:
    chosen = chosen or {}
    found = held(actor, Site).select_related("division__parent")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(address__icontains=text))
    if "division" in chosen:
        found = inside(found, chosen["division"])
    for name in ("ownership", "land_use"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    if chosen.get("standing") == "ended":
        found = found.exclude(until=None)
    elif chosen.get("standing") != "all":
        found = found.filter(until=None)
    return found.annotate(rooms=Count("spaces"))


def spaces(actor: Actor, *, text: str = "", chosen: Mapping[str, str] | None = None) -> QuerySet[Space]:
    chosen = chosen or {}
    running = SpaceUse.objects.filter(until=None)
    found = held(actor, Space).select_related("site", "division__parent", "department")
    found = found.prefetch_related(Prefetch("uses", running, to_attr="running"))
    if text:
        in_use = running.filter(space=OuterRef("pk"), holder__icontains=text)
        words = Q(name__icontains=text) | Q(site__name__icontains=text) | Q(site__address__icontains=text)
        found = found.filter(words | Q(owner__icontains=text) | Exists(in_use))
    if "division" in chosen:
        found = inside(found, chosen["division"])
    for name in ("kind", "state", "condition"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    if "published" in chosen:
        found = found.filter(published=chosen["published"] == "yes")
    return _by_case(_by_days(found, chosen), chosen)


def _by_days(found: QuerySet[Space], chosen: Mapping[str, str]) -> QuerySet[Space]:
    """Where the clock of the land use, or an agreement, runs out within so many months, or has run out."""
    today = timezone.localdate()
    if "grace" in chosen:
        found = found.filter(grace_until__lt=_end(today, chosen["grace"]))
    if "lease" in chosen:
        ending = SpaceUse.objects.filter(
            space=OuterRef("pk"), until=None, agreed_until__lt=_end(today, chosen["lease"])
        )
        found = found.filter(Exists(ending))
    return found


def _end(today: datetime.date, months: str) -> datetime.date:
    return rules.months_after(today, int(months))


def _by_case(found: QuerySet[Space], chosen: Mapping[str, str]) -> QuerySet[Space]:
    """Case by case: how far the newest case is."""
    if "case" not in chosen:
        return found
    standing = SpaceStep.objects.filter(space=OuterRef("pk"), corrected_by=None, kind__in=CASES.values())
    newest = standing.order_by("-on", "-id").values("kind")[:1]
    return found.alias(case=newest).filter(case=CASES[chosen["case"]])


def uses(space: Space) -> QuerySet[SpaceUse]:
    return SpaceUse.objects.filter(space=space)


def steps(space: Space) -> QuerySet[SpaceStep]:
    """All of them, also those that were corrected."""
    found = SpaceStep.objects.filter(space=space).select_related("by", "corrected_by")
    return found.prefetch_related("files")


def gaps(actor: Actor, *, text: str = "", chosen: Mapping[str, str] | None = None) -> QuerySet[Gap]:
    chosen = chosen or {}
    found = held(actor, Gap).select_related("division__parent", "space")
    if text:
        found = found.filter(Q(place__icontains=text) | Q(note__icontains=text))
    if "division" in chosen:
        found = inside(found, chosen["division"])
    for name in ("facility", "way", "state"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    return found


def land(actor: Actor, *, text: str = "", chosen: Mapping[str, str] | None = None) -> QuerySet[LandSupply]:
    chosen = chosen or {}
    found = held(actor, LandSupply).select_related("division__parent")
    if text:
        found = found.filter(Q(division__name__icontains=text) | Q(document__icontains=text))
    return found.filter(year=int(chosen["year"])) if "year" in chosen else found


def land_uses(actor: Actor) -> list[tuple[str, str]]:
    """The uses of land that sites here have, as choices."""
    found = held(actor, Site).exclude(land_use="").order_by("land_use").values_list("land_use", flat=True)
    return [(use, use) for use in found.distinct()]


def land_years(actor: Actor) -> list[tuple[str, str]]:
    found = held(actor, LandSupply).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]
