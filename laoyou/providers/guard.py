"""SQL for migrations: which rows of a provider its own staff see and keep."""

# ruff: noqa: S608 - the names of tables come from migrations, never from a request

from django.db import migrations

from laoyou.access.rls import PROVIDERS, SCOPE, also_keep, also_read, enable
from laoyou.people.guard import enable_people, people_rows

OWN_LOCATION = f"location_id = any(array(select id from providers_location where provider_id = {PROVIDERS}))"
WORKS_HERE = f"id = any(array(select provider_id from providers_location where division_id = {SCOPE}))"


def of_institution(name: str, own: str) -> list[migrations.RunSQL]:
    """A table that the county keeps and the provider's staff may read, with its history."""
    table = f"providers_{name}"
    return [
        enable(table),
        also_read(table, "own_provider", own),
        enable(f"{table}event"),
    ]


def kept_by_staff(name: str) -> list[migrations.RunSQL]:
    """A table without people that the provider's staff keep, as the county does."""
    table = f"providers_{name}"
    return [
        enable(table),
        also_keep(table, "own_provider", OWN_LOCATION),
        enable(f"{table}event"),
        also_keep(f"{table}event", "own_provider", OWN_LOCATION),
    ]


def with_people(name: str) -> list[migrations.RunSQL]:
    table = f"providers_{name}"
    return [
        *people_rows(table),
        also_keep(table, "own_provider", OWN_LOCATION),
        enable_people(f"{table}event"),
        also_keep(f"{table}event", "own_provider", OWN_LOCATION),
    ]


def own_sites() -> migrations.RunSQL:
    """The addresses where a provider works, for its staff: they see no division, and by it no site."""
    sites = f"id = any(array(select site_id from providers_location where provider_id = {PROVIDERS}))"
    return also_read("spaces_site", "own_provider", sites)


def same(table: str, columns: str, parent: str, parent_columns: str, name: str) -> migrations.RunSQL:
    """What hangs on a row of `parent` names it by two columns, so that neither can be another's."""
    return migrations.RunSQL(
        f'alter table "{table}" add constraint "{name}" foreign key ({columns}) references "{parent}"'
        f" ({parent_columns}) on update cascade deferrable initially deferred",
        f'alter table "{table}" drop constraint "{name}"',
    )
