import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from laoyou.access.rls import append_only, enable


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0002_guard'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TenureCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('since', models.DateField()),
                ('document', models.CharField(blank=True, max_length=200)),
                ('reason', models.CharField(max_length=300)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ('tenure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='bodies.tenure')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        enable("bodies_tenurecorrection"),
        append_only("bodies_tenurecorrection"),
    ]
