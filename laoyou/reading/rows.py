"""A row of a table, and what ends one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cells import Cell
from .columns import Column
from .fit import fit

ENDS_TABLE = re.compile(r"附\s*件|附\s*表|注\s*[::]|抄\s*送|https?://|\(?此件|备注[::]|说明[::]")


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` answer to the columns; `group` is the spanning title above it."""

    cells: tuple[Cell | None, ...]
    start: int
    end: int
    group: str | None


def fitted(cells: Sequence[Cell], columns: Sequence[Column], group: str | None) -> Row:
    return Row(fit(cells, columns), min(cell.start for cell in cells), max(cell.end for cell in cells), group)
