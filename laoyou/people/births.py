"""Whose birth dates a load of many brought or changed: told to the hooks of turning all at once, the same day."""

from typing import Any

from laoyou.access.scope import Actor
from laoyou.people.turning import Born, births_known

_NUMBERS = "select id from pg_temp.born_residents"
_CHANGED = """
drop table if exists pg_temp.born_residents;
create temporary table born_residents on commit drop as
select distinct r.id, r.division_id
from incoming_residents i join people_resident r on r.id = i.resident_id and r.division_id = i.division_id
where i.birth_date is not null and r.birth_date is distinct from i.birth_date and r.died_on is null
"""
_FRESH = """
insert into pg_temp.born_residents select id, division_id from pg_temp.fresh_residents where birth_date is not null;
create unique index on pg_temp.born_residents (id);
analyze pg_temp.born_residents;
"""


def keep_changed(cursor: Any) -> None:
    """Before the lines of a load are written over what is there."""
    cursor.execute(_CHANGED)


def tell(by: Actor, cursor: Any) -> None:
    """After all lines are written."""
    cursor.execute(_FRESH)
    cursor.execute("select array_agg(distinct division_id) from pg_temp.born_residents")
    if places := cursor.fetchone()[0]:
        births_known(by, Born(_NUMBERS, places))
