"""Rows about residents are held to where the reader's role sees people; a status goes where its resident goes.

The trigger runs as the owner: whoever lets a person move to another county may not write there, and the old side's
own record stays readable to it by `recorded_division_id`.
"""

from django.db import migrations

from laoyou.access.rls import append_only
from laoyou.people.guard import enable_people, people_rows

FOLLOW = """
create function laoyou_statuses_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update statuses_status set division_id = new.division_id
  where resident_id = new.id and division_id <> new.division_id;
  return null;
end $$;
create trigger statuses_follow after update of division_id on people_resident
  for each row when (old.division_id is distinct from new.division_id) execute function laoyou_statuses_follow();
"""
STAY = """
drop trigger statuses_follow on people_resident;
drop function laoyou_statuses_follow();
"""


class Migration(migrations.Migration):
    dependencies = [("statuses", "0001_initial"), ("people", "0002_guard"), ("evidence", "0002_guard")]
    operations = [
        *people_rows("statuses_status", recorded="recorded_division_id"),
        enable_people("statuses_statusevent"),
        enable_people("statuses_sourcelist"),
        enable_people("statuses_sourceitem"),
        enable_people("statuses_survey"),
        enable_people("statuses_surveyline"),
        append_only("statuses_survey"),
        append_only("statuses_surveyline"),
        migrations.RunSQL(FOLLOW, STAY),
    ]
