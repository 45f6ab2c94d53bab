"""The drill: fill, back up, restore elsewhere; and a backup that is not what was written is told in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from laoyou.config.backup import Failed, backup, restore
from laoyou.lib.streaming import CannotRead
from laoyou.privacy import keys
from tests.world import World, build
from tests.world.privacy import add_resident, number

SECRET = b"a passphrase for the drill"
POLICIES = "select tablename, policyname, roles::text, qual, with_check from pg_policies order by 1, 2"
TRIGGERS = "select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal order by 1, 2"
GRANTS = (
    "select table_name, grantee, privilege_type from information_schema.role_table_grants "
    "where grantee in ('laoyou_app', 'laoyou_disposer') order by 1, 2, 3"
)


def _url(name: str) -> str:
    held = connection.settings_dict
    return psycopg.conninfo.make_conninfo(host=held["HOST"], user=held["USER"], password=held["PASSWORD"] or None, port=held["PORT"] or None, dbname=name)  # fmt: skip


@pytest.fixture
def empty(transactional_db: None) -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_drill"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'drop database if exists "{name}" with (force)')
        cursor.execute(f'create database "{name}"')
    yield _url(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'drop database if exists "{name}" with (force)')


def _counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as open_:
        tables = [
            row[0] for row in open_.execute("select tablename from pg_tables where schemaname = 'public'")
        ]
        return {t: (open_.execute(f'select count(*) from "{t}"').fetchone() or [0])[0] for t in tables}  # noqa: S608


def _asked(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as open_:
        return open_.execute(query).fetchall()


def test_the_drill(empty: str, tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    world: World = build()
    resident = add_resident(world, "河口村", 1)
    here, file = _url(connection.settings_dict["NAME"]), tmp_path / "backup"
    backup(file, here, SECRET)
    assert file.stat().st_mode & 0o077 == 0
    assert resident.name.encode() not in file.read_bytes()
    whole = file.read_bytes()

    def refused(changed: bytes, secret: bytes = SECRET) -> str:
        (tmp_path / "changed").write_bytes(changed)
        with pytest.raises(CannotRead) as said:
            restore(tmp_path / "changed", empty, secret)
        return str(said.value)

    assert "is not the one of this backup" in refused(whole, b"another passphrase")
    assert "cut off" in refused(whole[:-100])
    assert "no backup" in refused(b"x" + whole)
    assert "damaged" in refused(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    assert "added after the end" in refused(whole + b"x")
    assert _counts(empty) == {}, "nothing was touched"
    with pytest.raises(Failed, match="not empty"):
        restore(file, here, SECRET)

    assert "1 residents" in restore(file, empty, SECRET)
    assert _counts(empty) == _counts(here)
    for query in (POLICIES, TRIGGERS, GRANTS):
        assert _asked(empty, query) == _asked(here, query) != []
    with psycopg.connect(empty) as there:
        sealed = there.execute("select id_sealed from people_resident").fetchone()
        assert sealed is not None
        assert keys.ring().open(sealed[0], kind="id") == number(1)
        there.execute("set role laoyou_app")
        assert there.execute("select count(*) from people_resident").fetchone() == (0,)

    settings.FIELD_KEYS = tmp_path / "others.json"  # type: ignore[attr-defined]
    keys.ensure_keys(tmp_path / "others.json")
    with pytest.raises(Failed, match="is not that of the backup"):
        restore(file, empty, SECRET, replace=True)
