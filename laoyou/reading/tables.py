"""Rows of a division-of-tasks table read into tasks."""

import re
from collections.abc import Iterator, Sequence

from .blocks import Table
from .cells import Cell, number_of
from .columns import UNITS, Column
from .fit import score
from .model import Responsibility, Task
from .rows import Row
from .units import Named, read_units

_LEADING_NUMBER = re.compile(r"(?:\((\d{1,3})\)|(\d{1,3})[.、](?!\d))\s*")
_AIM = re.compile(r"目标$|要求|成果|标准|名称")
_ROLE = {"lead": "lead", "support": "support"}
INHERITED, MISFITTED, READ = 0.6, 0.7, 0.99


def read_tasks(tables: Sequence[Table]) -> tuple[list[Task], list[Row]]:
    """Tasks, and the rows which gave none."""
    tasks: list[Task] = []
    left: list[Row] = []
    for table in tables:
        previous: tuple[Cell, ...] = ()
        last = 0
        for row in table.rows:
            task, previous = _task(row, table.columns, previous, last)
            if task is None:
                left.append(row)
                continue
            tasks.append(task)
            last = task.no
    return tasks, left


def _task(
    row: Row, columns: Sequence[Column], above: tuple[Cell, ...], last: int
) -> tuple[Task | None, tuple[Cell, ...]]:
    text = _text(row, columns)
    unit_cells = [
        (cell, column)
        for cell, column in zip(row.cells, columns, strict=True)
        if cell and column.kind in UNITS
    ]
    if text is None:
        return None, above
    printed = next(
        (
            number_of(cell.text)
            for cell, column in zip(row.cells, columns, strict=True)
            if cell and column.kind == "no"
        ),
        None,
    )
    begun = _LEADING_NUMBER.match(text.text) if printed is None else None
    if begun and begun.end() < len(text.text):
        printed = int(begun[1] or begun[2])
        text = Cell(text.start + begun.end(), text.end, text.text[begun.end() :])
    inherited = not unit_cells and bool(above)
    named = [Responsibility(item.unit, item.role) for item in _named(unit_cells)]
    if inherited:
        named = [
            Responsibility(item.unit, item.role)
            for item in _named(
                [(cell, column) for cell, column in zip(above, _unit_columns(columns), strict=False)]
            )
        ]
    cells = tuple(cell for cell, _ in unit_cells) or above
    raw = tuple((cell.start, cell.end) for cell, _ in unit_cells)
    worth = sum(score(cell, column) for cell, column in zip(row.cells, columns, strict=True) if cell)
    confidence = INHERITED if inherited else READ if worth > 0 and named else MISFITTED
    no = printed if printed is not None else last + 1
    return Task(
        no, row.start, row.end, (text.start, text.end), raw, tuple(named), confidence, row.group
    ), cells


def _unit_columns(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.kind in UNITS]


def _text(row: Row, columns: Sequence[Column]) -> Cell | None:
    """The task's own words: of several columns of text, the last that is filled says most exactly what is to be done."""
    filled = [
        (cell, column)
        for cell, column in zip(row.cells, columns, strict=True)
        if cell and column.kind == "task"
    ]
    deeds = [cell for cell, column in filled if not _AIM.search(column.label)]
    return deeds[-1] if deeds else filled[-1][0] if filled else None


def _named(cells: Sequence[tuple[Cell, Column]]) -> Iterator[Named]:
    seen: set[str] = set()
    for cell, column in cells:
        role = _ROLE.get(column.kind)
        for item in read_units(cell.text, role, column.first_leads):
            if item.unit not in seen:
                seen.add(item.unit)
                yield item
