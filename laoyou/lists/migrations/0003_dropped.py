import laoyou.access.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lists', '0002_guard'),
        ('packs', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        laoyou.access.migrating.Together([
        migrations.RemoveConstraint(
            model_name='edition',
            name='edition_draft_is_not_in_force',
        ),
        migrations.AlterField(
            model_name='edition',
            name='state',
            field=models.CharField(choices=[('draft', '草稿'), ('fixed', '已定稿'), ('dropped', '已放弃')], default='draft', max_length=8),
        ),
        migrations.AlterField(
            model_name='editionevent',
            name='state',
            field=models.CharField(choices=[('draft', '草稿'), ('fixed', '已定稿'), ('dropped', '已放弃')], default='draft', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effective_from', None), ('published', False), ('state__in', ('draft', 'dropped'))), models.Q(('effective_from__isnull', False), ('state', 'fixed')), _connector='OR'), name='edition_draft_is_not_in_force'),
        ),
        ]),
    ]
