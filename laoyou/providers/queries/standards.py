"""What is not as the standards ask, location by location: facts by a few set-based queries, limits by division."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from laoyou.packs import queries as packs
from laoyou.packs.queries import ParameterValue
from laoyou.providers.models import Location
from laoyou.providers.queries.kinds import releases_of
from laoyou.providers.standards import RULES, SAYS, Facts, Finding, Rule, findings

WANTED = {name for rule in RULES for name, _class in rule.parameters}
# Beds as filed: what is licensed, or open where that is more; `since` is the day from which the count is as it is.
_BEDS = """
select distinct on (c.location_id) c.location_id, c.amount, c.since from providers_capacity c
where c.location_id = any(%(ids)s) and c.measure = 'bed' and c.category = '' and c.state in ('licensed', 'open')
  and c.since <= %(day)s and (c.until is null or c.until > %(day)s)
order by c.location_id, c.amount desc, c.since
"""
_CLINICS = """
select location_id, count(*) from providers_clinic
where location_id = any(%(ids)s) and since <= %(day)s and (until is null or until > %(day)s) group by 1
"""
_GROUPS = "select location_id, age_class, infants from providers_in_groups(%(day)s) where location_id = any(%(ids)s)"
_INFANTS = """
select location_id, taken from providers_occupancy(%(day)s)
where location_id = any(%(ids)s) and measure = 'nursery_place'
"""
_STAFF = """
select s.location_id, count(distinct s.id) filter (where s.post = 'childcarer'),
       count(distinct s.id) filter (where not exists (
           select from providers_paper p where p.staff_id = s.id and p.kind = 'health' and p.since <= %(day)s)),
       count(distinct last.id) filter (where last.until <= %(day)s)
from providers_staff s
left join lateral (
    select distinct on (p.kind) p.id, p.until from providers_paper p
    where p.staff_id = s.id and p.since <= %(day)s order by p.kind, p.since desc) last on true
where s.location_id = any(%(ids)s) and s.since <= %(day)s and (s.until is null or s.until > %(day)s) group by 1
"""
_MONEY = """
select l.id, max(a.months) filter (where a.kind = 'care'), max(a.amount) filter (where a.kind = 'deposit'),
       (select max(f.amount) from providers_fee f where f.location_id = l.id and f.item = 'bed'
          and f.since <= %(day)s and (f.until is null or f.until > %(day)s)),
       exists (select from providers_cover c where c.location_id = l.id and c.kind = 'liability'
          and c.since <= %(day)s and (c.until is null or c.until > %(day)s))
from providers_location l
left join providers_advance a on a.location_id = l.id and a.since <= %(day)s and (a.until is null or a.until > %(day)s)
where l.id = any(%(ids)s) group by l.id
"""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One line of the list: where, by which rule, what was found, in words and with the clause that says so."""

    location: Location
    rule: Rule
    finding: Finding

    @property
    def words(self) -> str:
        return str(SAYS[self.finding.rule]) % {"has": self.finding.has, "needs": self.finding.needs}


def shortfalls(locations: Sequence[Location], on: datetime.date) -> list[Shortfall]:
    """Of these locations, in their order. The number of queries does not depend on how many there are."""
    facts = _facts(locations, on)
    limits = limits_of({each.division_id for each in locations}, on)
    return [
        Shortfall(location, rule, finding)
        for location in locations
        for rule, finding in findings(facts[location.pk], limits[location.division_id])
    ]


def _facts(locations: Sequence[Location], day: datetime.date) -> dict[int, Facts]:
    ids = [each.pk for each in locations]
    values: dict[int, dict[str, Any]] = {
        each.pk: {"kind": each.provider.kind, "day": day, "groups": []} for each in locations
    }
    for pk, beds, since in _rows(_BEDS, ids, day):
        values[pk] |= {"beds": beds, "beds_since": since}
    for pk, _count in _rows(_CLINICS, ids, day):
        values[pk]["clinic"] = True
    for pk, age_class, infants in _rows(_GROUPS, ids, day):
        values[pk]["groups"].append((age_class, infants))
    for pk, taken in _rows(_INFANTS, ids, day):
        values[pk]["infants"] = taken
    for pk, carers, missing, expired in _rows(_STAFF, ids, day):
        values[pk] |= {"carers": carers, "papers_missing": missing, "papers_expired": expired}
    for pk, months, deposit, fee, insured in _rows(_MONEY, ids, day):
        values[pk] |= {"care_months": months, "deposit": deposit, "bed_fee": fee, "insured": insured}
    return {pk: Facts(**known) for pk, known in values.items()}


def _rows(sql: str, ids: list[int], day: datetime.date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": ids, "day": day})
        return list(cursor.fetchall())


def limits_of(
    division_ids: Iterable[int], on: datetime.date
) -> Mapping[int, dict[tuple[str, str | None], ParameterValue]]:
    """By division: the limits that hold there that day and are known; asked once for each pack that applies."""
    wanted = list(division_ids)
    releases = releases_of(wanted)
    known = {release: _of_release(release, on) for release in set(releases.values())}
    return {number: known.get(releases.get(number, 0), {}) for number in wanted}


def _of_release(release_id: int, on: datetime.date) -> dict[tuple[str, str | None], ParameterValue]:
    return {
        (each.key, each.class_key): each
        for each in packs.parameters(on=on, release_id=release_id)
        if each.key in WANTED and each.value is not None
    }


def open_locations(division_ids: Iterable[int], on: datetime.date, *, text: str = "") -> list[Location]:
    """Open on the day, in these divisions, by name."""
    found = Location.objects.filter(
        Q(until=None) | Q(until__gt=on), since__lte=on, division_id__in=division_ids
    )
    if text:
        found = found.filter(Q(name__icontains=text) | Q(provider__name__icontains=text))
    return list(found.select_related("provider", "division").order_by("provider__name", "name", "pk"))
