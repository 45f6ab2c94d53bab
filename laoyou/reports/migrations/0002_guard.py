"""Reports are held to their division; what was issued is read below, where its plan is."""

from django.db import migrations

from laoyou.access.rls import append_only, enable

PLAN_SEEN = "plan_id = any(array(select id from plans_plan where state = 'live'))"
ISSUED = "id = any(array(select report_id from reports_issue))"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("access", "0002_guard")]
    operations = [
        enable("reports_issue", or_sql=PLAN_SEEN),
        enable("reports_report", or_sql=ISSUED),
        enable("reports_reportevent"),
        append_only("reports_issue"),
    ]
