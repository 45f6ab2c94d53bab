"""Which part of a corrected plan goes on from which before it; read below the division like the tasks themselves."""

import laoyou.access.migrating
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from laoyou.access.rls import append_only, enable

PLAN_SEEN = "plan_id = any(array(select id from plans_plan where state = 'live'))"


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
        ('plans', '0007_guard_milestone'),
        ('progress', '0004_delivery'),
    ]

    operations = [
        migrations.AlterField(
            model_name='statechange',
            name='kind',
            field=models.CharField(choices=[('claim', '申请完成'), ('confirm', '确认完成'), ('return', '退回'), ('strike', '销号'), ('reopen', '重新打开'), ('carry', '结转'), ('follow', '转入更正稿')], max_length=8),
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('before_plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan')),
                ('before_target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.target')),
                ('before_task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.task')),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.target')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.task')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'before_task'), name='lineage_task_once'), models.UniqueConstraint(fields=('plan', 'before_target'), name='lineage_target_once'), models.CheckConstraint(condition=models.Q(models.Q(('before_target', None), ('before_task__isnull', False), ('target', None), ('task__isnull', False)), models.Q(('before_target__isnull', False), ('before_task', None), ('target__isnull', False), ('task', None)), _connector='OR'), name='lineage_of_one_part')],
            },
        ),
        laoyou.access.migrating.Together([
        enable("progress_lineage", or_sql=PLAN_SEEN),
        append_only("progress_lineage"),
        ]),
    ]
