"""Ties that households tell: set-based, for registers taken over whole."""

import datetime

from django.db import connection, transaction

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.rules import years_before
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids
from laoyou.sheets.copying import checked_at_once, parts, whole_tables

OF_AGE = 18  # 民法典 17
# A table of its own, with statistics: those of the register are missing while it is being filled.
_MEMBERS = """
drop table if exists pg_temp.household_members;
create temporary table household_members on commit drop as
select m.household_id, m.resident_id, m.division_id, m.relation, m.since, r.sex, r.birth_date <= %(of_age)s as of_age,
    r.birth_date > %(of_age)s as minor
from people_membership m
join people_resident r on r.id = m.resident_id and r.died_on is null
where m.until is null and m.division_id = any(%(places)s);
analyze household_members;
"""
# The guardians of a minor: the head and the head's spouse of whom it is the child (民法典 27); of whom it is the grandchild,
# where no one of the generation between lives with them. The kin of whoever lives with a child: the child.
_TIES = """
with known (member, role, others, man, woman) as (values
    ('20', 'guardian', array['02', '10'], '51', '52'), ('30', 'guardian', array['02', '10'], '51', '52'),
    ('41', 'guardian', array['02', '10'], '61', '62'), ('42', 'guardian', array['02', '10'], '61', '62'),
    ('51', 'kin', array['02'], '20', '30'), ('52', 'kin', array['02'], '20', '30')
), between as (
    select distinct household_id from household_members where relation in ('28', '38') or relation in ('20', '30') and of_age
), standing as (
    select t.resident_id, t.other_id, t.role from people_tie t
    where t.until is null and t.other_id is not null and t.division_id = any(%(places)s)
)
insert into people_tie (resident_id, division_id, other_id, name, role, relation, note, since, recorded_by_id)
select m.resident_id, m.division_id, o.resident_id, '', k.role, case when o.sex = '1' then k.man else k.woman end, '',
    greatest(m.since, o.since), %(user)s
from household_members m
join known k on k.member = m.relation and (m.minor or k.role = 'kin')
join household_members o on o.household_id = m.household_id and o.relation = any(k.others) and o.of_age
left join between b on b.household_id = m.household_id
left join standing s on s.resident_id = m.resident_id and s.other_id = o.resident_id and s.role = k.role
where m.resident_id between %(first)s and %(last)s and s.resident_id is null and (b.household_id is null or m.relation not in ('41', '42'))
order by m.resident_id, o.resident_id
"""


@transaction.atomic
def tie_households(*, by: Actor, division: Division, on: datetime.date) -> int:
    """How many were added; a second time none, and no line."""
    values = {
        "user": by.user_id,
        "of_age": years_before(on, OF_AGE),
        "places": sorted(descendant_ids([division.pk])),
    }
    added = 0
    with checked_at_once(), whole_tables(), connection.cursor() as cursor:
        cursor.execute(_MEMBERS, values)
        for part in parts(cursor, "household_members", "resident_id"):
            cursor.execute(_TIES, {**values, **part})
            added += cursor.rowcount
    if added:
        record(by=by, action="people.tie.derive", obj=division, division=division, detail={"added": added})
    return added
