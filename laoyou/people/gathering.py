"""Rows of a sheet into households: a line says in which, and as what to its head. Set-based, and the same twice.

A household is known by its number, or by its head. A second head, and whoever lives in another household, are left to a
person. Lines are never gathered by standing below each other: a faulty head would give its people to the one before.
"""

import datetime
from typing import Any

from django.db import connection

from laoyou.lib import identity
from laoyou.sheets.copying import SMALL_SORTS, parts

OPENED = 8  # parts in which households are opened

# Lines that say it, one a resident, of the living who are in this village's care.
_SAID = """
create temporary table incoming_members on commit drop as
select distinct on (i.resident_id) i.resident_id, i.division_id, i.relation, i.household, i.keeps, i.line,
    coalesce(i.since, %(today)s) as since, null::bigint as household_id, false as joined
from incoming_residents i join people_resident r on r.id = i.resident_id and r.division_id = i.division_id
    and r.died_on is null
where i.relation <> '' order by i.resident_id, i.line
"""
_READY = f"""
{SMALL_SORTS};
create index on incoming_members (household_id);
create index on incoming_members (division_id, household);
create index on incoming_members (resident_id);
analyze incoming_members
"""
# The household in which the head of the group stands, else the one of that number in the village.
_KNOWN = """
update incoming_members m set household_id = found.household_id
from (
    select distinct on (h.division_id, h.household) h.division_id, h.household, s.household_id
    from incoming_members h join people_membership s
        on s.resident_id = h.resident_id and s.until is null and s.relation = '02'
    where h.relation = '02' order by h.division_id, h.household, h.line
) found where m.division_id = found.division_id and m.household = found.household;
update incoming_members m set household_id = h.id from people_household h
where m.household_id is null and m.keeps and h.division_id = m.division_id and h.number = m.household and h.until is null
"""
# In parts of the divisions: see laoyou.sheets.copying.parts.
# A head without a household opens one. The first head of a group counts, and only one who lives nowhere else.
_OPEN = """
with heads as materialized (
    select distinct on (division_id, household) m.*,
        nextval((select pg_get_serial_sequence('people_household', 'id'))) as opened
    from incoming_members m where m.relation = '02' and m.household_id is null and m.division_id %% %(parts)s = %(part)s
        and not exists (select from people_membership s where s.resident_id = m.resident_id and s.until is null)
    order by division_id, household, line
), made as (
    insert into people_household (id, division_id, number, address, since, recorded_by_id)
    select h.opened, h.division_id, case when h.keeps then h.household else '' end, r.address, h.since, %(user)s
    from heads h join people_resident r on r.id = h.resident_id
)
update incoming_members m set household_id = h.opened from heads h
where m.division_id = h.division_id and m.household = h.household and (m.relation <> '02' or m.line = h.line)
"""
# Who left a household by hand comes back no earlier than that day; a head no earlier than the one before left.
_JOIN = """
with gone as materialized (
    select resident_id, max(until) as until from people_membership
    where until is not null and resident_id in (select resident_id from incoming_members) group by 1
), headed as materialized (
    select household_id, max(until) as until from people_membership
    where until is not null and relation = '02' and household_id in (select household_id from incoming_members)
    group by 1
), made as (
    insert into people_membership (household_id, resident_id, division_id, relation, since, recorded_by_id)
    select m.household_id, m.resident_id, m.division_id, m.relation, greatest(m.since, h.since, gone.until, headed.until), %(user)s
    from incoming_members m join people_household h on h.id = m.household_id
    left join gone on gone.resident_id = m.resident_id
    left join headed on headed.household_id = m.household_id and m.relation = '02'
    where m.resident_id between %(first)s and %(last)s
        and not exists (select from people_membership s where s.resident_id = m.resident_id and s.until is null)
        and not exists (
            select from people_membership s
            where m.relation = '02' and s.household_id = m.household_id and s.relation = '02' and s.until is null
        ) and not exists (
            select from incoming_members k
            where m.relation = '02' and k.household_id = m.household_id and k.relation = '02' and k.line < m.line)
    returning resident_id
)
update incoming_members m set joined = true from made where made.resident_id = m.resident_id
"""
# Another word for the same person in the same household; who is head changes by hand.
_REWORD = """
with reworded as (
    update people_membership s set relation = m.relation from incoming_members m
    where s.resident_id = m.resident_id and s.until is null and s.household_id = m.household_id
        and s.relation <> m.relation and '02' not in (s.relation, m.relation)
    returning s.resident_id
)
update incoming_members m set joined = true from reworded where reworded.resident_id = m.resident_id
"""


def keeps(household: str) -> bool:
    """Whether what a sheet calls a household's number may stand in the register: not where it is somebody's ID number."""
    try:
        identity.citizen(identity.plain(household))
    except identity.NotANumber:
        return bool(household)
    return False


def gather(user: int | None, today: datetime.date) -> None:
    """After residents are there: incoming_residents knows each line's resident. `incoming_members.joined` says who came."""
    values: dict[str, Any] = {"user": user, "today": today}
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.incoming_members")
        cursor.execute(_SAID, values)
        cursor.execute(_READY)
        cursor.execute(_KNOWN)
        for part in range(OPENED):
            cursor.execute(_OPEN, {**values, "part": part, "parts": OPENED})
        cursor.execute("analyze incoming_members")
        for between in parts(cursor, "incoming_members", "resident_id"):
            cursor.execute(_JOIN, {**values, **between})
        cursor.execute(_REWORD)
