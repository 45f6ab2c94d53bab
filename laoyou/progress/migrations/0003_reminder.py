"""That units were reminded: added to only, each row with its unit's division."""

import laoyou.access.migrating
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from laoyou.access.rls import append_only, enable


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_review_and_sign'),
        ('places', '0001_initial'),
        ('plans', '0002_guard'),
        ('progress', '0002_guard'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.department')),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='plans.plan')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['plan', 'department', '-at'], name='reminder_of_unit')],
            },
        ),
        laoyou.access.migrating.Together([
        enable("progress_reminder"),
        append_only("progress_reminder"),
        ]),
    ]
