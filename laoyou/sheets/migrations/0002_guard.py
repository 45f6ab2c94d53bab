"""Files, faults and mappings are held to the reader's divisions."""

from django.db import migrations

from laoyou.access.rls import enable


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_initial"), ("access", "0004_keepers_of_people")]
    operations = [enable(f"sheets_{name}") for name in ("mapping", "batch", "progress", "file", "fault")]
