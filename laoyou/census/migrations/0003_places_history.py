"""What became of divisions is only added to. Here, since places lies below access, which defines what refuses it."""

from django.db import migrations

from laoyou.access.rls import append_only


class Migration(migrations.Migration):
    dependencies = [("census", "0002_guard"), ("places", "0002_history")]
    operations = [
        append_only("places_divisionevent"),
        append_only("places_divisionshare"),
        append_only("places_divisionmove"),
        append_only("places_formername"),
    ]
