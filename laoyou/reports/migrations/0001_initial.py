import django.db.models.deletion
import django.db.models.functions.datetime
import laoyou.access.migrating
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
        ('plans', '0007_guard_milestone'),
        ('progress', '0002_guard'),
    ]

    operations = [
        laoyou.access.migrating.Together([
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('half_year', '落实情况报告'), ('closing', '收官评估'), ('yearly', '年度计划'), ('brief', '一页简报'), ('bulletin', '情况通报')], max_length=12)),
                ('period', models.CharField(blank=True, max_length=8)),
                ('on', models.DateField()),
                ('title', models.TextField()),
                ('organ', models.TextField()),
                ('recipient', models.TextField(blank=True)),
                ('facts', models.JSONField()),
                ('facts_digest', models.CharField(max_length=64)),
                ('facts_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('words', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('draft', '草稿'), ('issued', '已印发'), ('restating', '修订中')], default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='progress.cycle')),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='plans.plan')),
                ('updated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-updated_at', '-id'],
                'indexes': [models.Index(fields=['division', '-updated_at'], name='report_of_division')],
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('doc_number', models.TextField()),
                ('issued_on', models.DateField()),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('note', models.TextField(blank=True)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='reports.report')),
            ],
            options={
                'ordering': ['report_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='issue_number_once'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('note', ''), _negated=True), _connector='OR'), name='restatement_says_what_changed')],
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('half_year', '落实情况报告'), ('closing', '收官评估'), ('yearly', '年度计划'), ('brief', '一页简报'), ('bulletin', '情况通报')], max_length=12)),
                ('period', models.CharField(blank=True, max_length=8)),
                ('on', models.DateField()),
                ('title', models.TextField()),
                ('organ', models.TextField()),
                ('recipient', models.TextField(blank=True)),
                ('facts_digest', models.CharField(max_length=64)),
                ('facts_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('words', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('draft', '草稿'), ('issued', '已印发'), ('restating', '修订中')], default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='progress.cycle')),
                ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.report')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.plan')),
                ('updated_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        ]),
        laoyou.access.migrating.Together([
        pgtrigger.migrations.AddTrigger(
                    model_name='report',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("created_by_id", "cycle_id", "division_id", "facts_at", "facts_digest", "id", "kind", "on", "organ", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recipient", "state", "title", "updated_at", "updated_by_id", "version", "words") SELECT new_values."created_by_id", new_values."cycle_id", new_values."division_id", new_values."facts_at", new_values."facts_digest", new_values."id", new_values."kind", new_values."on", new_values."organ", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."recipient", new_values."state", new_values."title", new_values."updated_at", new_values."updated_by_id", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='93b0b65de6dc78597970769bbdb004c565abe90e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84ceb', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_report', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='report',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("created_by_id", "cycle_id", "division_id", "facts_at", "facts_digest", "id", "kind", "on", "organ", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recipient", "state", "title", "updated_at", "updated_by_id", "version", "words") SELECT new_values."created_by_id", new_values."cycle_id", new_values."division_id", new_values."facts_at", new_values."facts_digest", new_values."id", new_values."kind", new_values."on", new_values."organ", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."recipient", new_values."state", new_values."title", new_values."updated_at", new_values."updated_by_id", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."cycle_id" IS DISTINCT FROM (new_values."cycle_id") OR old_values."division_id" IS DISTINCT FROM (new_values."division_id") OR old_values."facts_at" IS DISTINCT FROM (new_values."facts_at") OR old_values."facts_digest" IS DISTINCT FROM (new_values."facts_digest") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."organ" IS DISTINCT FROM (new_values."organ") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."recipient" IS DISTINCT FROM (new_values."recipient") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."updated_by_id" IS DISTINCT FROM (new_values."updated_by_id") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."words" IS DISTINCT FROM (new_values."words")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5314b4d3746b47102ec8c32f903b4300e7e4419e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_234a9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_report', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='report',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("created_by_id", "cycle_id", "division_id", "facts_at", "facts_digest", "id", "kind", "on", "organ", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "recipient", "state", "title", "updated_at", "updated_by_id", "version", "words") SELECT old_values."created_by_id", old_values."cycle_id", old_values."division_id", old_values."facts_at", old_values."facts_digest", old_values."id", old_values."kind", old_values."on", old_values."organ", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."recipient", old_values."state", old_values."title", old_values."updated_at", old_values."updated_by_id", old_values."version", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7f9d62c41b36acc8f4bb7aed67f9b148d68423e7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6acd6', referencing='REFERENCING OLD TABLE AS old_values ', table='reports_report', when='AFTER')),
                ),
        ]),
    ]
