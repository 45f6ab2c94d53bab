"""SQL for migrations: which rows about a resident are seen, by whom. Used by every table that has people in it.

A row is read and written where its `division_id` is one in which the reader's role sees people. It is also *read* by
staff of a provider that the resident stays with, by the county of that provider where the resident is from elsewhere,
and by a family member whom the resident let in.
"""

# ruff: noqa: S608 - the names of tables come from migrations, never from a request

from django.db import migrations

from laoyou.access.rls import PEOPLE, PROVIDERS, USER, also_read

TODAY = "(now() at time zone 'Asia/Shanghai')::date"
STANDS = f"(until is null or until > {TODAY})"
WITH_PROVIDER = (
    f"any(array(select resident_id from people_presence where provider_ref = {PROVIDERS} and {STANDS}))"
)
FROM_AWAY = (
    f"any(array(select resident_id from people_presence where division_id = {PEOPLE} and away and {STANDS}))"
)
FAMILY = (
    f"any(array(select resident_ref from privacy_consent where kind = 'family' and user_id = {USER}"
    f" and since <= {TODAY} and {STANDS}))"
)
# What holds of a person is sensitive: for family only where it was agreed to on its own.
FAMILY_STATUSES = FAMILY.replace("kind = 'family'", "kind = 'family' and statuses")


def enable_people(table: str, *, column: str = "division_id") -> migrations.RunSQL:
    """Rows are seen and written only in divisions where the reader's role sees people. Alone: for history tables."""
    return migrations.RunSQL(
        [
            f'alter table "{table}" enable row level security',
            f'create policy scope on "{table}" using ({column} = {PEOPLE})',
        ],
        [f'drop policy scope on "{table}"', f'alter table "{table}" disable row level security'],
    )


def people_rows(
    table: str, *, resident: str = "resident_id", recorded: str | None = None
) -> list[migrations.RunSQL]:
    """All policies of a table with a resident; `recorded`: the column of the division whose own record a row is."""
    operations = [
        enable_people(table),
        also_read(table, "with_provider", f"{resident} = {WITH_PROVIDER}"),
        also_read(table, "from_away", f"{resident} = {FROM_AWAY}"),
        also_read(table, "family", f"{resident} = {FAMILY}"),
    ]
    if recorded:
        operations.append(also_read(table, "own_record", f"{recorded} = {PEOPLE}"))
    return operations
