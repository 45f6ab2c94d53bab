"""The role that pages run as, and what it may touch."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections, models

APP_ROLE = "laoyou_app"
# Destroys what the law says must go, and nothing else; see laoyou.privacy.disposal.
DISPOSER_ROLE = "laoyou_disposer"
# From PostgreSQL 16 on, being a member no longer means that one may assume the role.
_MAY_ASSUME = """
select pg_has_role(current_user, oid,
                   case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
from pg_roles where rolname = %s
"""
_CREATE = """
do $$ begin create role {role} nologin; exception when duplicate_object or unique_violation then null; end $$
"""
_GRANT = "do $$ begin grant {role} to current_user; exception when unique_violation then null; end $$"
# Who changed a row stands in the second; a function of the owner adds to it.
READ_ONLY_TABLES = ("django_migrations", "pghistory_context")


def ensure_role(*, using: str, **_: Any) -> None:
    with connections[using].cursor() as cursor:
        ensure_roles(cursor, connections[using].settings_dict["USER"] or "your_owner")


def ensure_roles(cursor: Any, owner: str) -> None:
    """Create the roles where they are absent and the owner may; else say the lines that an administrator runs."""
    cursor.execute("select rolcreaterole or rolsuper from pg_roles where rolname = current_user")
    may_create = cursor.fetchone()[0]
    for role in (APP_ROLE, DISPOSER_ROLE):
        cursor.execute(_MAY_ASSUME, [role])
        found = cursor.fetchone()
        if found and found[0]:
            continue
        if not may_create:
            raise CommandError(_advice(owner))
        if not found:
            make_role(cursor, role)
        cursor.execute(_GRANT.format(role=role))


def make_role(cursor: Any, role: str) -> None:
    """Roles belong to the whole server: another of its databases may be prepared at the same moment."""
    cursor.execute(_CREATE.format(role=role))


def _advice(owner: str) -> str:
    lines = "".join(
        f"    create role {role} nologin;\n    grant {role} to {owner};\n"
        for role in (APP_ROLE, DISPOSER_ROLE)
    )
    return (
        f"The database has no roles {APP_ROLE} and {DISPOSER_ROLE} that {owner} may assume, and {owner} may not "
        f"create them. As a database administrator run those of these lines that are not done, then start again:\n"
        f"{lines}"
    )


def grant_all(*, using: str, **_: Any) -> None:
    """The app role reads and writes rows, adds to append-only tables, and owns nothing."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"grant usage on schema public to {APP_ROLE};"
            f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE};"
            f"grant usage, select on all sequences in schema public to {APP_ROLE}"
        )
        present = set(connections[using].introspection.table_names(cursor))
        for table in sorted(present.intersection([*append_only_tables(), *history_tables()])):
            cursor.execute(f'revoke update, delete on "{table}" from {APP_ROLE}')
        for table in present.intersection(READ_ONLY_TABLES):
            cursor.execute(f'revoke insert, update, delete on "{table}" from {APP_ROLE}')


def history_tables() -> list[str]:
    """What pghistory's triggers add to, as whoever changed the row; nobody else writes there."""
    return [m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model") and _is_kept(m)]


def append_only_tables() -> list[str]:
    return [m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False) and _is_kept(m)]


def _is_kept(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy


def login_role() -> str:
    """The role a page's queries run as, by settings; shown by the guard and the health page."""
    options: dict[str, Any] = settings.DATABASES["default"]["OPTIONS"]
    return str(options.get("assume_role", settings.DATABASES["default"]["USER"]))
