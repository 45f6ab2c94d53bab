"""Sites are held to the reader's divisions."""

from django.db import migrations

from laoyou.access.rls import enable


class Migration(migrations.Migration):
    dependencies = [("spaces", "0001_initial"), ("access", "0004_keepers_of_people")]
    operations = [enable("spaces_site"), enable("spaces_siteevent")]
