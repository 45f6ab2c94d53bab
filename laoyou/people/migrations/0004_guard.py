"""Who sees households, ties, handovers and decisions about doubles; and the narrow functions of laoyou.people.definers."""

from django.db import migrations

from laoyou.access.rls import PEOPLE, also_read
from laoyou.people import definers
from laoyou.people.guard import FAMILY, WITH_PROVIDER, enable_people, people_rows

OF_A_MEMBER = (
    "any(array(select household_id from people_membership where resident_id = {} and until is null))"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_households_and_doubles")]
    operations = [
        enable_people("people_household"),
        also_read("people_household", "with_provider", "id = " + OF_A_MEMBER.format(WITH_PROVIDER)),
        also_read("people_household", "family", "id = " + OF_A_MEMBER.format(FAMILY)),
        *people_rows("people_membership"),
        *people_rows("people_tie"),
        enable_people("people_handover"),
        also_read("people_handover", "new_side", f"to_division_id = {PEOPLE}"),
        migrations.RunSQL(
            f"create policy answer on people_handover for update using (to_division_id = {PEOPLE})",
            "drop policy answer on people_handover",
        ),
        enable_people("people_different"),
        enable_people("people_merge"),
        enable_people("people_householdevent"),
        enable_people("people_membershipevent"),
        enable_people("people_tieevent"),
        migrations.RunSQL(definers.FIND, definers.FIND_BACK),
        migrations.RunSQL(definers.HELD, definers.HELD_BACK),
        migrations.RunSQL(definers.ACCEPT, definers.ACCEPT_BACK),
    ]
