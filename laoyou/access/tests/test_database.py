from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import connection

from laoyou.access.database import APP_ROLE, ensure_role, make_role


@pytest.mark.django_db
def test_the_role_that_is_there_is_left_alone() -> None:
    ensure_role(using="default")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_roles where rolname = %s", [APP_ROLE])
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_without_the_right_to_make_it_the_two_lines_are_said() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create role without_rights nologin")
        cursor.execute("grant without_rights to current_user")
        cursor.execute("set local role without_rights")
    with pytest.raises(CommandError, match=f"create role {APP_ROLE} nologin;\n    grant {APP_ROLE} to"):
        ensure_role(using="default")


@pytest.mark.django_db
def test_a_role_that_another_database_makes_at_the_same_moment_is_no_fault() -> None:
    name = f"{connection.settings_dict['NAME']}_made_twice"
    given = {**connection.get_connection_params(), "cursor_factory": None}
    with psycopg.connect(**given) as first, psycopg.connect(**given) as second, ThreadPoolExecutor(1) as pool:
        first.execute(f"create role {name} nologin")
        waits = pool.submit(make_role, second.cursor(), name)
        locks = "select from pg_locks where not granted and pid = %s"
        while not first.execute(locks, [second.info.backend_pid]).rowcount:
            assert not waits.done()
        first.commit()
        waits.result()
        second.execute(f"drop role {name}")
