"""A county of a million people: filling it, bringing a sheet, finding people, leafing through them; one JSON line a figure.

The floor of filling is a bare COPY by the owner of the very rows, into the same tables with their indexes, foreign keys and
history. Everything of ours runs as the registrar: the role of pages, under row-level security.
Run: .venv/bin/python -m laoyou.config.run --test .venv/bin/python -m benchmarks.people [N]; or LAOYOU_BENCH_PEOPLE=N
"""

import os
import re
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.county import SEED, TABLES, Ground, empty, ground, report
from benchmarks.explaining import as_superuser, explained

MILLION = 1_000_000
MOST_MS = 50
TIMES = 3  # of a bare COPY
# What a statement sorts, hashes or keeps aside is bounded by settings of the database, and PostgreSQL's process keeps what it
# once had; a county of some 300,000 nearly fills it. So memory is compared between two sizes that do: a third, and the whole.
FEW = 3
# MiB that the whole county may take more than the third: the program, and the database's process.
PROGRAM, SERVER = 24, 16
# MiB more of what is still in use when all is written, where no bounded buffer counts any more: a few bytes a row are too much.
HELD = 4
SHEET = "姓名,证件号码,性别,出生日期,村（社区）,电话,住址"


def main() -> None:
    count = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("LAOYOU_BENCH_PEOPLE", MILLION))
    with ground() as here:
        measure(here, count)


