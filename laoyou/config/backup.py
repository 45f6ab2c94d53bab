"""`laoyou backup FILE` and `laoyou restore FILE`: the whole database, sealed. The key file of personal data is never
inside; its fingerprint is, so that a restore with another key file is refused."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import IO, Any

import psycopg
from django.core.management.base import CommandError
from psycopg import conninfo

from laoyou.config import postgres
from laoyou.lib import streaming
from laoyou.lib.streaming import CannotRead

KEY_FILE = "LAOYOU_BACKUP_KEY_FILE"
LEAST_SECRET = 12


class Failed(Exception):
    """One sentence for the person at the terminal."""


def backup_main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("laoyou backup", description=__doc__)
    parser.add_argument("file", type=Path, help="the file to write; with --list, the folder to look into")
    parser.add_argument(
        "--list", action="store_true", help="say which backups a folder holds; needs no passphrase"
    )
    asked = parser.parse_args(arguments)
    if asked.list:
        return told(lambda: listed(asked.file))
    return told(
        lambda: _recorded(
            "made", backup, asked.file, os.environ["DATABASE_OWNER_URL"], passphrase(twice=True)
        )
    )


def restore_main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("laoyou restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="throw away what is in the database now")
    parser.add_argument(
        "--without-key", action="store_true", help="although the key file of personal data is another"
    )
    asked = parser.parse_args(arguments)
    url = os.environ["DATABASE_OWNER_URL"]
    if asked.replace and not _confirmed(url):
        print("laoyou: nothing was changed.", file=sys.stderr)
        return 1
    more = {"replace": asked.replace, "without_key": asked.without_key}
    return told(lambda: _recorded("restored", restore, asked.file, url, passphrase(), **more))


def _recorded(what: str, work: Callable[..., str], file: Path, *args: Any, **more: Any) -> str:
    """An audit line of it. Tables of an older program have to be brought up to date before they take one."""
    from laoyou.access.actions import record
    from laoyou.access.scope import Actor, acting_as

    said = work(file, *args, **more)
    if not is_behind():
        with acting_as(Actor.system(f"laoyou {what}")) as by:
            detail = {"file": file.name, "bytes": file.stat().st_size}
            record(by=by, action=f"config.backup.{what}", obj="laoyou.config", detail=detail)
    return said


def listed(folder: Path) -> str:
    """Each backup of a folder, the latest first: what its head says, which nobody has proved yet."""
    if not folder.is_dir():
        raise Failed(f"{folder} is no folder. Name the folder in which the backups lie.")
    found, here = [], _key_prints()
    for path in sorted(folder.iterdir()):
        if path.is_file() and (head := _head(path)):
            whose = "this key file" if set(head["keys"]) <= here else "ANOTHER key file"
            found.append(
                (head["made"], f"{head['made']}  {path.stat().st_size // 1024:>9} KB  {whose}  {path.name}")
            )
    if not found:
        return f"there is no backup in {folder}."
    return "\n".join(
        [f"{len(found)} backups in {folder}", *(line for _made, line in sorted(found, reverse=True))]
    )


def _head(path: Path) -> dict[str, Any] | None:
    """None for a file that is no backup."""
    with path.open("rb") as source:
        try:
            head, _line = streaming.head_of(source)
        except CannotRead:
            return None
    return head


def _key_prints() -> set[str]:
    from laoyou.privacy import keys

    try:
        return set(keys.fingerprints())
    except keys.NoKeys:
        return set()


def told(work: Any) -> int:
    from laoyou.privacy.keys import NoKeys

    try:
        print(f"laoyou: {work()}")
    except CommandError as error:  # lines for the database's administrator
        print(f"laoyou: {error}", file=sys.stderr)
        return 1
    except (Failed, CannotRead, NoKeys, postgres.StartError, OSError, psycopg.Error) as error:
        print(f"laoyou: {str(error).strip().splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


def _confirmed(url: str) -> bool:
    with psycopg.connect(url) as connection:
        name = connection.info.dbname
    print(f"Everything in the database {name} will be thrown away. Type its name to go on:")
    return input().strip() == name


def passphrase(*, twice: bool = False) -> bytes:
    """From the key file that LAOYOU_BACKUP_KEY_FILE names, else asked for."""
    path = os.environ.get("LAOYOU_BACKUP_KEY_FILE")
    secret = Path(path).read_bytes().strip() if path else getpass("Passphrase of the backup: ").encode()
    if len(secret) < LEAST_SECRET:
        raise Failed(
            f"A passphrase or key file has at least {LEAST_SECRET} signs; {KEY_FILE} may name a file."
        )
    if twice and not path and getpass("Once more: ").encode() != secret:
        raise Failed("The two passphrases differ.")
    return secret


def backup(file: Path, url: str, secret: bytes) -> str:
    """Write beside `file` and rename, so that a killed run leaves no half backup under that name."""
    from laoyou.privacy.keys import fingerprints

    head = {
        "made": datetime.now(UTC).isoformat("T", "seconds"),
        "keys": fingerprints(),
        "tables": _latest(url),
    }
    if file.is_dir():
        raise Failed(f"{file} is a folder. Name a file in it, such as {file / 'laoyou-today.backup'}.")
    if not file.parent.is_dir():
        raise Failed(f"there is no folder {file.parent}. Make it first, or name another.")
    making = file.with_name(file.name + ".making")
    database, environment = where(url)
    dump = [program("pg_dump", url), "--format=custom", "--no-owner", database]
    try:
        with open(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            total = streaming.write(out, _output_of(dump, environment), secret=secret, head=head)
            out.flush()
            os.fsync(out.fileno())
        making.replace(file)
    finally:
        making.unlink(missing_ok=True)
    return f"{total // 1024} KB of database are in {file}. Keep the key file of personal data apart from it."


def where(url: str) -> tuple[str, dict[str, str]]:
    """The database as an argument, and the environment with its password: everybody on a server sees arguments."""
    parts = conninfo.conninfo_to_dict(url)
    secret = parts.pop("password", None)
    return f"--dbname={conninfo.make_conninfo('', **parts)}", os.environ | (
        {"PGPASSWORD": str(secret)} if secret else {}
    )


def _output_of(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[bytes]:
    """What a program writes, in pieces; refused where it ends badly, before the last piece is taken for the end."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=environment) as running,
    ):
        source: IO[bytes] = running.stdout  # type: ignore[assignment]
        while piece := source.read(streaming.PIECE):
            yield piece
        if running.wait():
            raise Failed(f"pg_dump refused: {_last_line(said)}")


