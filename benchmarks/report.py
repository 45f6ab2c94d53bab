"""How fast a report of 200 tasks is built and written as Word; one JSON line a figure.

The floor is python-docx writing the same task table bare, cell by cell as its manual shows: `ratio` is ours to that floor.
"""

import io
import json
import os
import time
from collections.abc import Callable

import django
import docx as python_docx

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
django.setup()

from laoyou.reports.building import build  # noqa: E402
from laoyou.reports.content import Document, Table  # noqa: E402
from laoyou.reports.rendering import RENDERERS  # noqa: E402
from laoyou.reports.tests.samples import facts  # noqa: E402

TASKS, INDICATORS = 200, 24


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest run: the others measure the machine's other work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def bare(document: Document) -> bytes:
    """The task table alone, as a first script would write it."""
    table = next(block for block in document.blocks() if isinstance(block, Table) and block.key == "tasks")
    made = python_docx.Document()
    written = made.add_table(rows=1, cols=len(table.columns))
    for cell, column in zip(written.rows[0].cells, table.columns, strict=True):
        cell.text = column.name
    for row in table.rows:
        for cell, said in zip(written.add_row().cells, row, strict=True):
            cell.text = said.text
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def report(
    name: str, seconds: float, goal: float, *, peer: str | None = None, ratio: float | None = None
) -> None:
    """`goal`: of the ratio where there is one, else of the seconds; at most."""
    figure = {
        "name": f"report: 200 tasks, {name}",
        "value": round(seconds, 4),
        "unit": "s",
        "peer": peer,
        "ratio": None if ratio is None else round(ratio, 2),
        "goal": goal,
        "ok": (seconds if ratio is None else ratio) <= goal,
    }
    print(json.dumps(figure, ensure_ascii=False), flush=True)


def main() -> None:
    known = facts(TASKS, INDICATORS)
    document = build(known, "half_year")
    floor = best_of(3, lambda: bare(document))
    report("from facts to content", best_of(5, lambda: build(known, "half_year")), 0.1)
    for suffix, (_media, render) in RENDERERS.items():
        seconds = best_of(3, lambda render=render: render(document))  # type: ignore[misc]
        if suffix == "docx":
            report(suffix, seconds, 3.0, peer="python-docx, bare table", ratio=seconds / floor)
        else:
            report(suffix, seconds, 0.5)


if __name__ == "__main__":
    main()
