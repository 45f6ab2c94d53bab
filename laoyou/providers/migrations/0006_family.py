"""Where a family member's people stay: they see no division, so no home and no nursery, but may know these names."""

# ruff: noqa: S608 - the parts put in are constants of the program

from django.db import migrations

from laoyou.people.guard import FAMILY

STAYS = f"""
create function providers_family_stays()
returns table (resident_id bigint, provider varchar, location varchar, phone varchar, mode varchar, infant boolean,
               since date, until date)
language sql stable security definer set search_path = public, pg_temp as $stays$
    select c.resident_id, p.name, l.name, p.phone, c.mode, c.infant, c.since, c.until
    from (select resident_id, location_id, mode, false as infant, since, until from providers_stay
          union all
          select resident_id, location_id, mode, true, since, until from providers_enrolment) c
    join providers_location l on l.id = c.location_id join providers_provider p on p.id = l.provider_id
    where c.resident_id = {FAMILY}
    order by c.since desc, l.name
$stays$
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0005_guard_staffing"), ("people", "0006_seen_by")]
    operations = [migrations.RunSQL(STAYS, "drop function providers_family_stays()")]
