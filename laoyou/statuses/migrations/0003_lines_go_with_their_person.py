"""A granted deletion takes a person's survey lines with it: no trigger refuses that, and no page does it."""

from django.db import migrations

BACK = """
create trigger append_only before update or delete on statuses_surveyline
  for each row execute function laoyou_append_only();
create trigger append_only_truncate before truncate on statuses_surveyline
  for each statement execute function laoyou_append_only();
"""
GO = "drop trigger append_only_truncate on statuses_surveyline; drop trigger append_only on statuses_surveyline"


class Migration(migrations.Migration):
    dependencies = [("statuses", "0002_guard")]
    operations = [migrations.RunSQL(GO, BACK)]
