"""A division of tasks that is printed as numbered paragraphs with the units behind each, not as a table."""

import re
from collections.abc import Iterator, Sequence

from .annexes import Annex
from .cells import number_of
from .model import Clause, Responsibility, Task
from .units import looks_like_units, read_units

_DIVIDES = re.compile(r"任务.{0,6}(?:分工|分解|清单)|分工(?:方案|表|一览)|责任(?:分工|分解|清单)")
_AFTER_NUMBER = re.compile(r"[\s、.):,]*")
_UNITS = re.compile(
    r"[(\[〔【](?P<bracket>(?:[^()\[\]〔〕【】\n]|\([^()\n]{1,30}\)){3,400})[)\]〕】][。;\s]*$"
    r"|\n\s*(?P<line>(?:责任|牵头|负责|承办|落实)(?:单位|部门)\s*:[^\n]{3,400})\s*$"
)
_LABEL = re.compile(r"(?:责任|牵头|负责|承办|落实|配合)(?:单位|部门)\s*:")
CONFIDENCE = 0.85


def read_listed_tasks(
    shadow: str, annexes: Sequence[Annex], clauses: Sequence[Clause], tables: Sequence[tuple[int, int]]
) -> list[Task]:
    """Tasks of the annexes that divide them by their title and hold no table."""
    bodies = [
        annex.body
        for annex in annexes
        if annex.body
        and _DIVIDES.search(annex.title or "")
        and not any(annex.body[0] <= start < annex.body[1] for start, _ in tables)
    ]
    return [
        task
        for start, end in bodies
        for task in _tasks(shadow, [c for c in clauses if start <= c.start < end])
    ]


def _tasks(shadow: str, clauses: Sequence[Clause]) -> Iterator[Task]:
    last = 0
    for clause in clauses:
        found = _UNITS.search(shadow, clause.start, clause.end)
        if not found:
            continue
        group = found.lastgroup or "line"
        words = found[group]
        if not (_LABEL.match(words) or looks_like_units(words)):
            continue
        number = number_of(clause.number)
        last = number if number is not None else last + 1
        skipped = _AFTER_NUMBER.match(shadow, clause.start + len(clause.number))
        start = skipped.end() if skipped else clause.start
        named = tuple(Responsibility(item.unit, item.role) for item in read_units(words))
        yield Task(
            last, clause.start, found.end(), (start, found.start()), (found.span(group),), named, CONFIDENCE
        )
