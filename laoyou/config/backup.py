"""`laoyou backup FILE` and `laoyou restore FILE`: the whole database, sealed. The key file of personal data is never
inside; its fingerprint is, so that a restore with another key file is refused."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import IO, Any

import psycopg

from laoyou.config import postgres
from laoyou.lib import streaming
from laoyou.lib.streaming import CannotRead

KEY_FILE = "LAOYOU_BACKUP_KEY_FILE"
LEAST_SECRET = 12


class Failed(Exception):
    """One sentence for the person at the terminal."""


def backup_main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("laoyou backup", description=__doc__)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    return _told(lambda: backup(asked.file, os.environ["DATABASE_OWNER_URL"], _secret(twice=True)))


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
    return _told(
        lambda: restore(asked.file, url, _secret(), replace=asked.replace, without_key=asked.without_key)
    )


def _told(work: Any) -> int:
    try:
        print(f"laoyou: {work()}")
    except (Failed, CannotRead, postgres.StartError, OSError, psycopg.Error) as error:
        print(f"laoyou: {str(error).strip().splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


def _confirmed(url: str) -> bool:
    with psycopg.connect(url) as connection:
        print(
            f"Everything in the database {connection.info.dbname} will be thrown away. Type its name to go on:"
        )
    return input().strip() == connection.info.dbname


def _secret(*, twice: bool = False) -> bytes:
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

    head = {"made": datetime.now(UTC).isoformat("T", "seconds"), "keys": fingerprints()}
    making = file.with_name(file.name + ".making")
    dump = [program("pg_dump", url), "--format=custom", "--no-owner", f"--dbname={url}"]
    try:
        with open(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            total = streaming.write(out, _output_of(dump), secret=secret, head=head)
            out.flush()
            os.fsync(out.fileno())
        making.replace(file)
    finally:
        making.unlink(missing_ok=True)
    return f"{total // 1024} KB of database are in {file}. Keep the key file of personal data apart from it."


def _output_of(command: Sequence[str]) -> Iterator[bytes]:
    """What a program writes, in pieces; refused where it ends badly, before the last piece is taken for the end."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as running,
    ):
        source: IO[bytes] = running.stdout  # type: ignore[assignment]
        while piece := source.read(streaming.PIECE):
            yield piece
        if running.wait():
            raise Failed(f"pg_dump refused: {_last_line(said)}")


def restore(file: Path, url: str, secret: bytes, *, replace: bool = False, without_key: bool = False) -> str:
    """The whole file is proved before the database is touched; then all of it goes in, or nothing."""
    with file.open("rb") as source, tempfile.TemporaryFile() as plain:
        head, line = streaming.head_of(source)
        # On the disk for this while, without a name: pg_restore begins only when the last piece was proved.
        for piece in streaming.read(source, secret=secret, head=head, line=line):
            plain.write(piece)
        plain.seek(0)
        if not without_key:
            _require_keys(head)
        _empty(url, replace=replace)
        command = [
            program("pg_restore", url),
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={url}",
        ]
        done = subprocess.run(command, stdin=plain, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(
                f"pg_restore refused, nothing was restored: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
            )
    with psycopg.connect(url) as connection:
        found = connection.execute("select count(*) from people_resident").fetchone()
    return f"the backup of {head['made']} is restored, {found[0] if found else 0} residents with it."


def _require_keys(head: dict[str, Any]) -> None:
    from laoyou.privacy import keys

    try:
        missing = set(head["keys"]) - set(keys.fingerprints())
    except keys.NoKeys as error:
        raise Failed(str(error)) from error
    if missing:
        raise Failed(
            "the key file of personal data here is not that of the backup: its numbers would not open. Put the old key "
            "file back (LAOYOU_FIELD_KEYS), or restore --without-key."
        )


def _empty(url: str, *, replace: bool) -> None:
    with psycopg.connect(url) as connection:
        count = connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
        if count and count[0] and not replace:
            raise Failed("this database is not empty. Restore into an empty one, or say --replace.")
        # The restore brings neither: the schema is not in a dump of it, and roles belong to the server.
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
        for role in ("laoyou_app", "laoyou_disposer"):
            if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                raise Failed(
                    f"this server has no role {role}. Run `laoyou prepare` on it once, or see docs/settings.md."
                )
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
