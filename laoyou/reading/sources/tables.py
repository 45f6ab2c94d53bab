"""Tables as lines: `cell | cell | cell |`, one row a line, whatever the file they came from.

A cell merged across columns is repeated in each, unless it fills its row: then the row is that one cell (a section's
name). A cell merged down is repeated in each row, for a unit or a category written once holds for all of them; but
where the running number itself is merged down, the rows are one item, and no merged cell is repeated.
"""

import re
from dataclasses import dataclass

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—"
_BREAK = re.compile(r"\s*[\n\r]+\s*")
_BETWEEN = re.compile(rf"(?<=[{_WIDE}]) \n|\n(?=[{_WIDE}])|(?<=[{_WIDE}])\n")
MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class _Spot:
    """One field of the grid: whose text it shows, and whether the cell began in this row or column."""

    cell: Cell
    first_row: bool
    first_column: bool


def join_lines(text: str) -> str:
    """Broken lines made one: without a space between Chinese characters, with one between words."""
    return _BETWEEN.sub("", _BREAK.sub("\n", text.strip())).replace("\n", " ")


def clean(text: str) -> str:
    return join_lines(text).replace("|", "/").strip(" \t\u00a0\u3000")


def table_lines(rows: list[list[Cell]]) -> list[str]:
    grid = _grid(rows)
    lines = []
    for row in grid:
        cells = _row_cells(row)
        if any(cells):
            lines.append(" | ".join(cells) + " |")
    return lines


def _grid(rows: list[list[Cell]]) -> list[dict[int, _Spot]]:
    grid: list[dict[int, _Spot]] = [{} for _ in rows]
    filled = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            reach = max(1, min(cell.across, 1000))
            for down in range(max(1, min(cell.down, len(rows) - number))):
                for right in range(reach):
                    grid[number + down].setdefault(column + right, _Spot(cell, down == 0, right == 0))
                filled += reach
            column += reach
            if filled > MOST_CELLS:
                return grid
    return grid


def _row_cells(row: dict[int, _Spot]) -> list[str]:
    spots = [row[column] for column in sorted(row)]
    if len(spots) > 1 and all(spot.cell is spots[0].cell for spot in spots):
        return [clean(spots[0].cell.text)] if spots[0].first_row else []
    same_item = bool(spots) and not spots[0].first_row and clean(spots[0].cell.text).rstrip(".、").isdigit()
    return ["" if same_item and not spot.first_row else clean(spot.cell.text) for spot in spots]
