"""How many a location may take in on a day, how many it has, how many are free."""

# ruff: noqa: S608 - no part of it comes from a request

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from laoyou.providers.models import Location

# The whole of a measure at a location: as filed for all together, else the sum of what is filed by class and mode.
TOTALS = """
select l.provider_id, c.location_id, c.measure, c.state, c.category,
       coalesce(max(c.amount) filter (where c.age_class = '' and c.mode = ''), sum(c.amount))::bigint as amount
from providers_capacity c join providers_location l on l.id = c.location_id
where c.since <= %(day)s and (c.until is null or c.until > %(day)s)
group by l.provider_id, c.location_id, c.measure, c.state, c.category
"""
_OF_LOCATIONS = f"""
select coalesce(t.location_id, o.location_id), coalesce(t.measure, o.measure), t.amount, coalesce(o.taken, 0)
from (select * from ({TOTALS}) as all_of where state = 'open' and category = '') t
full join providers_occupancy(%(day)s) o on o.location_id = t.location_id and o.measure = t.measure
where coalesce(t.location_id, o.location_id) = any(%(locations)s)
order by 1, 2
"""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """`capacity` is what is open, None where nothing was filed."""

    location_id: int
    measure: str
    capacity: int | None
    taken: int

    @property
    def vacant(self) -> int:
        return (self.capacity or 0) - self.taken


def vacancies(location_ids: Iterable[int], on: datetime.date) -> list[Vacancy]:
    """By location and measure: open capacity less those who stay or are enrolled."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_LOCATIONS, {"day": on, "locations": list(location_ids)})
        return [Vacancy(*row) for row in cursor.fetchall()]


def vacancy_of(location: Location, measure: str, on: datetime.date) -> Vacancy:
    for found in vacancies([location.pk], on):
        if found.measure == measure:
            return found
    return Vacancy(location.pk, measure, None, 0)
