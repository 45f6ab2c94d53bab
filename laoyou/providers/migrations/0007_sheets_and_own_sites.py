"""A provider's staff see the sites of their own locations; sheets learn what lies where their reader sees nothing."""

from django.db import migrations

from laoyou.providers import definers
from laoyou.providers.guard import own_sites


class Migration(migrations.Migration):
    dependencies = [("providers", "0006_family"), ("spaces", "0004_guard_registers")]
    operations = [
        own_sites(),
        migrations.RunSQL(definers.CODES, definers.CODES_BACK),
        migrations.RunSQL(definers.PERSONS, definers.PERSONS_BACK),
        migrations.RunSQL(definers.HELD, definers.HELD_BACK),
    ]
