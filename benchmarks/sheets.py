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
from datetime import datetime, timedelta
from typing import Any

import django
import xlsxwriter
from python_calamine import CalamineWorkbook

ROWS = 100_000
COLUMNS = 15
FEW = 10_000


def report(name: str, value: float, unit: str, goal: float, peer: str | None = None, ratio: float | None = None) -> None:  # fmt: skip
    figure = {"name": name, "value": round(value, 3), "unit": unit, "peer": peer}
    judged = ratio if ratio is not None else value
    figure |= {"ratio": round(ratio, 2) if ratio is not None else None, "goal": goal}
    print(json.dumps({**figure, "ok": judged <= goal}, ensure_ascii=False), flush=True)


def seconds(
    work: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.process_time
) -> float:
    """Of this process alone: reading is nobody else's work, and a busy machine must not sway the ratio."""
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


def peak(work: Callable[[], object]) -> float:
    """MiB that Python held at most, over what it held before. Calamine's own memory is Rust's and not in it."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def workbook(rows: int) -> bytes:
    """Texts, numbers and dates in 15 columns, under a title and heads."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    page, dates = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_string(0, 0, "示例县老年人花名册")
    page.write_row(1, 0, ["姓名", "出生日期", "序号", *(f"列{number}" for number in range(COLUMNS - 3))])
    for number in range(rows):
        page.write_string(number + 2, 0, f"示例{number}")
        page.write_datetime(number + 2, 1, datetime(1930, 1, 1) + timedelta(days=number % 15_000), dates)
        page.write_number(number + 2, 2, number)
        for column in range(3, COLUMNS):
            page.write_string(number + 2, column, f"河口村{number}-{column}")
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
    from laoyou.sheets import heads
    from laoyou.sheets.reading import open_book
    from tests.world import build
    from tests.world.sheets import csv_sheet

    world = build()
    many, few = csv_sheet(ROWS), csv_sheet(FEW)
    book, small_book = workbook(ROWS), workbook(FEW)

    def bare_csv() -> object:
        return sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(many), "utf-8-sig", newline="")))

    def bare_xlsx() -> object:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
        return sum(1 for _ in sheet.iter_rows())

    def read(content: bytes) -> object:
        opened = open_book(content)
        return sum(1 for _ in opened.lines(opened.sheets[0]))

    def find_and_read(content: bytes) -> object:
        """As for a file that is brought: its head found, what is merged asked, its lines counted."""
        opened = open_book(content)
        sheet = opened.sheets[0]
        assert heads.find(opened.top(sheet, heads.WITHIN), opened.merged(sheet), {"姓名"})
        return sum(1 for _ in opened.lines(sheet))

    taken, low = seconds(lambda: read(many)), seconds(bare_csv)
    report(f"read csv: {ROWS} rows", taken, "s", 3, "bare csv", taken / low)
    low = seconds(bare_xlsx)
    for name, work in (("read", read), ("find the head of, and read", find_and_read)):
        taken = seconds(lambda work=work: work(book))  # type: ignore[misc]
        report(f"{name} xlsx: {ROWS} rows of {COLUMNS}", taken, "s", 1.25, "bare calamine", taken / low)
    grown = peak(lambda: read(book)) - peak(lambda: read(small_book))
    report(f"memory of reading {ROWS} rows of xlsx, over {FEW}", grown, "MiB", 8)
    with acting_as(world.actor("甲县", "registrar")) as by:
        taken = seconds(lambda: check(by, world, many), 1, time.perf_counter)
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
