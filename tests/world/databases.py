"""Databases beside the one that tests run on: copied from another, and dropped."""

from django.db import connection

# Sessions of clients alone: `with (force)` is refused where a worker of autovacuum is at it, which a plain drop sends away.
_SEND_AWAY = """
select pg_terminate_backend(pid, 5000) from pg_stat_activity
where datname = %s and usesysid is not null and pid <> pg_backend_pid()
"""


def drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(_SEND_AWAY, [name])
        cursor.execute(f'drop database if exists "{name}"')


def copy(source: str, name: str) -> None:
    drop(name)
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'create database "{name}" template "{source}"')
