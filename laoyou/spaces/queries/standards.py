"""Standards that the packs set here: the term of the land use, quotas of housing. An unsure value is no standard."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from laoyou.packs.queries import ParameterValue, parameter, releases_for, values_of
from laoyou.places.queries import codes_upwards_of
from laoyou.spaces import rules
from laoyou.spaces.models import HousingProject, SpaceUse

GRACE, LEASE = "land_use_grace", "longest_lease"
ROOMS, PLACES, LAND = "community_rooms_per_100_homes", "childcare_places_quota", "elder_land_per_head"
# (field, parameter, whether it is told apart by class, what it counts, for how many of them)
QUOTAS = (
    ("elder_rooms", ROOMS, True, "households", 100),
    ("nursery_places", PLACES, True, "residents", 1000),
    ("elder_land", LAND, False, "residents", 1),
)
UNSURE = "U"


@dataclass(frozen=True, slots=True)
class Due:
    """One facility of a project. `standard` is None where the packs do not surely say: then nothing is due or short."""

    field: str
    provided: Decimal | None
    standard: ParameterValue | None
    due: Decimal | None
    short: Decimal | None


def standard(
    division_id: int, key: str, on: datetime.date, *, class_key: str | None = None
) -> ParameterValue | None:
    """The value that surely holds here on a day."""
    codes = codes_upwards_of([division_id]).get(division_id, [])
    return _sure(parameter(key=key, on=on, division_codes=codes, class_key=class_key))


@dataclass(frozen=True, slots=True)
class Overlong:
    """A lease beyond the longest term that held when it began; `last` is the latest day that it may be agreed until."""

    most: ParameterValue
    last: datetime.date


def overlong(division_id: int, uses: Iterable[SpaceUse]) -> list[tuple[SpaceUse, Overlong]]:
    """Leases of one place that run too long. Other terms have no limit; an unsure one is none."""
    release = releases_for(division_codes=codes_upwards_of([division_id])).get(division_id)
    known = values_of(keys=(LEASE,), release_id=release) if release else ()
    found = []
    for use in uses:
        if use.terms != SpaceUse.Terms.LEASE or use.agreed_until is None:
            continue
        most = _sure(next((value for value in known if _holds(value, use.since)), None))
        if most is not None and use.agreed_until > (last := rules.years_after(use.since, int(most.value))):
            found.append((use, Overlong(most, last)))
    return found


def dues(projects: Sequence[HousingProject]) -> dict[int, list[Due]]:
    """What each project owes; the queries grow with the packs that they stand under, not with the projects."""
    releases = releases_for(division_codes=codes_upwards_of(project.division_id for project in projects))
    keys = tuple(key for _field, key, *_rest in QUOTAS)
    known = {release: values_of(keys=keys, release_id=release) for release in set(releases.values())}
    return {
        project.pk: [
            _due(project, known.get(releases.get(project.division_id, 0), ()), one) for one in QUOTAS
        ]
        for project in projects
    }


def _due(
    project: HousingProject, values: Sequence[ParameterValue], one: tuple[str, str, bool, str, int]
) -> Due:
    field, key, by_class, counted, per = one
    wanted = project.kind if by_class else None
    holds = (
        value
        for value in values
        if value.key == key and value.class_key == wanted and _holds(value, project.land_on)
    )
    found = _sure(next(holds, None))
    provided = getattr(project, field)
    if found is None:
        return Due(field, provided, None, None, None)
    whole = field == "nursery_places"
    due = rules.quota(Decimal(str(found.value)), per=per, count=getattr(project, counted), whole=whole)
    return Due(field, provided, found, due, rules.short(due, provided))


def _holds(value: ParameterValue, on: datetime.date) -> bool:
    return value.since <= on and (value.until is None or on <= value.until)


def _sure(value: ParameterValue | None) -> ParameterValue | None:
    return None if value is None or value.value is None or value.sureness == UNSURE else value
