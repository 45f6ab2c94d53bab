"""One institution: its places, capacity on a day with its history, its beds, and who stays, as far as the reader may see."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.providers.models import Bed, Capacity, Enrolment, Group, Location, Provider, Recognition, Stay
from laoyou.providers.queries.standards import Shortfall, shortfalls
from laoyou.providers.queries.vacancies import Vacancy, vacancies
from laoyou.spaces.models import Site


@dataclass(frozen=True, slots=True)
class BedOnBoard:
    """`stay` is None for a free bed, and for a taken one whose person the reader may not see."""

    bed: Bed
    taken: bool
    stay: Stay | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Beds as filed beside beds as rows, where they are not the same."""

    filed: int
    kept: int
    nursing_filed: int | None
    nursing_kept: int


@dataclass
class Place:
    """A location on a day."""

    location: Location
    address: str = ""
    capacity: list[Capacity] = field(default_factory=list)
    history: list[Capacity] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    beds: list[BedOnBoard] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    groups: list[tuple[Group, int]] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    shortfalls: list[Shortfall] = field(default_factory=list)

    @property
    def where(self) -> str:
        """Town and address; addresses of sheets often begin with the town."""
        town = self.location.division.name
        return self.address if self.address.startswith(town) else f"{town} {self.address}".strip()

    @property
    def resident_ids(self) -> list[int]:
        return [*(one.resident_id for one in self.stays), *(one.resident_id for one in self.enrolments)]

    @property
    def free_beds(self) -> int:
        return sum(not each.taken for each in self.beds)

    @property
    def difference(self) -> Difference | None:
        """Licensed beds beside beds as rows, where the home keeps them one by one."""
        filed = {
            row.category: row.amount
            for row in self.capacity
            if (row.measure, row.state) == ("bed", "licensed")
        }
        kept, nursing = len(self.beds), sum(each.bed.nursing for each in self.beds)
        if not kept or "" not in filed:
            return None
        wrong = filed[""] != kept or filed.get("nursing", nursing) != nursing
        return Difference(filed[""], kept, filed.get("nursing"), nursing) if wrong else None


def on_day(day: datetime.date) -> Q:
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def provider(pk: int) -> Provider | None:
    return Provider.objects.select_related("division").filter(pk=pk).first()


def location(pk: int) -> Location | None:
    return Location.objects.select_related("provider__division", "division").filter(pk=pk).first()


def own_providers(actor: Actor) -> list[Provider]:
    return list(Provider.objects.select_related("division").filter(pk__in=actor.provider_refs))


def recognitions(found: Provider) -> QuerySet[Recognition]:
    return found.recognitions.order_by("-since")


def recognition(pk: int) -> Recognition | None:
    return Recognition.objects.select_related("provider__division").filter(pk=pk).first()


def places_of(found: Provider, day: datetime.date) -> list[Place]:
    """Every location with all that it holds on the day: as many queries for ten locations as for one."""
    rows = list(found.locations.select_related("division").order_by("since", "id"))
    # Not joined: a join would hide a place whose site the reader may not see.
    sites = Site.objects.in_bulk([row.site_id for row in rows])
    places = {row.pk: Place(row, sites[row.site_id].address if row.site_id in sites else "") for row in rows}
    _capacities(places, day)
    for vacancy in vacancies(places, day):
        places[vacancy.location_id].vacancies.append(vacancy)
    stays = Stay.objects.filter(on_day(day), location__in=places).select_related("resident", "bed")
    for stay in stays:
        places[stay.location_id].stays.append(stay)
    enrolled = Enrolment.objects.filter(on_day(day), location__in=places).select_related("resident", "group")
    for enrolment in enrolled:
        places[enrolment.location_id].enrolments.append(enrolment)
    _beds(places, day)
    _groups(places, day)
    standing = [row for row in rows if row.since <= day and (row.until is None or row.until > day)]
    for each in shortfalls(standing, day):
        places[each.location.pk].shortfalls.append(each)
    return list(places.values())


def _capacities(places: dict[int, Place], day: datetime.date) -> None:
    for row in Capacity.objects.filter(location__in=places):
        place = places[row.location_id]
        holds = row.since <= day and (row.until is None or row.until > day)
        (place.capacity if holds else place.history).append(row)


def _beds(places: dict[int, Place], day: datetime.date) -> None:
    taken = taken_beds(list(places), day)
    by_bed = {stay.bed_id: stay for place in places.values() for stay in place.stays if stay.bed_id}
    for bed in Bed.objects.filter(on_day(day), location__in=places):
        places[bed.location_id].beds.append(BedOnBoard(bed, bed.pk in taken, by_bed.get(bed.pk)))


def _groups(places: dict[int, Place], day: datetime.date) -> None:
    inside: dict[int | None, int] = {}
    for place in places.values():
        for enrolment in place.enrolments:
            inside[enrolment.group_id] = inside.get(enrolment.group_id, 0) + 1
    for group in Group.objects.filter(on_day(day), location__in=places):
        places[group.location_id].groups.append((group, inside.get(group.pk, 0)))


def taken_beds(location_ids: Sequence[int], day: datetime.date) -> set[int]:
    """Also for those who see no residents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select bed from unnest(%s::bigint[]) l cross join lateral providers_taken_beds(l, %s) bed",
            [list(location_ids), day],
        )
        return {row[0] for row in cursor.fetchall()}


def free_beds(found: Location, day: datetime.date) -> list[Bed]:
    """Free on that day and after, so that whoever is put there can stay."""
    taken = Stay.objects.filter(Q(until=None) | Q(until__gt=day), location=found, bed__isnull=False)
    return list(found.beds.filter(on_day(day)).exclude(pk__in=taken.values("bed_id")))


def groups(found: Location, day: datetime.date) -> list[Group]:
    return list(found.groups.filter(on_day(day)))


def stay(pk: int) -> Stay | None:
    return (
        Stay.objects.select_related("location__provider", "location__division", "resident", "bed")
        .filter(pk=pk)
        .first()
    )


def enrolment(pk: int) -> Enrolment | None:
    found = Enrolment.objects.select_related("location__provider", "location__division", "resident", "group")
    return found.filter(pk=pk).first()


def group(pk: int) -> Group | None:
    return Group.objects.select_related("location__provider", "location__division").filter(pk=pk).first()
