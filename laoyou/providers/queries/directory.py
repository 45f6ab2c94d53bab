"""Institutions as a list: searched, narrowed, ordered and cut to a page in one query."""

# ruff: noqa: S608 - no part of it comes from a request

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from laoyou.providers.queries.vacancies import TOTALS

SIZE = 50
CONTRACT_SOON = datetime.timedelta(days=180)
SORTS = {
    "name": "p.name", "kind": "p.kind, p.name", "division": "d.code, p.name", "beds": "beds", "places": "places",
    "vacant": "vacant", "contract": "p.contract_until",
}  # fmt: skip
_HERE = """exists (select from providers_location l join places_divisiontree t on t.descendant_id = l.division_id
    where l.provider_id = p.id and t.ancestor_id = %(division)s
    union all select from places_divisiontree t where t.ancestor_id = %(division)s and t.descendant_id = p.division_id)"""
_INCLUSIVE = """exists (select from providers_recognition r where r.provider_id = p.id and r.kind = 'inclusive'
    and r.since <= %(day)s and (r.until is null or r.until > %(day)s))"""
NARROW = {
    "within": "p.division_id = any(%(within)s)",
    "kind": "p.kind = %(kind)s",
    "operation": "p.operation = %(operation)s",
    "division": _HERE,
    "inclusive": f"({_INCLUSIVE}) = (%(inclusive)s = 'yes')",
    "vacancy": "coalesce(s.beds, 0) + coalesce(s.places, 0) + coalesce(s.day_places, 0) - coalesce(s.taken, 0) > 0",
    "contract": "p.closed_on is null and p.contract_until <= %(soon)s",
    "standing": "(p.closed_on is null) = (%(standing)s = 'open')",
}
_SQL = f"""
with totals as ({TOTALS}),
open_ as (
    select provider_id,
        sum(amount) filter (where measure = 'bed' and category = '') as beds,
        sum(amount) filter (where measure = 'bed' and category = 'nursing') as nursing,
        sum(amount) filter (where measure = 'nursery_place' and category = '') as places,
        sum(amount) filter (where measure = 'day_care_place' and category = '') as day_places
    from totals where state = 'open' group by provider_id),
taken as (
    select l.provider_id, sum(o.taken) as taken
    from providers_occupancy(%(day)s) o join providers_location l on l.id = o.location_id group by l.provider_id),
sums as (
    select provider_id, o.beds, o.nursing, o.places, o.day_places, t.taken
    from open_ o full join taken t using (provider_id))
select p.id, p.name, p.short_name, p.kind, p.operation, p.uscc, p.contract_until, p.closed_on, d.name as place,
    ({_INCLUSIVE}) as inclusive, coalesce(s.beds, 0)::int as beds, coalesce(s.nursing, 0)::int as nursing,
    coalesce(s.places, 0)::int as places, coalesce(s.day_places, 0)::int as day_places,
    coalesce(s.taken, 0)::int as taken,
    case when coalesce(s.beds, s.places, s.day_places, s.taken) is not null then
        coalesce(s.beds, 0) + coalesce(s.places, 0) + coalesce(s.day_places, 0) - coalesce(s.taken, 0) end::int as vacant,
    count(*) over () as total
from providers_provider p join places_division d on d.id = p.division_id
left join sums s on s.provider_id = p.id
where %(where)s
order by %(order)s, p.id limit %(limit)s offset %(offset)s
"""


@dataclass(frozen=True)
class Wanted:
    """`chosen` by the keys of NARROW; `own`: the providers whose staff the reader is, when nothing else is to be seen."""

    search: str = ""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    sort: str = "name"
    page: int = 1
    size: int = SIZE


@dataclass(frozen=True, slots=True)
class Row:
    """`vacant` is None where nothing is open and nobody is in: a meal point has no places."""

    id: int
    name: str
    short_name: str
    kind: str
    operation: str
    uscc: str | None
    contract_until: datetime.date | None
    closed_on: datetime.date | None
    place: str
    inclusive: bool
    beds: int
    nursing: int
    places: int
    day_places: int
    taken: int
    vacant: int | None


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row]
    total: int
    number: int


def directory(wanted: Wanted, on: datetime.date) -> Page:
    """Within the reader's rows, as row security holds them. Past the end is the last page."""
    rows = _fetch(wanted, on, wanted.page)
    number = wanted.page
    if not rows and wanted.page > 1:
        total = (_fetch(wanted, on, 1) or [(0,)])[0][-1]
        number = max(1, -(-total // wanted.size))
        rows = _fetch(wanted, on, number)
    total = rows[0][-1] if rows else 0
    return Page([Row(*row[:-1]) for row in rows], total, number)


def _fetch(wanted: Wanted, on: datetime.date, page: int) -> list[tuple[Any, ...]]:
    narrowed = [NARROW[name] for name in wanted.chosen]
    values = {**wanted.chosen, "day": on, "soon": on + CONTRACT_SOON, "limit": wanted.size}
    if wanted.search:
        escaped = wanted.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        narrowed.append(
            "(p.name ilike %(part)s or p.short_name ilike %(part)s or p.uscc ilike %(start)s or p.initials ilike %(start)s)"
        )
        values |= {"part": f"%{escaped}%", "start": f"{escaped}%"}
    falling = " desc nulls last" if wanted.sort.startswith("-") else ""
    order = SORTS[wanted.sort.lstrip("-")]
    statement = _SQL.replace("%(where)s", " and ".join(narrowed) or "true").replace(
        "%(order)s", order + falling
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "offset": (page - 1) * wanted.size})
        return list(cursor.fetchall())