def require_file(file: Path) -> None:
    if not file.is_file():
        raise Failed(
            f"there is no file {file}. `laoyou backup --list FOLDER` says which backups a folder holds."
        )


def restore(file: Path, url: str, secret: bytes, *, replace: bool = False, without_key: bool = False) -> str:
    """The whole file is proved before the database is touched; then all of it goes in, or nothing."""
    require_file(file)
    with file.open("rb") as source, tempfile.TemporaryFile() as plain:
        head, line = streaming.head_of(source)
        # On the disk for this while, without a name: pg_restore begins only when the last piece was proved.
        for piece in streaming.read(source, secret=secret, head=head, line=line):
            plain.write(piece)
        plain.seek(0)
        _require_known(head)
        if not without_key:
            _require_keys(head)
        _require_readable(plain, url)
        _empty(url, replace=replace)
        database, environment = where(url)
        command = [
            program("pg_restore", url),
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            database,
        ]
        done = subprocess.run(
            command, stdin=plain, capture_output=True, text=True, check=False, env=environment
        )
        if done.returncode:
            raise Failed(
                f"pg_restore refused, nothing was restored: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
            )
    with psycopg.connect(url) as connection:
        found = connection.execute("select count(*) from people_resident").fetchone()
    said = f"the backup of {head['made']} is restored, {found[0] if found else 0} residents with it."
    return said + (" It is of an older program: run `laoyou prepare` now." if is_behind(url) else "")


