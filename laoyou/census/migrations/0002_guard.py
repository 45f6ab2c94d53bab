"""Figures are held to the reader's divisions; those of the divisions above are read too, for comparing."""

from django.db import migrations

from laoyou.access.rls import UPPER, append_only, enable


class Migration(migrations.Migration):
    dependencies = [("census", "0001_initial"), ("access", "0004_keepers_of_people")]
    operations = [
        enable("census_figure", or_sql=f"division_id = {UPPER}"),
        append_only("census_figure"),
    ]
