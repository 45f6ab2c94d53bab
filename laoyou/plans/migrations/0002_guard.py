"""Rows held to the reader's divisions; a live plan is read below its division, a published one by everybody."""

from django.db import migrations

from laoyou.access.rls import UPPER, enable

OFFICE_ONLY = ("item", "unread", "unitname", "unitchoice", "assignment")
PARTS = ("task", "target", "rule", "duty", "body", "obligation")
TRACKED = ("item", "unitname", "plan", "task", "target", "rule", "duty", "obligation")
# Policies of plans_plan apply inside these, so that parts are seen where their plan is.
PLAN_SEEN = "plan_id = any(array(select id from plans_plan))"
DOCUMENT_SEEN = "id = any(array(select document_id from plans_plan))"


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("access", "0002_guard")]
    operations = [
        enable("plans_plan", or_sql=f"published or (state = 'live' and division_id = {UPPER})"),
        enable("plans_document", or_sql=DOCUMENT_SEEN),
        *(enable(f"plans_{name}") for name in OFFICE_ONLY),
        *(enable(f"plans_{name}", or_sql=PLAN_SEEN) for name in PARTS),
        *(enable(f"plans_{name}event") for name in TRACKED),
    ]
