"""How many residents an account can see: counted by the owner for whoever reviews access, who sees none of them."""

from django.db import migrations

from laoyou.access.rules import roles_with
from laoyou.people.definers import TODAY  # the day in China: that of the database begins eight hours later

ROLES = ", ".join(f"'{role}'" for role in sorted(roles_with("resident.read")))
REACH = f"""
create function laoyou_reach(who bigint[]) returns table (user_id bigint, residents bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with held as (
        select g.user_id, g.role, g.division_id, g.provider_ref from access_grant g
        where g.user_id = any(who) and g.since <= {TODAY} and (g.until is null or g.until > {TODAY})
    ), seen as (
        select h.user_id, r.id from held h
        join places_divisiontree t on t.ancestor_id = h.division_id
        join people_resident r on r.division_id = t.descendant_id
        where h.role in ({ROLES})
        union
        select h.user_id, p.resident_id from held h join people_presence p on p.provider_ref = h.provider_ref
        where p.until is null or p.until > {TODAY}
        union
        select h.user_id, p.resident_id from held h
        join places_divisiontree t on t.ancestor_id = h.division_id
        join people_presence p on p.division_id = t.descendant_id and p.away
        where h.role in ({ROLES}) and (p.until is null or p.until > {TODAY})
        union
        select c.user_id, c.resident_ref from privacy_consent c
        where c.user_id = any(who) and c.kind = 'family' and c.since <= {TODAY}
          and (c.until is null or c.until > {TODAY})
    )
    select user_id, count(*) from seen group by user_id
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_guard"), ("privacy", "0004_guard")]
    operations = [
        migrations.RunSQL(REACH, "drop function laoyou_reach(bigint[])"),
    ]
