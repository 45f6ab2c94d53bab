"""Decisions held to the reader's divisions and only added; the levels that decide, as everybody may know them."""

from django.db import migrations

from laoyou.access.rls import append_only, by_parent, enable

# A county does not see the grants of its city, yet it must be told at whose office a figure waits.
# Owned by the owner, it says only which divisions above have an office, never who works there.
LEVELS = """
create function laoyou_office_levels(divisions bigint[], today date)
returns table (division_id bigint, level_id bigint, depth smallint)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.descendant_id, t.ancestor_id, t.depth
    from places_divisiontree t
    where t.descendant_id = any(divisions)
      and exists (
          select from access_grant g
          where g.division_id = t.ancestor_id and g.role = 'office'
            and g.since <= today and (g.until is null or g.until > today)
      )
$$
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_acceptance"), ("access", "0002_guard")]
    operations = [
        enable("indicators_acceptance"),
        append_only("indicators_acceptance"),
        by_parent("indicators_observation_evidence", "observation_id", "indicators_observation"),
        append_only("indicators_observation_evidence"),
        migrations.RunSQL(LEVELS, "drop function laoyou_office_levels(bigint[], date)"),
    ]
