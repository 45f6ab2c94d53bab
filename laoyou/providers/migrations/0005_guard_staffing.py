"""Staff, papers, fees, advances, insurance and clinics: kept by the county and by the provider's own staff."""

from django.db import migrations

from laoyou.providers.definers import IN_GROUPS, IN_GROUPS_BACK
from laoyou.providers.guard import kept_by_staff, same

KEPT = ("staff", "paper", "fee", "advance", "cover", "clinic")


class Migration(migrations.Migration):
    dependencies = [("providers", "0004_staffing")]
    operations = [
        *(operation for name in KEPT for operation in kept_by_staff(name)),
        *(
            same(f"providers_{name}", "location_id, division_id", "providers_location", "id, division_id",
                 f"{name}_where_its_location_is")
            for name in KEPT
        ),
        migrations.RunSQL(IN_GROUPS, IN_GROUPS_BACK),
    ]  # fmt: skip
