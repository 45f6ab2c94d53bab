"""`laoyou drill FILE`: a backup that was never restored is none. Restored beside the database that serves, which is not
touched; looked through; thrown away; and written down, so that the page of the server says when it was done last."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

import psycopg

from laoyou.config.backup import Failed, is_behind, passphrase, require_file, restore, told
from laoyou.lib.streaming import CannotRead

# `not_restored`: the file or its keys; `closed`: a sealed number that the key file here does not open; `problems`: of integrity.
Outcome = Literal["passed", "not_restored", "closed", "problems"]


@dataclass(frozen=True, slots=True)
class Drill:
    """What is kept of one. `opened` is None where nobody in the backup has a number."""

    file: str
    outcome: Outcome
    residents: int = 0
    opened: bool | None = None
    problems: int = 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("laoyou drill", description=__doc__)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    with _stopped_in_order():
        return told(lambda: _recorded(asked.file, os.environ["DATABASE_OWNER_URL"], passphrase()))


@contextlib.contextmanager
def _stopped_in_order() -> Iterator[None]:
    """A drill that is told to stop throws its copy away first: by itself a process would leave it lying open."""

    def stop(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _recorded(file: Path, url: str, key: bytes) -> str:
    """An audit line of it, passed or not."""
    require_file(file)
    try:
        done, said = drill(file, url, key), ""
    except (Failed, CannotRead) as error:
        done, said = Drill(file.name, "not_restored"), str(error)
    _record(done)
    if done.outcome != "passed":
        raise Failed(f"the drill was NOT passed: {said or _sentence(done)}")
    return f"the drill is passed: {_sentence(done)}"


def _record(done: Drill) -> None:
    from laoyou.access.actions import record
    from laoyou.access.scope import Actor, acting_as

    with acting_as(Actor.system("laoyou drill")) as by:
        record(by=by, action="config.backup.drilled", obj="laoyou.config", detail=asdict(done))


def _sentence(done: Drill) -> str:
    number = {
        True: "a sealed number opens", False: "a sealed number does NOT open with the key file here",
        None: "nobody in it has a number",
    }  # fmt: skip
    return (
        f"{done.residents} residents came back from {done.file}, {number[done.opened]}, "
        f"{done.problems or 'no'} problem{'' if done.problems == 1 else 's'} found. The copy is thrown away."
    )


def drill(file: Path, url: str, key: bytes) -> Drill:
    """Raises Failed or CannotRead where it cannot be restored. What serves is read by nobody here, and not changed."""
    with _beside(url) as copy:
        restore(file, copy, key)
        if is_behind(copy) and _run(copy, "laoyou.config.prepare").returncode:
            raise Failed("the copy is of an older program, and could not be brought up to date.")
        problems = _problems(copy)
        residents, opened = _looked_through(copy)
    outcome: Outcome = "closed" if opened is False else "problems" if problems else "passed"
    return Drill(file.name, outcome, residents, opened, len(problems))


@contextlib.contextmanager
def _beside(url: str) -> Iterator[str]:
    """The address of an empty database of this while, on the same server."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/") + "_drill"
    drop = f'drop database if exists "{name}" with (force)'
    with psycopg.connect(url, autocommit=True) as server:
        try:
            server.execute(drop)
            server.execute(f'create database "{name}"')
        except psycopg.errors.InsufficientPrivilege as error:
            raise Failed(
                f"the database's owner may not make the database {name} beside it. Have the server's administrator run "
                "`alter role OWNER createdb`, or restore on another machine (docs/manual/backup.md)."
            ) from error
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            server.execute(drop)


def _run(url: str, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of this program on another database."""
    told_where = {"DATABASE_URL": url, "DATABASE_OWNER_URL": url, "LAOYOU_AS_OWNER": "1", "LAOYOU_DEMO": "0"}
    command: Sequence[str] = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, env={**os.environ, **told_where}, capture_output=True, text=True, check=False
    )


def _problems(url: str) -> list[str]:
    """Those of `laoyou integrity`, said to the person at the terminal too."""
    checked = _run(url, "laoyou.config.cli", "integrity")
    found = checked.stderr.strip().splitlines()
    if "found." not in checked.stdout:
        raise Failed(f"the copy could not be checked: {(found or ['?'])[-1]}")
    for line in found:
        print(line, file=sys.stderr)
    return found if checked.returncode else []


def _looked_through(url: str) -> tuple[int, bool | None]:
    """How many residents there are, and whether the number of one of them opens."""
    from laoyou.lib.sealing import CannotOpen
    from laoyou.privacy import keys

    with psycopg.connect(url) as copy:
        count = copy.execute("select count(*) from people_resident").fetchone()
        sealed = copy.execute(
            "select id_sealed from people_resident where id_sealed is not null order by id desc limit 1"
        ).fetchone()
    opened: bool | None = None
    if sealed:
        try:
            keys.ring().open(sealed[0], kind="id")
            opened = True
        except CannotOpen:
            opened = False
    return (count or (0,))[0], opened
