"""The tables stand and are guarded."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_each_table_is_guarded() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname like 'providers_%' and relkind = 'r' and not relrowsecurity"
        )
        assert cursor.fetchall() == []
