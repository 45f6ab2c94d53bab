"""Who changed a row is written by a function of the owner, so that the page role cannot alter it afterwards."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0004_keepers_of_people"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [
        migrations.RunSQL(
            "alter function _pgh_attach_context() security definer set search_path = public, pg_temp",
            "alter function _pgh_attach_context() security invoker reset search_path",
        ),
    ]
