"""Rows of the registers are held to the reader's divisions; what the office published is read by all."""

from django.db import migrations

from laoyou.access.rls import also_read, append_only, by_parent, enable

KEPT = ("space", "spaceuse", "housingproject", "projectstage", "gap", "landsupply")


class Migration(migrations.Migration):
    dependencies = [("spaces", "0003_registers"), ("access", "0004_keepers_of_people")]
    operations = [
        *(enable(f"spaces_{name}") for name in KEPT),
        *(enable(f"spaces_{name}event") for name in KEPT),
        enable("spaces_spacestep"),
        append_only("spaces_spacestep"),
        by_parent("spaces_spacestep_files", "spacestep_id", "spaces_spacestep"),
        append_only("spaces_spacestep_files"),
        by_parent("spaces_projectstage_files", "projectstage_id", "spaces_projectstage"),
        also_read("spaces_space", "published", "published"),
        # Its address is shown with a published space; the inner select is held to the policies above.
        also_read("spaces_site", "published", "id in (select site_id from spaces_space where published)"),
    ]
