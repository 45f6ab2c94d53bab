"""Rows held to the unit's division. What belongs to the whole plan is read where the plan is."""

from django.db import migrations

from laoyou.access.rls import append_only, by_parent, enable

# Policies of plans_plan apply inside: a township reads how its county's tasks stand, not what other units wrote.
PLAN_SEEN = "plan_id = any(array(select id from plans_plan where state = 'live'))"
UNIT_HELD = ("measure", "entry", "draft", "draftstep", "order", "orderstep", "return", "filed", "exemption")
TRACKED = ("tracking", "measure", "draft", "order", "cycle", "return")
ADDED_TO = ("statechange", "entry", "draftstep", "orderstep", "filed", "exemption")


class Migration(migrations.Migration):
    dependencies = [
        ("progress", "0001_initial"),
        ("plans", "0002_guard"),
        ("evidence", "0002_guard"),
    ]
    operations = [
        enable("progress_tracking", or_sql=PLAN_SEEN),
        enable("progress_cycle", or_sql=PLAN_SEEN),
        enable("progress_statechange"),
        *(enable(f"progress_{name}") for name in UNIT_HELD),
        *(enable(f"progress_{name}event") for name in TRACKED),
        *(append_only(f"progress_{name}") for name in ADDED_TO),
        by_parent("progress_entry_files", "entry_id", "progress_entry"),
        by_parent("progress_entry_consolidates", "from_entry_id", "progress_entry"),
        by_parent("progress_draft_files", "draft_id", "progress_draft"),
        by_parent("progress_draft_consolidates", "draft_id", "progress_draft"),
        by_parent("progress_orderstep_files", "orderstep_id", "progress_orderstep"),
        by_parent("progress_return_files", "return_id", "progress_return"),
    ]
