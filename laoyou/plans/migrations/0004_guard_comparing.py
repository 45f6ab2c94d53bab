"""A correction is read by whoever reads both plans, written in one's own division, and never changed."""

from django.db import migrations

from laoyou.access.rls import append_only, enable

PLANS = "any(array(select id from plans_plan))"  # the policies of plans_plan apply inside


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_comparing"), ("access", "0002_guard")]
    operations = [
        enable("plans_alignmentcorrection", or_sql=f"first_id = {PLANS} and second_id = {PLANS}"),
        append_only("plans_alignmentcorrection"),
    ]
