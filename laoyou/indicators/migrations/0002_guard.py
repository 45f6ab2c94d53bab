"""Rows held to the reader's divisions, and to which rows are only added."""

from django.db import migrations

from laoyou.access.rls import append_only, enable


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("access", "0002_guard")]
    operations = [enable("indicators_observation"), append_only("indicators_observation")]
