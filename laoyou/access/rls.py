"""SQL for migrations: rows held to the scope of the request, and tables to which rows are only added."""

# ruff: noqa: S608 - the names of tables come from migrations, never from a request

from typing import Any

from django.db import migrations

Statement = str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | tuple[()] | None]
# `array(select …)` is evaluated once for a statement, which a plain `in (select …)` in a policy is not.
SCOPE = "any(array(select unnest(nullif(current_setting('laoyou.divisions', true), '')::bigint[])))"
# Divisions where the reader's role sees people, and providers whose staff the reader is.
PEOPLE = "any(array(select unnest(nullif(current_setting('laoyou.people', true), '')::bigint[])))"
PROVIDERS = "any(array(select unnest(nullif(current_setting('laoyou.providers', true), '')::bigint[])))"
UPPER = "any(array(select unnest(nullif(current_setting('laoyou.upper', true), '')::bigint[])))"
USER = "nullif(current_setting('laoyou.user', true), '')::bigint"


def enable(table: str, *, column: str = "division_id", or_sql: str | None = None) -> migrations.RunSQL:
    """Rows of `table` are seen and written only where `column` is a division of the request's scope.

    `or_sql` lets further rows be *read*, never written; UPPER holds the divisions above the reader's own.
    """
    sql: list[Statement] = [
        f'alter table "{table}" enable row level security',
        f'create policy scope on "{table}" using ({column} = {SCOPE})',
    ]
    back: list[Statement] = [
        f'drop policy scope on "{table}"',
        f'alter table "{table}" disable row level security',
    ]
    if or_sql:
        sql.append(f'create policy also_read on "{table}" for select using ({or_sql})')
        back.insert(0, f'drop policy also_read on "{table}"')
    return migrations.RunSQL(sql, back)


def also_read(table: str, name: str, using: str) -> migrations.RunSQL:
    """One more reason for which rows of `table` may be read."""
    return migrations.RunSQL(
        f'create policy "{name}" on "{table}" for select using ({using})',
        f'drop policy "{name}" on "{table}"',
    )


def append_only(table: str) -> migrations.RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE to everyone, the owner included. Needs access 0002."""
    return migrations.RunSQL(
        [
            f'create trigger append_only before update or delete on "{table}" '
            "for each row execute function laoyou_append_only()",
            f'create trigger append_only_truncate before truncate on "{table}" '
            "for each statement execute function laoyou_append_only()",
        ],
        [f'drop trigger append_only_truncate on "{table}"', f'drop trigger append_only on "{table}"'],
    )


def by_parent(table: str, column: str, parent: str) -> migrations.RunSQL:
    """Rows of `table` follow the row of `parent` that `column` points to."""
    return migrations.RunSQL(
        [
            f'alter table "{table}" enable row level security',
            f'create policy scope on "{table}" using ({column} in (select id from "{parent}"))',
        ],
        [f'drop policy scope on "{table}"', f'alter table "{table}" disable row level security'],
    )


def also_keep(table: str, name: str, using: str) -> migrations.RunSQL:
    """One more reason for which rows of `table` may be read and written."""
    return migrations.RunSQL(
        f'create policy "{name}" on "{table}" using ({using})',
        f'drop policy "{name}" on "{table}"',
    )
