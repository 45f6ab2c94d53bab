import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
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
        ('access', '0003_review_and_sign'),
        ('access', '__first__'),
        ('evidence', '0002_guard'),
        ('packs', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
    ]

    operations = [
        laoyou.access.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name='Catalogue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=60)),
                        ('title', models.CharField(max_length=120)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.department')),
                    ],
                    options={
                        'ordering': ['division_id', 'key'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('division', 'key'), name='catalogue_one_open_of_a_kind'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='catalogue_dates')],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=60)),
                        ('title', models.CharField(max_length=120)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('opened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.department')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lists.catalogue')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('draft', '草稿'), ('fixed', '已定稿')], default='draft', max_length=8)),
                        ('living', models.BooleanField(default=False)),
                        ('effective_from', models.DateField(blank=True, null=True)),
                        ('effective_until', models.DateField(blank=True, null=True)),
                        ('published', models.BooleanField(default=False)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('note', models.TextField(blank=True)),
                        ('version', models.IntegerField(default=1)),
                        ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('fixed_at', models.DateTimeField(blank=True, null=True)),
                        ('begun_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('catalogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='lists.catalogue')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('fixed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('release', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='packs.packrelease')),
                    ],
                    options={
                        'ordering': ['catalogue_id', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('catalogue', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('catalogue',), name='edition_one_draft'), models.CheckConstraint(condition=models.Q(models.Q(('effective_from', None), ('published', False), ('state', 'draft')), models.Q(('effective_from__isnull', False), ('state', 'fixed')), _connector='OR'), name='edition_draft_is_not_in_force'), models.CheckConstraint(condition=models.Q(('effective_until', None), ('effective_until__gt', models.F('effective_from')), _connector='OR'), name='edition_dates'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'fixed')), expressions=[(models.F('catalogue'), '='), (models.Func(models.F('effective_from'), models.F('effective_until'), models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='edition_one_in_force_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('draft', '草稿'), ('fixed', '已定稿')], default='draft', max_length=8)),
                        ('living', models.BooleanField(default=False)),
                        ('effective_from', models.DateField(blank=True, null=True)),
                        ('effective_until', models.DateField(blank=True, null=True)),
                        ('published', models.BooleanField(default=False)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('note', models.TextField(blank=True)),
                        ('version', models.IntegerField(default=1)),
                        ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('fixed_at', models.DateTimeField(blank=True, null=True)),
                        ('begun_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('catalogue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lists.catalogue')),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('fixed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lists.edition')),
                        ('release', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='packs.packrelease')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('title', models.TextField()),
                        ('fields', models.JSONField(default=dict)),
                        ('words', models.TextField(blank=True)),
                        ('public_words', models.TextField(blank=True)),
                        ('state', models.CharField(blank=True, max_length=40)),
                        ('state_since', models.DateField(blank=True, null=True)),
                        ('public', models.BooleanField(default=False)),
                        ('removed', models.BooleanField(default=False)),
                        ('version', models.IntegerField(default=1)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='lists.edition')),
                        ('files', models.ManyToManyField(blank=True, related_name='+', to='evidence.file')),
                        ('updated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['number'],
                        'indexes': [models.Index(fields=['edition', 'state'], name='list_item_by_state')],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='item_number_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='item_has_title')],
                    },
                ),
                migrations.CreateModel(
                    name='ItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField()),
                        ('title', models.TextField()),
                        ('fields', models.JSONField(default=dict)),
                        ('words', models.TextField(blank=True)),
                        ('public_words', models.TextField(blank=True)),
                        ('state', models.CharField(blank=True, max_length=40)),
                        ('state_since', models.DateField(blank=True, null=True)),
                        ('public', models.BooleanField(default=False)),
                        ('removed', models.BooleanField(default=False)),
                        ('version', models.IntegerField(default=1)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='lists.edition')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='lists.item')),
                        ('updated_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Sheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64)),
                        ('content', models.BinaryField()),
                        ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='lists.edition')),
                        ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='StateChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=40)),
                        ('since', models.DateField()),
                        ('note', models.TextField(blank=True)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='lists.statechange')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='lists.item')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
            ],
        ),
        laoyou.access.migrating.Together(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='catalogue',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_catalogueevent" ("division_id", "id", "key", "opened_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "since", "title", "until", "version") SELECT new_values."division_id", new_values."id", new_values."key", new_values."opened_by_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."since", new_values."title", new_values."until", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1951b449eb0489eb2ba74b1f944efc0cda6b73ee', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_64661', referencing='REFERENCING NEW TABLE AS new_values ', table='lists_catalogue', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='catalogue',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_catalogueevent" ("division_id", "id", "key", "opened_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "since", "title", "until", "version") SELECT new_values."division_id", new_values."id", new_values."key", new_values."opened_by_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."since", new_values."title", new_values."until", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2d399b323eada1ec8f2113c5367e7950d264c0aa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ce990', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lists_catalogue', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='catalogue',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_catalogueevent" ("division_id", "id", "key", "opened_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "since", "title", "until", "version") SELECT old_values."division_id", old_values."id", old_values."key", old_values."opened_by_id", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."since", old_values."title", old_values."until", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='987e36cdd6b11de10502ce03c798def3283a10ef', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_62fbd', referencing='REFERENCING OLD TABLE AS old_values ', table='lists_catalogue', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edition',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_editionevent" ("begun_at", "begun_by_id", "catalogue_id", "digest", "division_id", "effective_from", "effective_until", "fixed_at", "fixed_by_id", "id", "living", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_at", "release_id", "state", "version") SELECT new_values."begun_at", new_values."begun_by_id", new_values."catalogue_id", new_values."digest", new_values."division_id", new_values."effective_from", new_values."effective_until", new_values."fixed_at", new_values."fixed_by_id", new_values."id", new_values."living", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."published_at", new_values."release_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1bed439840f4ec79893c530c0d3701e232c3e7c1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_28207', referencing='REFERENCING NEW TABLE AS new_values ', table='lists_edition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edition',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_editionevent" ("begun_at", "begun_by_id", "catalogue_id", "digest", "division_id", "effective_from", "effective_until", "fixed_at", "fixed_by_id", "id", "living", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_at", "release_id", "state", "version") SELECT new_values."begun_at", new_values."begun_by_id", new_values."catalogue_id", new_values."digest", new_values."division_id", new_values."effective_from", new_values."effective_until", new_values."fixed_at", new_values."fixed_by_id", new_values."id", new_values."living", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."published_at", new_values."release_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='091cbf4e90ee576d6c3f85e8aa2c13366e74d66f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7f04e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lists_edition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edition',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_editionevent" ("begun_at", "begun_by_id", "catalogue_id", "digest", "division_id", "effective_from", "effective_until", "fixed_at", "fixed_by_id", "id", "living", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_at", "release_id", "state", "version") SELECT old_values."begun_at", old_values."begun_by_id", old_values."catalogue_id", old_values."digest", old_values."division_id", old_values."effective_from", old_values."effective_until", old_values."fixed_at", old_values."fixed_by_id", old_values."id", old_values."living", old_values."note", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."published_at", old_values."release_id", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='51042d4300b24eb71238980c120932262b34ab7b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f7580', referencing='REFERENCING OLD TABLE AS old_values ', table='lists_edition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='item',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_itemevent" ("division_id", "edition_id", "fields", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "public_words", "removed", "state", "state_since", "title", "updated_at", "updated_by_id", "version", "words") SELECT new_values."division_id", new_values."edition_id", new_values."fields", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public", new_values."public_words", new_values."removed", new_values."state", new_values."state_since", new_values."title", new_values."updated_at", new_values."updated_by_id", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='952d8d9f6334b623d42efa6ca83869c74b5db761', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_21a30', referencing='REFERENCING NEW TABLE AS new_values ', table='lists_item', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='item',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_itemevent" ("division_id", "edition_id", "fields", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "public_words", "removed", "state", "state_since", "title", "updated_at", "updated_by_id", "version", "words") SELECT new_values."division_id", new_values."edition_id", new_values."fields", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public", new_values."public_words", new_values."removed", new_values."state", new_values."state_since", new_values."title", new_values."updated_at", new_values."updated_by_id", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7328f28f99792fac2326165ef894378a7b0418bf', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7e788', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='lists_item', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='item',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "lists_itemevent" ("division_id", "edition_id", "fields", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "public_words", "removed", "state", "state_since", "title", "updated_at", "updated_by_id", "version", "words") SELECT old_values."division_id", old_values."edition_id", old_values."fields", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public", old_values."public_words", old_values."removed", old_values."state", old_values."state_since", old_values."title", old_values."updated_at", old_values."updated_by_id", old_values."version", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='01cbb81fb4b4d0af23475812d0686f2a4e2cac65', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d7b32', referencing='REFERENCING OLD TABLE AS old_values ', table='lists_item', when='AFTER')),
                ),
            ],
        ),
    ]
