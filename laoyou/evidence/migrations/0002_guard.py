from django.db import migrations

from laoyou.access.rls import append_only, enable


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("access", "0002_guard")]
    operations = [enable("evidence_file"), append_only("evidence_file")]
