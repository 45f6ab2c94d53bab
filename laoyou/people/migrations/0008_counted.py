"""How many residents a change of divisions concerns: counted for whoever records it, who sees none of them."""

from django.db import migrations

from laoyou.people.definers import COUNTED, COUNTED_BACK


class Migration(migrations.Migration):
    dependencies = [("people", "0007_household_by_number")]
    operations = [migrations.RunSQL(COUNTED, COUNTED_BACK)]
