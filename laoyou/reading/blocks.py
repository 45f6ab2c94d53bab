"""The lines of a document divided into prose and tables, whatever became of the table's rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from .columns import Column
from .glued import GluedRows
from .heads import Head, head_at
from .lines import Line
from .marked import MarkedRows
from .rows import Row
from .stacked import StackedRows


@dataclass(frozen=True, slots=True)
class Table:
    """`use` is tasks, indicators or other; the cells of each row answer to the columns."""

    use: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    start: int
    end: int


def divide(lines: Sequence[Line]) -> tuple[list[Line], list[Table]]:
    """Prose lines, and tables, each in the order of the text."""
    prose: list[Line] = []
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        head = head_at(lines, index)
        rows, after = _rows(lines, head) if head else ([], index)
        if head and rows:
            tables.append(
                Table(head.use, head.columns, tuple(rows), lines[index].start, lines[after - 1].end)
            )
        else:  # heads without rows are passed over once, however many follow each other
            after = (
                after if head and (head.form == "row" or after > head.after) and after > index else index + 1
            )
            prose += lines[index:after]
        index = after
    return prose, tables


def _rows(lines: Sequence[Line], head: Head) -> tuple[list[Row], int]:
    """The rows, and the line after the last of them."""
    match head.form:
        case "row":
            return MarkedRows(lines, head).read()
        case "glued":
            return GluedRows(lines, head).read()
    return StackedRows(lines, head).read()
