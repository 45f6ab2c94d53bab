"""The cells of a table line, and what may be said of one cell alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import BLANK, Line, squeezed
from .numerals import parse_han

_GAP = re.compile(r" {2,}")
_NUMBER = re.compile(r"[(]?(?:(\d{1,3})|([一二三四五六七八九十百]{1,5}))[)]?[.、]?")
_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:部分|章|类|方面|项)|[◆●■★▲])\s*\S"
)
_PAGE = re.compile(r"[—\-–\s]*\d{1,3}[—\-–\s]*|第\s*\d+\s*页.{0,10}|续表|\(续表?\)|续")
_NOTE = re.compile(r"\(?(?:计算方法|计算公式|指标解释|指标说明|说明|释义|数据来源|口径|备注|注)\s*:")
LONGEST_GROUP = 60
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """`start` and `end` are shadow offsets; `text` keeps the line breaks within the cell, but not the rules."""

    start: int
    end: int
    text: str

    @property
    def empty(self) -> bool:
        return not self.text


def split_cells(line: Line, mark: str, bordered: bool = False) -> list[Cell]:
    """The cells of a line; a bar that closes the line makes no cell of its own.

    A bar at the head of the line is the table's border when it is `bordered`, and the end of a blank cell otherwise.
    """
    cells: list[Cell] = []
    start = 0
    for stop, resume in [*_marks(line.text, mark), (len(line.text), len(line.text))]:
        part = line.text[start:stop]
        lead = len(part) - len(part.lstrip(BLANK))
        text = part.strip(BLANK)
        cells.append(Cell(line.start + start + lead, line.start + start + lead + len(text), text))
        start = resume
    if len(cells) > 1 and cells[-1].empty and line.text.endswith(mark):
        cells.pop()
    if len(cells) > 1 and cells[0].empty and bordered and line.text.startswith(mark):
        cells.pop(0)
    return cells


def _marks(text: str, mark: str) -> list[tuple[int, int]]:
    if mark == "  ":
        return [found.span() for found in _GAP.finditer(text)]
    if mark == " ":
        return [found.span() for found in re.finditer(r" +", text)]
    return [(index, index + 1) for index, sign in enumerate(text) if sign == mark]


def without_bar(line: Line) -> Cell:
    text = line.text.rstrip("|" + BLANK).lstrip("|" + BLANK)
    start = line.start + line.text.find(text)
    return Cell(start, start + len(text), text)


def joined(first: Cell, second: Cell) -> Cell:
    """One cell out of two parts that a line break put asunder; the break stays in the text, for who can tell what it means."""
    if first.empty:
        return second
    if second.empty:
        return first
    return Cell(min(first.start, second.start), max(first.end, second.end), f"{first.text}\n{second.text}")


def join_all(cells: Sequence[Cell]) -> Cell:
    whole = cells[0]
    for cell in cells[1:]:
        whole = joined(whole, cell)
    return whole


def number_of(text: str) -> int | None:
    """The whole number that a cell of row numbers holds, Arabic or Chinese."""
    found = _NUMBER.fullmatch(squeezed(text))
    if not found:
        return None
    return int(found[1]) if found[1] else parse_han(found[2])


def is_numeral(text: str) -> bool:
    """A number in Chinese numerals alone: 一, (二), 三、"""
    found = _NUMBER.fullmatch(squeezed(text))
    return bool(found and found[2])


def is_group(text: str) -> bool:
    """A title that spans the table: 一、…, (二)…"""
    return len(text) <= LONGEST_GROUP and _GROUP.match(text) is not None


def is_title(text: str) -> bool:
    """Whether the only cell of a row may be a title that spans the table, and is no note on the row above."""
    return (
        number_of(text) is None
        and len(text) <= LONGEST_GROUP
        and _NOTE.match(text) is None
        and not text.endswith("。")
    )


def is_page_mark(text: str) -> bool:
    return _PAGE.fullmatch(text.strip()) is not None
