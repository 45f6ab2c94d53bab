"""Whether a family member may also see what holds of the person: agreed to on its own."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0004_guard'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='statuses',
            field=models.BooleanField(default=False, verbose_name='也可以看身份'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'family'), ('statuses', False), _connector='OR'), name='consent_to_statuses_is_of_family'),
        ),
    ]
