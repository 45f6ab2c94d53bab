import pytest
from django.core.management.base import CommandError
from django.db import connection

from laoyou.access.database import APP_ROLE, ensure_role


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
