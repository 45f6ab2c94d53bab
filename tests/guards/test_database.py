"""What the database itself refuses, tried as the role that pages run as."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from psycopg import sql

from laoyou.access.database import APP_ROLE, DISPOSER_ROLE, append_only_tables, history_tables
from laoyou.access.rules import roles_with
from laoyou.access.scope import Actor, acting_as
from laoyou.privacy.disposal import disposer_rights
from tests.world import World

# Tables with a division that are read without a scope, each with its reason.
OPEN = {
    # A policy would have to show the account of a name that is typed, of a session, and of whoever stands as author
    # beside a row that is seen (also to families and provider staff, who see no division); inner joins to an author who
    # is hidden would hide the row itself. Passwords are argon2 digests; lists of accounts are held by queries.people.
    "access_user": "sign-in finds the account before there is a scope; authors stand beside rows everybody sees",
    "places_divisioncode": "codes of divisions are public facts",
    "places_divisionevent": "what became of divisions is a public fact",
    "places_formername": "names of divisions are public facts",
    "places_outline": "where divisions lie is a public fact",
    "places_point": "where divisions lie is a public fact",
}
ANOTHERS_ROW = (
    "insert into access_department (division_id, name, short_name, kind, recorded_at) "
    "values (%s, 'x', '', 'other', now())"
)
# Rows of no division that a visitor reads on purpose.
VISITOR = Actor(None, "")

pytestmark = pytest.mark.django_db


def _rows(query: str, *values: int | str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def test_the_page_role_owns_nothing_and_passes_no_policy() -> None:
    assert _rows(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = %s", APP_ROLE
    ) == [(False, False, False, False)]
    assert (
        _rows(
            "select relname from pg_class c join pg_roles r on r.oid = c.relowner where rolname = %s",
            APP_ROLE,
        )
        == []
    )
    assert (
        _rows(
            "select nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where rolname = %s",
            APP_ROLE,
        )
        == []
    )


def test_the_page_role_may_not_make_tables_or_empty_them() -> None:
    assert _rows("select has_schema_privilege(%s, 'public', 'create')", APP_ROLE) == [(False,)]
    truncatable = (
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        " and has_table_privilege(%s, oid, 'truncate')"
    )
    assert _rows(truncatable, APP_ROLE) == []


def _guarded_tables() -> list[str]:
    found = "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace order by 1"
    return [str(row[0]) for row in _rows(found)]


def test_each_table_with_a_division_is_guarded_or_has_its_reason() -> None:
    with_division = {
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.managed and any(field.column == "division_id" for field in model._meta.concrete_fields)
    }
    assert with_division - set(_guarded_tables()) - set(OPEN) == set()
    assert set(OPEN) <= with_division, "take what is gone out of OPEN"


def _has_rows(table: str) -> bool:
    statement = sql.SQL("select 1 from {} limit 1").format(sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() is not None


def test_without_a_scope_no_guarded_row_is_seen(world: World) -> None:
    """Row counts as the owner first: a guard that finds empty tables proves nothing."""
    filled = [table for table in _guarded_tables() if _has_rows(table)]
    assert {"access_department", "access_grant", "access_auditline"} <= set(filled)
    with acting_as(VISITOR):
        seen = [table for table in filled if _has_rows(table)]
    assert seen == []


def test_a_row_of_another_division_is_neither_seen_nor_written(world: World) -> None:
    other = world.divisions["乙县"].pk
    with acting_as(world.actor("甲县", "office")):
        assert _rows("select 1 from access_department where division_id = %s", other) == []
        refused = pytest.raises(DatabaseError, match="row-level security")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ANOTHERS_ROW, [other])


@pytest.fixture
def refusing_truncate() -> Iterator[None]:
    """Root conftest turns these triggers off, for tests that empty all tables; here they are as in production."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in append_only_tables():
            cursor.execute(f'alter table "{table}" enable trigger append_only_truncate')
        yield
        transaction.set_rollback(True)


def test_append_only_tables_are_there() -> None:
    assert {"access_auditline", "access_auditseal", "access_signinevent"} <= set(append_only_tables())


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.usefixtures("refusing_truncate")
def test_append_only_tables_refuse_the_owner_too(table: str) -> None:
    events = "select tgtype from pg_trigger t where tgrelid = %s::regclass and tgname like 'append_only%%' and tgenabled = 'O'"
    types = [int(str(row[0])) for row in _rows(events, table)]
    # pg_trigger.tgtype: 1 row, 2 before, 8 delete, 16 update, 32 truncate.
    assert any(kind & 2 and kind & 8 and kind & 16 for kind in types)
    assert any(kind & 2 and kind & 32 for kind in types)
    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'truncate "{table}" cascade')


def test_the_read_log_and_every_history_are_among_them() -> None:
    assert {"privacy_readline"} <= set(append_only_tables())
    assert {"people_residentevent", "people_residencyevent"} <= set(history_tables())


def test_the_page_role_has_no_right_to_change_logs_or_history() -> None:
    kept = {*append_only_tables(), *history_tables()}
    assert [
        (table, right)
        for table in sorted(kept)
        for right in ("update", "delete", "truncate")
        if _rows("select has_table_privilege(%s, %s, %s)", APP_ROLE, table, right) != [(False,)]
    ] == []


def test_who_changed_a_row_is_written_by_the_owner_alone() -> None:
    """Through a function: a later pghistory that makes it anew makes it run as its caller again."""
    rights = ("insert", "update", "delete", "truncate")
    held = [_rows("select has_table_privilege(%s, 'pghistory_context', %s)", APP_ROLE, one) for one in rights]
    assert held == [[(False,)]] * 4
    assert _rows("select prosecdef from pg_proc where proname = '_pgh_attach_context'") == [(True,)]


def test_the_page_role_is_refused_when_it_tries(world: World) -> None:
    """Not only told so by the catalogue: each statement is sent."""
    went = []
    with acting_as(world.actor("甲县", "register_head")):
        for table in sorted({*append_only_tables(), *history_tables()}):
            for act in (
                "delete from {}",
                "update {} set id = id" if table in append_only_tables() else "update {} set pgh_id = pgh_id",
            ):
                with (
                    contextlib.suppress(ProgrammingError),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(sql.SQL(act).format(sql.Identifier(table)))
                    went.append((table, act))
    assert went == []


def test_the_disposer_has_no_right_on_logs_but_the_history_of_what_it_destroys() -> None:
    for table in append_only_tables():
        for right in ("select", "insert", "update", "delete", "truncate"):
            assert _rows("select has_table_privilege(%s, %s, %s)", DISPOSER_ROLE, table, right) == [
                (False,)
            ], table
    destroyed = set(disposer_rights())
    for table in set(history_tables()) - destroyed:
        assert _rows("select has_table_privilege(%s, %s, 'delete')", DISPOSER_ROLE, table) == [(False,)], (
            table
        )


@pytest.mark.django_db
def test_who_can_see_a_resident_is_told_by_the_roles_of_today() -> None:
    """The function holds the roles as they were when its migration ran: a role that gains the right needs it made anew."""
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'laoyou_seen_by'")
        (source,) = cursor.fetchone()
    told = re.findall(r"h\.role in \(([^)]*)\)", source)
    assert [set(re.findall("'([a-z_]+)'", roles)) for roles in told] == [set(roles_with("resident.read"))] * 2
