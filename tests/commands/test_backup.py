"""The drill: fill, back up, restore elsewhere; and a backup that is not what was written is told in one sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from laoyou.access.models import AuditLine
from laoyou.config.backup import Failed, backup, backup_main, listed, restore, restore_main, where
from laoyou.lib import streaming
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


def test_the_password_of_the_database_stands_in_no_command() -> None:
    """Every account of a server sees the arguments of every program that runs on it."""
    argument, environment = where("postgresql://owner:very%20secret@db.example:5433/laoyou?sslmode=require")
    assert "secret" not in argument
    assert {"host=db.example", "port=5433", "user=owner", "dbname=laoyou", "sslmode=require"} == set(
        argument.removeprefix("--dbname=").split()
    )
    assert environment["PGPASSWORD"] == "very secret"


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
    with pytest.raises(Failed, match="not empty, nothing was touched"):
        restore(file, here, SECRET)
    with pytest.raises(Failed, match="there is no file"):
        restore(tmp_path / "none", empty, SECRET)

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

    (tmp_path / "changed").write_text("no backup")
    said = listed(tmp_path).splitlines()
    assert len(said) == 2, "what is no backup is not listed"
    assert "this key file" in said[1]
    assert said[1].endswith("backup")

    settings.FIELD_KEYS = tmp_path / "others.json"  # type: ignore[attr-defined]
    with pytest.raises(Failed, match=r"there is no key file of personal data here \(.*others.json\)"):
        restore(file, empty, SECRET, replace=True)
    keys.ensure_keys(tmp_path / "others.json")
    with pytest.raises(Failed, match="is not that of the backup"):
        restore(file, empty, SECRET, replace=True)
    assert "ANOTHER key file" in listed(tmp_path)
    assert "1 residents" in restore(file, empty, SECRET, replace=True, without_key=True)


def sealed(file: Path, tables: dict[str, str], content: bytes) -> Path:
    """A backup that says of itself what a test wants."""
    with file.open("wb") as out:
        head = {"made": "2026-01-01T00:00:00+00:00", "keys": keys.fingerprints(), "tables": tables}
        streaming.write(out, [content], secret=SECRET, head=head)
    return file


def test_what_this_program_or_postgresql_cannot_read_touches_nothing(empty: str, tmp_path: Path) -> None:
    here = _url(connection.settings_dict["NAME"])
    before = _counts(here)
    newer = sealed(tmp_path / "newer", {"people": "0999_of_next_year"}, b"")
    with pytest.raises(Failed, match=r"of a newer Laoyou.*people 0999_of_next_year"):
        restore(newer, here, SECRET, replace=True)
    other = sealed(tmp_path / "other", {}, b"PGDMP\x09\x00\x00 of a PostgreSQL yet to come")
    with pytest.raises(Failed, match="nothing was touched: the PostgreSQL here cannot read"):
        restore(other, here, SECRET, replace=True)
    assert _counts(here) == before


def test_the_commands_say_what_to_do(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As at a terminal: the key from a file, one sentence for whatever goes wrong, and a line in the log of what was done."""
    key = tmp_path / "backup.key"
    key.write_bytes(SECRET)
    monkeypatch.setenv("LAOYOU_BACKUP_KEY_FILE", str(key))
    monkeypatch.setenv("DATABASE_OWNER_URL", _url(connection.settings_dict["NAME"]))

    def run(main: Callable[[list[str]], int], *arguments: object) -> tuple[int, str]:
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    folder, file = tmp_path / "kept", tmp_path / "kept" / "monday"
    assert run(backup_main, file) == (
        1,
        f"laoyou: there is no folder {folder}. Make it first, or name another.\n",
    )
    folder.mkdir()
    assert run(backup_main, "--list", folder) == (0, f"laoyou: there is no backup in {folder}.\n")
    assert run(backup_main, folder)[0] == 1
    code, said = run(backup_main, file)
    assert (code, "Keep the key file" in said) == (0, True)
    assert AuditLine.objects.filter(action="config.backup.made").count() == 1
    assert "1 backups in" in run(backup_main, "--list", folder)[1]
    assert "not empty" in run(restore_main, file)[1]
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(settings, "FIELD_KEYS", tmp_path / "none.json")
        assert "There is no key file" in run(backup_main, folder / "tuesday")[1]
    key.write_bytes(b"quite another passphrase")
    assert "is not the one of this backup" in run(restore_main, file)[1]
    key.write_bytes(b"short")
    assert "at least 12 signs" in run(restore_main, file)[1]
    key.write_bytes(SECRET)
    monkeypatch.setenv("DATABASE_OWNER_URL", empty)
    code, said = run(restore_main, file)
    assert (code, "is restored" in said) == (0, True)
    name = empty.rpartition("dbname=")[2].split()[0]
    for typed, told, ends in (("no", "nothing was changed", 1), (name, "is restored", 0)):
        monkeypatch.setattr("builtins.input", lambda typed=typed: typed)
        code, said = run(restore_main, "--replace", file)
        assert f"database {name} will be thrown away" in said
        assert (code, told in said) == (ends, True)
