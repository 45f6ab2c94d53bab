"""Which accounts can see a resident today: for whoever keeps the resident, who sees no other account's roles."""

# ruff: noqa: S608 - the parts put in are constants of the program

from django.db import migrations

from laoyou.access.rules import roles_with
from laoyou.people.definers import SCOPE, TODAY

ROLES = ", ".join(f"'{role}'" for role in sorted(roles_with("resident.read")))
SEEN_BY = f"""
create function laoyou_seen_by(who bigint)
returns table (user_id bigint, username varchar, name varchar, role varchar, place varchar, way text, read timestamptz)
language sql stable security definer set search_path = public, pg_temp as $seen$
    with person as (
        select id, division_id from people_resident where id = who and division_id = any({SCOPE})
    ), held as (
        select g.user_id, g.role, g.division_id, g.provider_ref from access_grant g
        where g.since <= {TODAY} and (g.until is null or g.until > {TODAY})
    ), stands as (
        select p.* from people_presence p join person r on r.id = p.resident_id
        where p.until is null or p.until > {TODAY}
    ), seen as (
        select h.user_id, h.role, h.division_id, 'division' as way from person r
        join places_divisiontree t on t.descendant_id = r.division_id
        join held h on h.division_id = t.ancestor_id and h.role in ({ROLES})
        union
        select h.user_id, h.role, p.division_id, 'stay' from stands p
        join held h on h.provider_ref = p.provider_ref
        union
        select h.user_id, h.role, h.division_id, 'away' from stands p
        join places_divisiontree t on t.descendant_id = p.division_id
        join held h on h.division_id = t.ancestor_id and h.role in ({ROLES}) where p.away
        union
        select c.user_id, 'family', null, 'consent' from person r join privacy_consent c on c.resident_ref = r.id
        where c.kind = 'family' and c.since <= {TODAY} and (c.until is null or c.until > {TODAY})
    ), reads as (
        select l.user_id, max(l.at) as at from privacy_readline l
        where l.residents @> array[who] and exists (select from person) group by l.user_id
    )
    select u.id, u.username, u.name, s.role, coalesce(d.name, ''), s.way, reads.at
    from seen s join access_user u on u.id = s.user_id and u.is_active
    left join places_division d on d.id = s.division_id left join reads on reads.user_id = u.id
    order by s.way, d.code desc nulls last, u.username, s.role
$seen$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_reach")]
    operations = [migrations.RunSQL(SEEN_BY, "drop function laoyou_seen_by(bigint)")]
