"""Many rows into the database at once, under the policies of whoever brings them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql

PART = 200_000
# Before an index of a temporary table: its sort takes four times as much by default, and for a million rows takes it.
SMALL_SORTS = "set local maintenance_work_mem = '16MB'"


def copy_rows(table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Fill a temporary table of this transaction; `columns` are name → PostgreSQL type.

    The page role may not COPY FROM into the registers, and should not: policies hold at the INSERT … SELECT that follows.
    """
    fields = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in columns.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("drop table if exists {}").format(sql.Identifier("pg_temp", table)))
        cursor.execute(
            sql.SQL("create temporary table {} ({}) on commit drop").format(sql.Identifier(table), fields)
        )
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier("pg_temp", table), names)
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(sql.SQL("analyze {}").format(sql.Identifier("pg_temp", table)))


@contextmanager
def whole_tables() -> Iterator[None]:
    """For statements that join whole registers. While these are being filled they have no statistics, and the planner takes
    them for a few rows: a scan of one for each row of another would take hours. Nobody but the owner may gather statistics.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off")
        yield
        cursor.execute("set local enable_nestloop = on")


@contextmanager
def checked_at_once() -> Iterator[None]:
    """Checks of foreign keys that wait for the end of the transaction wait in memory, a few bytes a row, and are never written
    out to disk: here each statement is checked when it ends, and leaves nothing behind."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        yield
        cursor.execute("set constraints all deferred")


def parts(cursor: Any, table: str, column: str = "id") -> Iterator[dict[str, int]]:
    """First and last number of each part of a table, to be put into one statement after another under `checked_at_once`:
    until a statement ends, its rows wait in memory for their checks."""
    cursor.execute(
        sql.SQL("select min({0}), max({0}) from {1}").format(sql.Identifier(column), sql.Identifier(table))
    )
    lowest, highest = cursor.fetchone()
    if lowest is not None:
        for first in range(lowest, highest + 1, PART):
            yield {"first": first, "last": first + PART - 1}
