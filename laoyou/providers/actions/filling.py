"""Many people to places at once: for registers taken over whole, whose institutions have nobody in them yet."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.identity import plain
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids
from laoyou.privacy.keys import ring
from laoyou.sheets.copying import checked_at_once, copy_rows

_TABLE = "incoming_stays"
_COLUMNS = {"id_index": "bytea", "care": "varchar", "since": "date"}
# People and free places, both in the order of townships, so that most come to one of their own; where there are more places
# than people each place of the county is as likely to be free. A home that keeps its beds one by one gives these alone.
# `near`: instead, each township's people go to its own institutions in turn, and who finds no place there finds none.
_PLACED = """
with open_places as (
    select l.id as location_id, l.division_id, d.code, l.since, c.measure, b.id as bed_id, n,
        row_number() over (partition by l.id order by b.id, n) as turn
    from providers_location l
    join places_division d on d.id = l.division_id
    join providers_capacity c on c.location_id = l.id and c.measure = %(measure)s and c.state = 'open'
        and c.category = '' and c.age_class = '' and c.mode = '' and c.until is null
    left join providers_bed b on c.measure = 'bed' and b.location_id = l.id and b.until is null
    cross join lateral generate_series(1, case when b.id is null then c.amount else 1 end) n
    where l.until is null and l.division_id = any(%(places)s)
      and not exists (select from {table} s where s.location_id = l.id and s.until is null)
), free as (
    select *, row_number() over ({free}, location_id, bed_id, n) as nth, count(*) over () as size
    from open_places
), people as (
    select r.id, i.since, r.birth_date, d.code,
        row_number() over ({people}, r.id) as nth, count(*) over () as size
    from incoming_stays i
    join people_resident r on r.id_index = i.id_index and r.merged_into_id is null and r.died_on is null
    join places_division d on d.id = r.division_id
    where i.care = %(care)s
      and not exists (select from {table} s where s.resident_id = r.id and s.until is null)
)
"""
_SPREAD = "f.nth = case when p.size <= f.size then (p.nth - 1) * f.size / p.size + 1 else p.nth end"
_NEAR = "left(f.code, 9) = left(p.code, 9) and f.nth = p.nth"
_STAYS = """
insert into providers_stay (location_id, division_id, resident_id, bed_id, mode, since, recorded_by_id)
select f.location_id, f.division_id, p.id, f.bed_id, 'full', greatest(p.since, f.since), %(user)s
from people p join free f on {join}
order by p.code, p.nth
"""
# Into the classes of their age, one after another as these fill up; who finds them full has a place and no class yet.
_ENROLMENTS = """
, placed as (
    select f.location_id, f.division_id, p.id, p.code, p.nth, greatest(p.since, f.since) as since, aged.age_class,
        row_number() over (partition by f.location_id, aged.age_class order by p.code, p.nth) as in_class
    from people p join free f on {join}
    cross join lateral (select case when p.birth_date > %(today)s - interval '1 year' then 'infant'
        when p.birth_date > %(today)s - interval '2 years' then 'toddler'
        when exists (select from providers_group g where g.location_id = f.location_id and g.age_class = 'senior') then 'senior'
        else 'mixed' end as age_class) aged
), classes as (
    select g.id, g.location_id, g.age_class, g.since, g.places,
        sum(g.places) over (partition by g.location_id, g.age_class order by g.name, g.id) as upto
    from providers_group g where g.until is null
)
insert into providers_enrolment (location_id, division_id, resident_id, group_id, mode, since, recorded_by_id)
select p.location_id, p.division_id, p.id, c.id, 'full', p.since, %(user)s
from placed p left join classes c on c.location_id = p.location_id and c.age_class = p.age_class
    and p.in_class > c.upto - c.places and p.in_class <= c.upto and c.since <= p.since
order by p.code, p.nth
"""
_KINDS = (
    ("home", "bed", "providers_stay", _STAYS),
    ("nursery", "nursery_place", "providers_enrolment", _ENROLMENTS),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """Whoever has this number in the register; `care` is home or nursery."""

    id_number: str
    care: str
    since: datetime.date


@transaction.atomic
def fill_places(*, by: Actor, division: Division, rows: Iterable[Placed], near: bool = False) -> int:
    """How many found a place; who has one already, and who finds all taken, is passed over."""
    copy_rows(_TABLE, _COLUMNS, _sealed(rows))
    places = sorted(descendant_ids([division.pk]))
    added, today = 0, timezone.localdate()
    with checked_at_once(), connection.cursor() as cursor:
        for care, measure, table, insert in _KINDS:
            cursor.execute(
                _statement(table, insert, near=near),
                {"user": by.user_id, "care": care, "measure": measure, "places": places, "today": today},
            )
            added += cursor.rowcount
    if added:
        record(
            by=by, action="providers.stay.take_over", obj=division, division=division, detail={"added": added}
        )
    return added


def _statement(table: str, insert: str, *, near: bool) -> str:
    if near:
        free, people, join = (
            "partition by left(code, 9) order by turn",
            "partition by left(d.code, 9) order by d.code",
            _NEAR,
        )
    else:
        free, people, join = "order by code", "order by d.code", _SPREAD
    return _PLACED.format(table=table, free=free, people=people) + insert.format(join=join)


def _sealed(rows: Iterable[Placed]) -> Iterator[tuple[Any, ...]]:
    keys = ring()
    for row in rows:
        yield keys.index(plain(row.id_number), kind="id"), row.care, row.since