def measure(here: Ground, count: int) -> None:
    few = count // FEW
    before, low_server, low_held = fill(here, few)
    report(f"queries of a list page, {few} people", pages(here), "queries", 40)
    bare(few, before)
    low = memory()
    empty()
    taken, server, held = fill(here, count)
    report(f"memory of the program: {count} people over {few}", memory() - low, "MiB", PROGRAM)
    report(f"memory of the database's process: {count} people over {few}", server - low_server, "MiB", SERVER)  # fmt: skip
    report(f"memory that the database's process holds when all is written: {count} people over {few}", held - low_held, "MiB", HELD)  # fmt: skip
    analyze()
    find(here, count)
    report(f"queries of a list page, {count} people", pages(here), "queries", 40)
    bare(count, taken)
    empty()
    bring(here, count // 50)


def fill(here: Ground, count: int) -> tuple[float, float, float]:
    """Seconds, the making of the people included, and the MiB that the database's process, a new one, had for itself at most,
    and those that it held at the end of the transaction."""
    from django.db import connection

    from laoyou.access.scope import acting_as
    from laoyou.config.demo_county import fill_county, invented

    connection.close()
    start = time.perf_counter()
    with acting_as(here.actor()) as by, private_peak() as peak:
        fill_county(by, here.county, invented(here.county, count, SEED, here.villages))
        held = in_use()
    return time.perf_counter() - start, max(peak), held


def bare(count: int, ours: float) -> None:
    low, rows = floor()
    report(f"a county of {count} people, {rows} rows with history", ours, "s", TIMES, peer="bare COPY by the owner", ratio=ours / low)  # fmt: skip


def floor() -> tuple[float, int]:
    """What stands is written out, and copied in again by the owner: seconds, and how many rows."""
    from django.db import connection

    with tempfile.TemporaryDirectory(prefix="laoyou-bench-") as folder, connection.cursor() as cursor:
        rows = 0
        for table in TABLES:
            out = f"copy (select * from {table} order by id) to stdout"  # noqa: S608 - the tables are ours
            with open(Path(folder) / table, "wb") as file, cursor.copy(out) as parts:
                for part in parts:
                    rows += bytes(part).count(b"\n")
                    file.write(part)
        empty()
        return _copied(folder), rows


def _copied(folder: str) -> float:
    from django.db import connection, transaction

    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            with open(Path(folder) / table, "rb") as file, cursor.copy(f"copy {table} from stdin") as into:
                while part := file.read(1 << 20):
                    into.write(part)
    return time.perf_counter() - start


def bring(here: Ground, count: int) -> None:
    """A sheet through the pages' own steps: checked with its dry run, then written; over a bare COPY of what it wrote."""
    from laoyou.access.scope import acting_as
    from laoyou.sheets import actions, targets
    from laoyou.sheets.models import Batch
    from laoyou.sheets.sources import table_of

    content = sheet(here, count)
    target = targets.target("residents")
    assert target is not None
    with without_worker(), acting_as(here.actor()) as by:
        batch = actions.bring(by=by, target=target, division=here.county, name="名册.csv", content=content)
        keys = [column["key"] for column in batch.columns]
        start = time.perf_counter()
        batch = actions.map_columns(by=by, batch=batch, keys=keys, fixed={})
        checking = time.perf_counter() - start
        start = time.perf_counter()
        assert sum(1 for _line in table_of(batch).parsed()) == count
        reading = time.perf_counter() - start
        start = time.perf_counter()
        batch = actions.apply(by=by, batch=batch)
        writing = time.perf_counter() - start
    assert batch.state == Batch.State.APPLIED, batch.why
    faults = list(batch.faults.values_list("head", "why").distinct()[:5]) if batch.bad else []
    assert batch.added == count, (batch.added, faults)
    report(f"checking a sheet of {count} people, dry run included", checking, "s", count / 500)
    report(f"reading a sheet of {count} people, cells into values", reading, "s", count / 2500)
    # The sheet is read twice: to check it once more, and to write it.
    ours = writing - 2 * reading
    report(f"writing a sheet of {count} people, less the time to read it twice ({writing:.1f} s with it)", ours, "s", TIMES, peer="bare COPY by the owner", ratio=ours / floor()[0])  # fmt: skip


def sheet(here: Ground, count: int) -> bytes:
    from laoyou.config.demo_county import invented
    from laoyou.places.models import Division

    names = dict(Division.objects.filter(pk__in=here.villages).values_list("pk", "code"))
    lines = [SHEET]
    for one in invented(here.county, count, SEED, here.villages):
        person = one.resident
        village, phone = names[person.division_id], person.phone.replace("12", "19", 1)  # as a network's own
        lines.append(
            f"{person.name},{person.id_number},{'男' if person.sex == '1' else '女'},{person.birth_date},{village},{phone},{person.address}"
        )
    return "\n".join(lines).encode("utf-8-sig")


@contextmanager
def without_worker() -> Iterator[None]:
    """Large batches run here and now."""
    from laoyou.sheets import running

    kept, running.AT_ONCE = running.AT_ONCE, 1 << 40
    try:
        yield
    finally:
        running.AT_ONCE = kept


def analyze() -> None:
    """As autovacuum does soon after."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze people_resident")


def find(here: Ground, count: int) -> None:
    """The slowest of each sort of search: the median of five runs, what EXPLAIN says of it, and never a sequential scan
    of residents."""
    from laoyou.access.scope import acting_as
    from laoyou.people.queries.finding import Wanted
    from laoyou.people.queries.finding import find as search

    with acting_as(here.actor()):
        scans = sequential_scans()
        for sort, texts in asked().items():
            slowest = max(_median_ms(lambda text=text: search(Wanted(text))) for text in texts)  # type: ignore[misc]
            report(f"search by {sort}: {count} people", slowest, "ms", MOST_MS)
        report("sequential scans of residents in all searches", sequential_scans() - scans, "scans", 0, exact=True)  # fmt: skip
    explain(here, count)


def explain(here: Ground, count: int) -> None:
    """The plans of the same searches, and by which indexes they go."""
    from laoyou.access.scope import acting_as
    from laoyou.people.queries.finding import Wanted
    from laoyou.people.queries.finding import find as search

    for sort, texts in asked().items():
        with explained() as plans, acting_as(here.actor()):
            for text in texts:
                search(Wanted(text))
        ways = ", ".join(sorted(way for way in plans.ways if "people_" in way or "resident" in way))
        report(f"EXPLAIN of search by {sort}, {count} people: {ways}", plans.ms, "ms", MOST_MS)


def asked() -> dict[str, list[str]]:
    """Texts that many answer to, that few do, and none."""
    from laoyou.people.models import Resident
    from laoyou.privacy.keys import ring

    known = Resident.objects.exclude(id_sealed=None).exclude(phone_sealed=None).order_by("-id")[0]
    keys = ring()
    return {
        "one sign of a name": ["王", "华", "蒲", "犇"],
        "two signs of a name": ["王秀", "秀英", "张伟", "犇犇", known.name[:2]],
        "initials": ["w", "wx", "wxy", "zzz", "qvx"],
        "ID number": [keys.open(bytes(known.id_sealed or b""), kind="id"), "511722190001010019"],
        "phone": [keys.open(bytes(known.phone_sealed or b""), kind="phone"), "12999999999"],
    }


def sequential_scans() -> int:
    """Of this transaction so far."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select seq_scan from pg_stat_xact_user_tables where relname = 'people_resident'")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _median_ms(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def pages(here: Ground) -> int:
    """Queries of the list of residents, whole and after a search."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client()
    browser.force_login(here.registrar)
    with CaptureQueriesContext(connection) as made:
        answer: Any = browser.get("/console/residents/?sex=2&age=80")
    assert answer.status_code == 200, answer.status_code
    assert b"<table" in answer.content
    return len(made)


def memory() -> float:
    """MiB that this process had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def private_peak() -> Iterator[list[float]]:
    """MiB of the process behind our connection, looked at ten times a second; the shared buffers, which fill up with
    whatever is read and are bounded by their setting, are left out."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/status")
    seen, done = [_private(status)], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            seen.append(_private(status))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def in_use() -> float:
    """MiB in the memory contexts of the database's process: without what it freed and keeps for later."""
    from django.db import connection

    as_superuser(["grant pg_read_all_stats to laoyou_app"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("select sum(total_bytes) from pg_backend_memory_contexts")
            return float(cursor.fetchone()[0]) / 2**20
    finally:
        as_superuser(["revoke pg_read_all_stats from laoyou_app"])


def _private(status: Path) -> float:
    found = re.search(r"^RssAnon:\s+(\d+) kB", status.read_text(), re.M)
    if found is None:
        raise RuntimeError("this system does not tell how much memory a process has")
    return int(found[1]) / 1024


if __name__ == "__main__":
    main()
