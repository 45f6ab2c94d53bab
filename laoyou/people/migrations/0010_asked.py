"""Who was told that a number is held stands on the page of whoever holds it."""

from django.db import migrations

from laoyou.people.definers import ASKED, ASKED_BACK


class Migration(migrations.Migration):
    dependencies = [("people", "0009_privacy_goes_along"), ("privacy", "0004_guard")]
    operations = [migrations.RunSQL(ASKED, ASKED_BACK)]
