"""Rows held to the reader's divisions, rows with people to where they see people, and both to a provider's own staff."""

from django.db import migrations

from laoyou.access.rls import PROVIDERS, also_read
from laoyou.providers.guard import (
    OWN_LOCATION,
    WORKS_HERE,
    kept_by_staff,
    of_institution,
    same,
    with_people,
)

OF_LOCATION = ("capacity", "bed", "group", "stay", "enrolment")


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_initial"), ("people", "0002_guard"), ("access", "0004_keepers_of_people")]
    operations = [
        *of_institution("provider", f"id = {PROVIDERS}"),
        also_read("providers_provider", "works_here", WORKS_HERE),
        *of_institution("recognition", f"provider_id = {PROVIDERS}"),
        *of_institution("location", f"provider_id = {PROVIDERS}"),
        *of_institution("capacity", OWN_LOCATION),
        *kept_by_staff("bed"),
        *kept_by_staff("group"),
        *with_people("stay"),
        *with_people("enrolment"),
        *(
            same(
                f"providers_{name}", "location_id, division_id", "providers_location", "id, division_id",
                f"{name}_in_division_of_location",
            )
            for name in OF_LOCATION
        ),
        same("providers_stay", "bed_id, location_id", "providers_bed", "id, location_id", "stay_in_bed_of_location"),
        same(
            "providers_enrolment", "group_id, location_id", "providers_group", "id, location_id",
            "enrolment_in_group_of_location",
        ),
    ]  # fmt: skip
