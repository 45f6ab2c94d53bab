"""How fast sheets are read and checked, and what memory that takes; one JSON line a figure.

The floor is the bare library on the same bytes: csv.reader, or calamine's own rows.
Run: .venv/bin/python -m laoyou.config.run --test .venv/bin/python -m benchmarks.sheets
"""

import csv
import io
import json
import os
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import django
import xlsxwriter
from python_calamine import CalamineWorkbook

ROWS = 100_000
FEW = 10_000


def report(name: str, value: float, unit: str, goal: float, peer: str | None = None, ratio: float | None = None) -> None:  # fmt: skip
    figure = {"name": name, "value": round(value, 3), "unit": unit, "peer": peer}
    judged = ratio if ratio is not None else value
    figure |= {"ratio": round(ratio, 2) if ratio is not None else None, "goal": goal}
    print(json.dumps({**figure, "ok": judged <= goal}, ensure_ascii=False), flush=True)


def seconds(work: Callable[[], object], times: int = 2) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def peak(work: Callable[[], object]) -> float:
    """MiB that Python held at most, over what it held before. Calamine's own memory is Rust's and not in it."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def workbook(content: bytes) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig")))):
        for column, cell in enumerate(row):
            page.write_string(number, column, cell)
    book.close()
    return stream.getvalue()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure() -> None:
    from laoyou.access.scope import acting_as
    from laoyou.sheets.reading import open_book
    from tests.world import build
    from tests.world.sheets import csv_sheet

    world = build()
    many, few = csv_sheet(ROWS), csv_sheet(FEW)
    book = workbook(many)

    def bare_csv() -> object:
        return sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(many), "utf-8-sig", newline="")))

    def bare_xlsx() -> object:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
        return sum(1 for _ in sheet.iter_rows())

    def read(content: bytes) -> object:
        opened = open_book(content)
        return sum(1 for _ in opened.lines(opened.sheets[0]))

    for kind, content, bare in (("csv", many, bare_csv), ("xlsx", book, bare_xlsx)):
        taken, low = seconds(lambda content=content: read(content)), seconds(bare)  # type: ignore[misc]
        report(f"read {kind}: {ROWS} rows", taken, "s", 3, f"bare {kind}", taken / low)
    with acting_as(world.actor("甲县", "registrar")) as by:
        taken = seconds(lambda: check(by, world, many), 1)
        report(f"check csv: {ROWS} rows, each cell and repeats", taken, "s", 30)
        small, large = peak(lambda: check(by, world, few)), peak(lambda: check(by, world, many))
        report(f"memory of checking {ROWS} rows, over {FEW} and the file's growth", large - small - (len(many) - len(few)) / 2**20, "MiB", 8)  # fmt: skip


def check(by: Any, world: Any, content: bytes) -> None:
    from laoyou.sheets.checking import Checking
    from laoyou.sheets.heads import Head
    from laoyou.sheets.known import setting_of
    from laoyou.sheets.reading import open_book
    from laoyou.sheets.table import Table
    from tests.world.sheets import TARGET

    division = world.divisions["甲县"]
    book = open_book(bytes(content))
    heads = ("姓名", "证件号码", "性别", "出生日期", "村（社区）", "电话", "住址")
    keys = ["name", "id_number", "sex", "birth_date", "village", "phone", "address"]
    setting = setting_of(TARGET, division, {}, from_1904=False)
    table = Table(book, "", Head(1, 1, heads), keys, {}, TARGET, setting)
    found: list[Sequence[object]] = []
    checking = Checking(table, by, division, lambda faults: found.append((len(faults),)), lambda _read: None)
    checking.run()
    assert checking.total


if __name__ == "__main__":
    main()
