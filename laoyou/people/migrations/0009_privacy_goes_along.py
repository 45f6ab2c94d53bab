"""Consents, leaves to open and requests for deletion go where their resident goes.

Privacy knows residents by number alone. A consent that stayed with the old village could be withdrawn by nobody: the old
side no longer keeps the person, the new side did not see the row; and the old county could still decide that somebody
is deleted whom it let go. The functions run as the owner, since neither side may write in the other's divisions.
"""

from django.db import migrations

DEFINER = "language plpgsql security definer set search_path = public, pg_temp"
# What was decided stays on record where it was decided.
OPEN = {"privacy_consent": "true", "privacy_approval": "state in ('asked', 'approved')", "privacy_deletion": "state = 'asked'"}
MOVE = "\n    ".join(
    f"update {table} set division_id = new.division_id"
    f" where resident_ref = new.id and {which} and division_id <> new.division_id;"
    for table, which in OPEN.items()
)
FOLLOW = f"""
create function laoyou_privacy_follow() returns trigger {DEFINER} as $follow$
begin
    {MOVE}
    return null;
end $follow$;
create trigger privacy_follow after update of division_id on people_resident
  for each row when (old.division_id is distinct from new.division_id) execute function laoyou_privacy_follow();
"""
STAY = "drop trigger privacy_follow on people_resident; drop function laoyou_privacy_follow()"
# Two rows become one person, or are taken apart.
OF_RESIDENT = f"""
create function laoyou_privacy_of_resident() returns trigger {DEFINER} as $of$
begin
    new.division_id := coalesce((select r.division_id from people_resident r where r.id = new.resident_ref), new.division_id);
    return new;
end $of$;
""" + "\n".join(
    f"create trigger of_resident before update of resident_ref on {table}"
    " for each row execute function laoyou_privacy_of_resident();"
    for table in OPEN
)
OF_NOBODY = (
    "\n".join(f"drop trigger of_resident on {table};" for table in OPEN)
    + " drop function laoyou_privacy_of_resident()"
)
# Those that stayed behind until now.
BEHIND = [
    f"update {table} p set division_id = r.division_id from people_resident r"
    f" where r.id = p.resident_ref and {which} and p.division_id <> r.division_id"
    for table, which in OPEN.items()
]


class Migration(migrations.Migration):
    dependencies = [("people", "0008_counted"), ("privacy", "0004_guard")]
    operations = [
        # Checked at once: a table whose checks still wait takes no trigger.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in BEHIND),
        migrations.RunSQL("set constraints all deferred", migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOW, STAY),
        migrations.RunSQL(OF_RESIDENT, OF_NOBODY),
    ]
