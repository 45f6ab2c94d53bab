"""What proves that an onward report was delivered."""

from django.db import migrations, models

from laoyou.access.rls import by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_guard"),
        ("progress", "0003_reminder"),
    ]
    operations = [
        migrations.AddField(
            model_name="cycle",
            name="files",
            field=models.ManyToManyField(related_name="+", to="evidence.file"),
        ),
        by_parent("progress_cycle_files", "cycle_id", "progress_cycle"),
    ]
