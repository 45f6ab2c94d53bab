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
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
        ('plans', '0005_decided_tasks'),
    ]

    operations = [
        laoyou.access.migrating.Together([
        migrations.CreateModel(
                    name='AgendaItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('no', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.department')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ],
                    options={
                        'ordering': ['no'],
                    },
                ),
        migrations.CreateModel(
                    name='Body',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('kind', models.CharField(choices=[('leading', '领导小组'), ('joint', '联席会议'), ('group', '工作专班（工作组）')], max_length=8)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('basis', models.CharField(blank=True, max_length=200)),
                        ('clause', models.CharField(blank=True, max_length=80)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='bodies.body')),
                        ('source', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='set_up', to='plans.body')),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='body_dates'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='body_not_its_own_parent'), models.UniqueConstraint(condition=models.Q(('until', None)), fields=('division', 'name'), name='body_name_once')],
                    },
                ),
        migrations.CreateModel(
                    name='BodyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=120)),
                        ('kind', models.CharField(choices=[('leading', '领导小组'), ('joint', '联席会议'), ('group', '工作专班（工作组）')], max_length=8)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('basis', models.CharField(blank=True, max_length=200)),
                        ('clause', models.CharField(blank=True, max_length=80)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.body')),
                        ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.body')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('no', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('due', models.DateField(blank=True, null=True)),
                        ('no_follow_up', models.TextField(blank=True)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('task', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='plans.task')),
                    ],
                    options={
                        'ordering': ['no'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('task', None), ('no_follow_up', ''), _connector='OR'), name='decision_followed_or_not')],
                    },
                ),
        migrations.CreateModel(
                    name='DecisionUnit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('lead', '牵头'), ('support', '配合'), ('shared', '按职责分工负责')], max_length=8)),
                        ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='bodies.decision')),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.department')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('decision', 'department'), name='decision_unit_once')],
                    },
                ),
        migrations.CreateModel(
                    name='DecisionUnitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('lead', '牵头'), ('support', '配合'), ('shared', '按职责分工负责')], max_length=8)),
                        ('decision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.decision')),
                        ('department', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.department')),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.decisionunit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(blank=True, max_length=40)),
                        ('title', models.CharField(max_length=160)),
                        ('on', models.DateField()),
                        ('place', models.CharField(blank=True, max_length=120)),
                        ('state', models.CharField(choices=[('planned', '待召开'), ('held', '已召开'), ('issued', '纪要已印发')], default='planned', max_length=8)),
                        ('minutes', models.TextField(blank=True)),
                        ('minutes_number', models.CharField(blank=True, max_length=80)),
                        ('issued_on', models.DateField(blank=True, null=True)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='bodies.body')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('files', models.ManyToManyField(blank=True, related_name='+', to='evidence.file')),
                    ],
                    options={
                        'ordering': ['-on', '-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(models.Q(('minutes', ''), _negated=True), ('issued_on__gte', models.F('on'))), _connector='OR'), name='issued_minutes_have_words_and_day')],
                    },
                ),
        migrations.CreateModel(
                    name='DecisionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('no', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('due', models.DateField(blank=True, null=True)),
                        ('no_follow_up', models.TextField(blank=True)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.decision')),
                        ('task', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.task')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.meeting')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='Correction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField()),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='bodies.meeting')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
        migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('attended', '出席'), ('deputy', '委托他人'), ('absent', '缺席')], max_length=8)),
                        ('deputy', models.CharField(blank=True, max_length=40)),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='bodies.meeting')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('how', 'deputy'), _negated=True), models.Q(('deputy', ''), _negated=True), _connector='OR'), name='deputy_has_name')],
                    },
                ),
        migrations.CreateModel(
                    name='AgendaItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('no', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.department')),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.agendaitem')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.meeting')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('version', models.IntegerField(default=1)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.department')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('division', 'name'), name='post_once_a_division')],
                    },
                ),
        migrations.CreateModel(
                    name='PostEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=80)),
                        ('version', models.IntegerField(default=1)),
                        ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.department')),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.post')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='Seat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('chair', '组长（召集人）'), ('vice', '副组长（副召集人）'), ('director', '办公室主任'), ('vice_director', '办公室副主任'), ('member', '成员'), ('contact', '联络员')], max_length=16)),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='bodies.body')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='bodies.post')),
                    ],
                    options={
                        'ordering': ['order', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='seat_dates'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), ('post', '='), (models.Func(models.F('since'), models.F('until'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_seat_of_a_post_on_a_body')],
                    },
                ),
        migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(blank=True, max_length=40)),
                        ('title', models.CharField(max_length=160)),
                        ('on', models.DateField()),
                        ('place', models.CharField(blank=True, max_length=120)),
                        ('state', models.CharField(choices=[('planned', '待召开'), ('held', '已召开'), ('issued', '纪要已印发')], default='planned', max_length=8)),
                        ('minutes', models.TextField(blank=True)),
                        ('minutes_number', models.CharField(blank=True, max_length=80)),
                        ('issued_on', models.DateField(blank=True, null=True)),
                        ('version', models.IntegerField(default=1)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body')),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.meeting')),
                        ('chair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.seat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='AttendanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('how', models.CharField(choices=[('attended', '出席'), ('deputy', '委托他人'), ('absent', '缺席')], max_length=8)),
                        ('deputy', models.CharField(blank=True, max_length=40)),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.attendance')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.meeting')),
                        ('seat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.seat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='SeatEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('chair', '组长（召集人）'), ('vice', '副组长（副召集人）'), ('director', '办公室主任'), ('vice_director', '办公室副主任'), ('member', '成员'), ('contact', '联络员')], max_length=16)),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body')),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.seat')),
                        ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.post')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        migrations.CreateModel(
                    name='Tenure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('document', models.CharField(blank=True, max_length=200)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='bodies.post')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-since', '-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='tenure_dates'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('post', '='), (models.Func(models.F('since'), models.F('until'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_holder_of_a_post')],
                    },
                ),
        migrations.CreateModel(
                    name='Filing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveIntegerField()),
                        ('no', models.PositiveIntegerField()),
                        ('outgoing', models.CharField(blank=True, max_length=40)),
                        ('incoming', models.CharField(max_length=40)),
                        ('since', models.DateField()),
                        ('document', models.CharField(max_length=200)),
                        ('seats', models.JSONField()),
                        ('filed_to', models.CharField(max_length=120)),
                        ('filed_on', models.DateField()),
                        ('note', models.TextField(blank=True)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division')),
                        ('filed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('files', models.ManyToManyField(blank=True, related_name='+', to='evidence.file')),
                        ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='bodies.post')),
                        ('tenure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='bodies.tenure')),
                    ],
                    options={
                        'ordering': ['-year', '-no'],
                        'constraints': [models.UniqueConstraint(fields=('division', 'year', 'no'), name='filing_number_once')],
                    },
                ),
        migrations.CreateModel(
                    name='TenureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=40)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('document', models.CharField(blank=True, max_length=200)),
                        ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('division', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.division')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.tenure')),
                        ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.post')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
        ]),
        laoyou.access.migrating.Together([
        migrations.AddField(
            model_name='decision',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='bodies.meeting'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='bodies.meeting'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='chair',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chaired', to='bodies.seat'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='bodies.seat'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('meeting', 'no'), name='decision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'no'), name='agenda_number_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'seat'), name='attendance_once'),
        ),
        pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_bodyevent" ("basis", "clause", "division_id", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "since", "source_id", "until", "version") SELECT new_values."basis", new_values."clause", new_values."division_id", new_values."id", new_values."kind", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."since", new_values."source_id", new_values."until", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f3b35f1e83cc608d3940f18b5b354b86ff6ffe70', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aec61', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_body', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_bodyevent" ("basis", "clause", "division_id", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "since", "source_id", "until", "version") SELECT new_values."basis", new_values."clause", new_values."division_id", new_values."id", new_values."kind", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."since", new_values."source_id", new_values."until", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54393d169ae9fa970c76131aac7d82cabaab960d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4f658', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_body', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_bodyevent" ("basis", "clause", "division_id", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "since", "source_id", "until", "version") SELECT old_values."basis", old_values."clause", old_values."division_id", old_values."id", old_values."kind", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."since", old_values."source_id", old_values."until", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6d2e94f40cb67d1e97832a193226344830bdb304', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ec666', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_body', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='decisionunit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_decisionunitevent" ("decision_id", "department_id", "division_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."decision_id", new_values."department_id", new_values."division_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8e20ae3e66a9141a212a03025eb0e012c63d7ef3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fd6b6', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_decisionunit', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='decisionunit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_decisionunitevent" ("decision_id", "department_id", "division_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."decision_id", new_values."department_id", new_values."division_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='90fce115b6ba66bcca17b9a282498dba4c50fe83', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fff53', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_decisionunit', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='decisionunit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_decisionunitevent" ("decision_id", "department_id", "division_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."decision_id", old_values."department_id", old_values."division_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c8ed8c983cc5755bd14367d6308909f1c76c2a1a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4ff93', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_decisionunit', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_decisionevent" ("division_id", "due", "id", "meeting_id", "no", "no_follow_up", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "task_id", "text", "version") SELECT new_values."division_id", new_values."due", new_values."id", new_values."meeting_id", new_values."no", new_values."no_follow_up", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."task_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aba567822b2b951bc003f34c629b72b08c7ced40', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0826f', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_decision', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_decisionevent" ("division_id", "due", "id", "meeting_id", "no", "no_follow_up", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "task_id", "text", "version") SELECT new_values."division_id", new_values."due", new_values."id", new_values."meeting_id", new_values."no", new_values."no_follow_up", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."task_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0e95f51da906b257c7b089a82f609df18727cc5a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d2415', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_decision', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_decisionevent" ("division_id", "due", "id", "meeting_id", "no", "no_follow_up", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "task_id", "text", "version") SELECT old_values."division_id", old_values."due", old_values."id", old_values."meeting_id", old_values."no", old_values."no_follow_up", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."task_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3e20cf9ce12824e86e210f528b31777e79f191dc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_85ce0', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_decision', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_agendaitemevent" ("department_id", "division_id", "id", "meeting_id", "no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."department_id", new_values."division_id", new_values."id", new_values."meeting_id", new_values."no", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='155b677fd18b7a6da79220f8c3e12bacd022455d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cc825', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_agendaitem', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_agendaitemevent" ("department_id", "division_id", "id", "meeting_id", "no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."department_id", new_values."division_id", new_values."id", new_values."meeting_id", new_values."no", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5b8ea68cbc2461b1147e3d6d7d7d6aea9b3321b7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7b11a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_agendaitem', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_agendaitemevent" ("department_id", "division_id", "id", "meeting_id", "no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."department_id", old_values."division_id", old_values."id", old_values."meeting_id", old_values."no", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='25ffb0aa3fe7eb830a128c6ee5d7c0738244448f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4476d', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_agendaitem', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='post',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_postevent" ("department_id", "division_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."department_id", new_values."division_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6963ea076ecf7a5380890eee1fc5f3a995994b40', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_db011', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_post', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='post',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_postevent" ("department_id", "division_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."department_id", new_values."division_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dd80b9ec694428604f78d0239aa92afd178e709b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cbfd1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_post', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='post',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_postevent" ("department_id", "division_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."department_id", old_values."division_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f51e9507364a6448293371f43680947ceb87fed4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_feba0', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_post', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_seatevent" ("body_id", "division_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "role", "since", "until") SELECT new_values."body_id", new_values."division_id", new_values."id", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post_id", new_values."recorded_at", new_values."role", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e7189d5573881c60826251bf2433b3168f98003c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_71237', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_seat', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_seatevent" ("body_id", "division_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "role", "since", "until") SELECT new_values."body_id", new_values."division_id", new_values."id", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post_id", new_values."recorded_at", new_values."role", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef425194f9ec25a08287006108393241ccf95896', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c70e8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_seat', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_seatevent" ("body_id", "division_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "role", "since", "until") SELECT old_values."body_id", old_values."division_id", old_values."id", old_values."order", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."post_id", old_values."recorded_at", old_values."role", old_values."since", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d3b37ff6aee6888e0f110ef5cbd8943a9b0c58c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7ff48', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_seat', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_meetingevent" ("body_id", "chair_id", "division_id", "id", "issued_on", "minutes", "minutes_number", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "state", "title", "version") SELECT new_values."body_id", new_values."chair_id", new_values."division_id", new_values."id", new_values."issued_on", new_values."minutes", new_values."minutes_number", new_values."number", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."recorded_at", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5807a87eecd36694da23a631203285b33a161c98', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_63089', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_meeting', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_meetingevent" ("body_id", "chair_id", "division_id", "id", "issued_on", "minutes", "minutes_number", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "state", "title", "version") SELECT new_values."body_id", new_values."chair_id", new_values."division_id", new_values."id", new_values."issued_on", new_values."minutes", new_values."minutes_number", new_values."number", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."recorded_at", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='561ec30f5da73211ff995478417b675c3ced087a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e4779', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_meeting', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_meetingevent" ("body_id", "chair_id", "division_id", "id", "issued_on", "minutes", "minutes_number", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "state", "title", "version") SELECT old_values."body_id", old_values."chair_id", old_values."division_id", old_values."id", old_values."issued_on", old_values."minutes", old_values."minutes_number", old_values."number", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."recorded_at", old_values."state", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='164f50c36a44d6aa23ba42a9726ed6c2234e81ce', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_754f5', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_meeting', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_attendanceevent" ("deputy", "division_id", "how", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") SELECT new_values."deputy", new_values."division_id", new_values."how", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."seat_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='827b9e5ed50eed99ba6e81131862ee04fef69c0b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cb24e', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_attendance', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_attendanceevent" ("deputy", "division_id", "how", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") SELECT new_values."deputy", new_values."division_id", new_values."how", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."seat_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cd12c9c38e73e59274bdb738c6348b2d06833597', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2993f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_attendance', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_attendanceevent" ("deputy", "division_id", "how", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") SELECT old_values."deputy", old_values."division_id", old_values."how", old_values."id", old_values."meeting_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seat_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a8f422be92ca02bdb9e38432fd6bdf840b9436ff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_086de', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_attendance', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='tenure',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_tenureevent" ("division_id", "document", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "since", "until", "user_id") SELECT new_values."division_id", new_values."document", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post_id", new_values."recorded_at", new_values."since", new_values."until", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='81ce33d3c2c25bfe6e8ad95cce8a8d83e20b5abc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c48e2', referencing='REFERENCING NEW TABLE AS new_values ', table='bodies_tenure', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='tenure',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_tenureevent" ("division_id", "document", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "since", "until", "user_id") SELECT new_values."division_id", new_values."document", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post_id", new_values."recorded_at", new_values."since", new_values."until", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ffe394b68ae424388de847620d396cfe12a71506', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0b66d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='bodies_tenure', when='AFTER')),
                ),
        pgtrigger.migrations.AddTrigger(
                    model_name='tenure',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "bodies_tenureevent" ("division_id", "document", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "since", "until", "user_id") SELECT old_values."division_id", old_values."document", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."post_id", old_values."recorded_at", old_values."since", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4fcfcacd26fdeceaa46f289d95df57d8ed07568d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e4c0c', referencing='REFERENCING OLD TABLE AS old_values ', table='bodies_tenure', when='AFTER')),
                ),
        ]),
    ]
