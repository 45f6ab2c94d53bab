"""Cells put under the columns they belong to when there are too few of them, or too many."""

import re
from collections.abc import Sequence

from .cells import Cell, join_all, number_of
from .columns import UNITS, Column
from .lines import squeezed
from .units import looks_like_units, unit_share

_VALUE = re.compile(
    r"[\[〔(]?[<>≥≤≈~+\-]*\s*[\d.,]+.{0,12}|[—\-–/]+|.{0,6}(?:\d|[一二三四五六七八九十百]).{0,10}|(?:基本)?(?:全覆盖|实现|达到|建成|完成|有所提高|逐步提高|持续.{2,6}).{0,8}|"
)
_TIME = re.compile(r"20\d\d|年|月|底|长期|持续|常态|季度|全年|每")
_ATTR = re.compile(r"约束性|预期性|^(?:约束|预期)(?:指标|类|值)?$")
_LONGEST_VALUE = 24
_MOST_EXTRA = 6


def fit(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    """One cell or None for each column, by position where the counts agree and by what the cells hold otherwise."""
    if len(cells) == len(columns) and not _shifted(cells, columns):
        return tuple(None if cell.empty else cell for cell in cells)
    if len(cells) > len(columns) + _MOST_EXTRA:
        cells = [*cells[: len(columns) - 1], join_all(cells[len(columns) - 1 :])]
        return fit(cells, columns)
    if len(cells) == len(columns):
        filled = max((place for place, cell in enumerate(cells) if not cell.empty), default=-1)
        cells = cells[: filled + 1]
    return _best(cells, columns)


def _shifted(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether the first cells, merged down from above, are missing and the row was filled up with blanks behind."""
    numbered = next((place for place, column in enumerate(columns) if column.kind == "no"), 0)
    before = (number_of(cell.text) is not None for cell in cells[:numbered])
    return len(cells) > 0 and cells[-1].empty and any(before) and number_of(cells[numbered].text) is None


def score(cell: Cell | None, column: Column) -> float:
    """How well the cell's text answers to what the column holds."""
    if cell is None or cell.empty:
        return _MISSING.get(column.kind, -1.0)
    text = cell.text if column.kind in UNITS else squeezed(cell.text)
    match column.kind:
        case "no":
            return 3.0 if number_of(text) is not None else -3.0
        case "resp" | "lead" | "support":
            share = unit_share(text)
            return 2.0 * share if share > 0.5 else -1.5
        case "attr":
            return 3.0 if _ATTR.search(text) and len(text) < 8 else -3.0
        case "value":
            return 2.0 if len(text) <= _LONGEST_VALUE and _VALUE.fullmatch(text) else -2.0
        case "measure":
            return 1.5 if len(text) <= 8 and not text[0].isdigit() else -1.5
        case "deadline":
            return 1.5 if _TIME.search(text) and len(text) < 40 else -1.0
        case "task" | "name":
            return 1.0 if _wordy(text) else 0.2 if column.kind == "name" and _names(text) else -2.0
    return 0.0


_MISSING = {
    "category": 0.0,
    "remark": 0.0,
    "deadline": -0.3,
    "support": -0.3,
    "value": -0.8,
    "task": -1.0,
    "no": -1.5,
}


def _wordy(text: str) -> bool:
    return (
        len(text) >= 4
        and number_of(text) is None
        and not looks_like_units(text)
        and not (len(text) < 8 and _ATTR.search(text))
    )


def _names(text: str) -> bool:
    """老年协会 and 助餐点 name what is counted, though one ends as a unit does and the other is short."""
    return len(text) > 1 and not _ATTR.search(text) and not any(sign.isdigit() for sign in text)


def _best(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    """Each column takes none, one or several cells that follow each other, so that all answer best to their columns."""
    kept: list[tuple[float, tuple[Cell | None, ...]] | None] = [(0.0, ())] + [None] * len(cells)
    for column in columns:
        kept = [_best_end(kept, cells, column, end) for end in range(len(cells) + 1)]
    return kept[-1][1] if kept[-1] else (None,) * len(columns)


def _best_end(
    kept: Sequence[tuple[float, tuple[Cell | None, ...]] | None],
    cells: Sequence[Cell],
    column: Column,
    end: int,
) -> tuple[float, tuple[Cell | None, ...]] | None:
    """The best row whose last column is `column` and whose last cell is the one before `end`."""
    best: tuple[float, tuple[Cell | None, ...]] | None = None
    for begin in range(end, -1, -1):
        before = kept[begin]
        if before is None:
            continue
        part = cells[begin:end]
        cell = join_all(part) if part else None
        worth = before[0] + score(cell, column) + (_together(part, column) if part else 0.0)
        if best is None or worth > best[0]:
            best = (worth, (*before[1], cell if cell and not cell.empty else None))
    return best


def _together(part: Sequence[Cell], column: Column) -> float:
    """How well cells go together as the paragraphs of one."""
    if len(part) == 1:
        return 0.0
    worth = -0.5 + sum(1.0 for cell in part[:-1] if cell.text.endswith(("、", ",")))
    if column.kind in {"task", "name", "category", "no"}:
        worth -= sum(1.0 for cell in part if looks_like_units(cell.text))
    return worth
