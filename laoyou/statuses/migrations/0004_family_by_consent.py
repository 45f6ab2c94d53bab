"""Family reads what holds of a person only where the consent says so, and never what was withdrawn as wrong."""

from django.db import migrations

from laoyou.people.guard import FAMILY, FAMILY_STATUSES

ALTER = 'alter policy family on statuses_status using ({})'


class Migration(migrations.Migration):
    dependencies = [("statuses", "0003_lines_go_with_their_person"), ("privacy", "0005_consent_to_statuses")]
    operations = [
        migrations.RunSQL(
            ALTER.format(f"resident_id = {FAMILY_STATUSES} and not withdrawn"),
            ALTER.format(f"resident_id = {FAMILY}"),
        )
    ]
