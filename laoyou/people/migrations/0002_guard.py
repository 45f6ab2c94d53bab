"""Rows about residents are held to the divisions where the reader's role sees people; see laoyou.people.guard."""

from django.db import migrations

from laoyou.access.rls import PROVIDERS, also_read
from laoyou.people.guard import enable_people, people_rows


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("privacy", "0002_guard"), ("access", "0004_keepers_of_people")]
    operations = [
        enable_people("people_presence"),
        also_read("people_presence", "with_provider", f"provider_ref = {PROVIDERS}"),
        *people_rows("people_resident", resident="id"),
        *people_rows("people_residency"),
        enable_people("people_residentevent"),
        enable_people("people_residencyevent"),
    ]
