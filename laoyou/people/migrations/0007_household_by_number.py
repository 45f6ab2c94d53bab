"""Registers that are taken over whole find the household of a line by its number in the village."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_seen_by")]
    operations = [
        migrations.RemoveIndex(model_name="household", name="household_of_division"),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["division", "number"], name="household_by_number"),
        ),
    ]