def _latest(url: str) -> dict[str, str]:
    """Of each package the last change of its tables that the database has."""
    with psycopg.connect(url) as connection:
        return dict(
            connection.execute("select app, max(name) from django_migrations group by app").fetchall()
        )


def _known() -> set[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None).disk_migrations)


def is_behind(url: str = "") -> bool:
    """The tables are older than this program."""
    latest = _latest(url or os.environ["DATABASE_OWNER_URL"])
    return any(name > latest.get(app, "") for app, name in _known())


def _require_known(head: dict[str, Any]) -> None:
    known = _known()
    newer = sorted(
        f"{app} {name}" for app, name in head.get("tables", {}).items() if (app, name) not in known
    )
    if newer:
        raise Failed(
            f"this backup is of a newer Laoyou, whose tables are not known here ({newer[0]}). Put that program in place, "
            "then restore."
        )


def _require_readable(plain: IO[bytes], url: str) -> None:
    """Asked before anything is thrown away: a dump of a later PostgreSQL cannot be read by an earlier one."""
    command = [program("pg_restore", url), "--list"]
    done = subprocess.run(command, stdin=plain, capture_output=True, text=True, check=False)
    plain.seek(0)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Failed(f"nothing was touched: the PostgreSQL here cannot read this backup ({reason}).")


def _require_keys(head: dict[str, Any]) -> None:
    from django.conf import settings

    from laoyou.privacy import keys

    try:
        missing = set(head["keys"]) - set(keys.fingerprints())
    except keys.NoKeys as error:
        raise Failed(
            f"there is no key file of personal data here ({settings.FIELD_KEYS}). Put the one of the backup there, or "
            "restore --without-key: then its numbers and phones never open."
        ) from error
    if missing:
        raise Failed(
            "the key file of personal data here is not that of the backup: its numbers would not open. Put the old key "
            "file back (LAOYOU_FIELD_KEYS), or restore --without-key."
        )


def _empty(url: str, *, replace: bool) -> None:
    from laoyou.access.database import APP_ROLE, DISPOSER_ROLE, ensure_roles

    with psycopg.connect(url) as connection:
        count = connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
        if count and count[0] and not replace:
            raise Failed(
                "this database is not empty, nothing was touched. Restore into an empty one; or make a backup of it first "
                "and say --replace, which throws away what is in it."
            )
        # The restore brings neither: the schema is not in a dump of it, and roles belong to the server.
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
        with connection.cursor() as cursor:
            ensure_roles(cursor, connection.info.user)
        for role in (APP_ROLE, DISPOSER_ROLE):
            connection.execute(f"grant usage on schema public to {role}")


def program(name: str, url: str) -> str:
    """pg_dump or pg_restore, not older than the server: of LAOYOU_PG_BIN, of the wheel, or on PATH."""
    with psycopg.connect(url) as connection:
        server = connection.info.server_version // 10000
    for found in _candidates(name):
        said = subprocess.run(
            [found, "--version"], capture_output=True, text=True, check=False
        ).stdout.split()
        if len(said) > 2 and int(said[2].split(".")[0]) >= server:
            return found
    raise Failed(
        f"there is no {name} of PostgreSQL {server} or later: put one on PATH, or set LAOYOU_PG_BIN."
    )


def _candidates(name: str) -> Iterator[str]:
    folders = [os.environ.get("LAOYOU_PG_BIN")]
    with contextlib.suppress(postgres.StartError):
        folders.append(str(postgres.wheel_binaries()))
    for folder in folders:
        if folder and (Path(folder) / name).exists():
            yield str(Path(folder) / name)
    if on_path := shutil.which(name):
        yield on_path


def _last_line(file: IO[bytes]) -> str:
    file.seek(0)
    return (file.read().decode(errors="replace").strip().splitlines() or ["no reason given"])[-1]
