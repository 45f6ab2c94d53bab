"""A file that proves something of a person is for whoever sees people, not for all who see the division."""

# ruff: noqa: S608 - the only part put in is an expression of the program

from django.db import migrations, models

from laoyou.access.rls import PEOPLE


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_guard")]
    operations = [
        migrations.AddField("file", "of_people", models.BooleanField(default=False)),
        migrations.RemoveConstraint("file", "file_once_a_division"),
        migrations.AddConstraint(
            "file",
            models.UniqueConstraint(
                fields=["division", "sha256", "of_people"], name="file_once_a_division"
            ),
        ),
        migrations.RunSQL(
            "create policy of_people on evidence_file as restrictive"
            f" using (not of_people or division_id = {PEOPLE})",
            "drop policy of_people on evidence_file",
        ),
    ]
