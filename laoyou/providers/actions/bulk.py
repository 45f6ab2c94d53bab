"""Many institutions at once, each with one place and its capacity, and what they keep: for registers taken over whole."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.initials import initials
from laoyou.places.models import Division
from laoyou.providers.models import (
    Advance,
    Capacity,
    Clinic,
    Cover,
    Fee,
    Group,
    Location,
    Paper,
    Provider,
    Staff,
)
from laoyou.spaces.models import Site

# (measure, category, age class, amount): filed as licensed and as open alike.
Amount = tuple[str, str, str, int]
# Unsaved, with its location; a paper with its member of staff, who is among them.
Upkeep = Group | Staff | Paper | Fee | Advance | Cover | Clinic
_UPKEEP: tuple[type[Any], ...] = (Group, Staff, Paper, Fee, Advance, Cover, Clinic)


@dataclass(frozen=True, slots=True)
class Whole:
    """An institution with its only place, checked before."""

    provider: Provider
    site: Site
    amounts: tuple[Amount, ...] = ()


@transaction.atomic
def take_over(
    *, by: Actor, division: Division, rows: Sequence[Whole], since: datetime.date
) -> list[Provider]:
    """Four statements, whatever the number of rows; one audit line."""
    for row in rows:
        row.provider.recorded_by_id = by.user_id
        row.provider.initials = (initials(row.provider.name) or [""])[0][:60]
    Provider.objects.bulk_create(row.provider for row in rows)
    Site.objects.bulk_create(row.site for row in rows)
    places = Location.objects.bulk_create(
        Location(provider=row.provider, site=row.site, division_id=row.site.division_id, name=row.site.name, since=since)
        for row in rows
    )  # fmt: skip
    Capacity.objects.bulk_create(
        Capacity(location=place, division_id=place.division_id, measure=measure, category=category,
                 age_class=age_class, state=state, amount=amount, since=since)
        for place, row in zip(places, rows, strict=True)
        for measure, category, age_class, amount in row.amounts
        for state in ("licensed", "open")
    )  # fmt: skip
    record(
        by=by,
        action="providers.provider.take_over",
        obj=division,
        division=division,
        detail={"rows": len(rows)},
    )
    return [row.provider for row in rows]


@transaction.atomic
def take_over_upkeep(*, by: Actor, division: Division, rows: Sequence[Upkeep]) -> int:
    """Classes, staff and papers, fees, insurance, clinics: one statement a kind; one audit line."""
    for row in rows:
        row.division_id = row.location.division_id
    for model in _UPKEEP:
        model._default_manager.bulk_create(row for row in rows if type(row) is model)
    record(
        by=by,
        action="providers.upkeep.take_over",
        obj=division,
        division=division,
        detail={"rows": len(rows)},
    )
    return len(rows)
