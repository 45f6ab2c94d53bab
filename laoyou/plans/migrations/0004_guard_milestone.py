"""Milestones are seen where their plan is, and written in its division."""

from django.db import migrations

from laoyou.access.rls import enable


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_milestone"), ("access", "0002_guard")]
    operations = [
        enable("plans_milestone", or_sql="target_id = any(array(select id from plans_target))"),
        enable("plans_milestoneevent"),
    ]
