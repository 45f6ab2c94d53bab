"""Presence of people follows stays and enrolments; counts for those who see no people. See laoyou.providers.definers."""

from django.db import migrations

from laoyou.providers import definers


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_guard")]
    operations = [
        migrations.RunSQL(definers.OCCUPANCY, definers.OCCUPANCY_BACK),
        migrations.RunSQL(definers.TAKEN_BEDS, definers.TAKEN_BEDS_BACK),
        migrations.RunSQL(definers.PERSON, definers.PERSON_BACK),
        migrations.RunSQL(definers.PRESENCE, definers.PRESENCE_BACK),
        *(migrations.RunSQL(*definers.follow(name)) for name in ("stay", "enrolment")),
    ]
