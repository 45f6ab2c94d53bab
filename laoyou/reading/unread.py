"""Table rows and numbered paragraphs which no item came from, so that nothing is dropped in silence."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .blocks import Table
from .lines import Line
from .model import Clause
from .rows import Row

ROW = "no task or indicator could be read from this row"
OTHER_TABLE = "this table is neither a division of tasks nor a table of indicators"
LOOSE = "this row stands in no table whose head is known"
CLAUSE = "no target, fact, report or duty was found in this paragraph"


def find_unread(
    prose: Iterable[Line],
    rows: Iterable[Row],
    others: Iterable[Table],
    clauses: Sequence[Clause],
    parents: frozenset[str],
    read: Iterable[tuple[int, int]],
) -> list[dict[str, Any]]:
    """`read` are the spans of all items; clauses whose paths are in `parents` speak through their children."""
    found = [
        *({"start": row.start, "end": row.end, "why": ROW} for row in rows),
        *({"start": row.start, "end": row.end, "why": OTHER_TABLE} for table in others for row in table.rows),
        *({"start": line.start, "end": line.end, "why": LOOSE} for line in prose if line.text.count("|") > 1),
        *_silent(clauses, parents, sorted(start for start, _ in read)),
    ]
    return sorted(found, key=lambda item: int(item["start"]))


def _silent(
    clauses: Sequence[Clause], parents: frozenset[str], starts: Sequence[int]
) -> Iterator[dict[str, Any]]:
    for clause in clauses:
        if clause.path in parents and clause.end - clause.body_start < 20:
            continue
        place = bisect_left(starts, clause.start)
        if place == len(starts) or starts[place] >= clause.end:
            yield {"start": clause.start, "end": clause.end, "why": CLAUSE}


def parent_paths(clauses: Sequence[Clause]) -> frozenset[str]:
    return frozenset(clause.path.rpartition("/")[0] for clause in clauses if "/" in clause.path)
