"""The rows below the head of a table, in each of the forms that web pages and conversions leave them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cells import Cell, is_group, is_page_mark, join_all, joined, number_of, split_cells, without_bar
from .columns import UNITS, Column, classify
from .fit import fit, score
from .heads import Head, labels_of
from .lines import Line, squeezed
from .units import looks_like_units

_RULE = re.compile(r"[|\s:\-—=+]+")
_STOP = re.compile(r"附\s*件|附\s*表|注\s*[::]|抄\s*送|https?://|\(?此件|备注[::]|说明[::]")
_LONGEST_CELL = 12
_REACH = 9


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` answer to the columns; `group` is the spanning title above it."""

    cells: tuple[Cell | None, ...]
    start: int
    end: int
    group: str | None


def read_rows(lines: Sequence[Line], head: Head) -> tuple[list[Row], int]:
    """The rows, and the line after the last of them."""
    if head.form == "row":
        return _MarkedRows(lines, head).read()
    return _StackedRows(lines, head).read()


def _row(cells: Sequence[Cell], columns: Sequence[Column], group: str | None) -> Row:
    return Row(fit(cells, columns), min(cell.start for cell in cells), max(cell.end for cell in cells), group)


class _MarkedRows:
    """A row a line, or a row broken over lines."""

    def __init__(self, lines: Sequence[Line], head: Head) -> None:
        self.lines, self.columns, self.mark = lines, head.columns, head.mark
        self.bordered = head.bordered
        self.closed_by_mark = head.mark == "|" and lines[head.after - 1].text.endswith("|")
        self.numbered = next((place for place, column in enumerate(head.columns) if column.kind == "no"), None)
        self.index = head.after
        self.group: str | None = None
        self.rows: list[Row] = []

    def read(self) -> tuple[list[Row], int]:
        after = self.index
        while self.index < len(self.lines):
            if self._passed_over():
                continue
            cells = self._gather()
            if cells is None:
                break
            after = self.index
            if labels_of(cells) and all(classify(cell.text) for cell in cells):
                continue
            self._add(cells)
        return self.rows, after

    def _passed_over(self) -> bool:
        """Rules of dashes, page numbers and unmarked titles between two rows."""
        text = self.lines[self.index].text
        if _RULE.fullmatch(text):
            self.index += 1
            return True
        if self._marked(self.index) or not self._marked(self.index + 1):
            return False
        if is_page_mark(text) or (is_group(text) and not _STOP.match(text)):
            self.group = text if is_group(text) else self.group
            self.index += 1
            return True
        return False

    def _marked(self, index: int) -> bool:
        if index >= len(self.lines):
            return False
        text = self.lines[index].text
        if self.mark == " ":
            return text[:1].isdigit() and " " in text
        return self.mark in text

    def _gather(self) -> list[Cell] | None:
        if not self._marked(self.index):
            return None
        cells = split_cells(self.lines[self.index], self.mark, self.bordered)
        self.index += 1
        opened = self.index
        while self._open(cells) and self.index < len(self.lines) and self.index - opened < _LONGEST_CELL:
            if not self._takes(cells):
                break
            ends_cell = self.mark == "|" and self.lines[self.index - 1].text.endswith("|")
            more = split_cells(self.lines[self.index], self.mark, self.bordered and ends_cell)
            cells = [*cells, *more] if ends_cell else [*cells[:-1], joined(cells[-1], more[0]), *more[1:]]
            self.index += 1
        return cells

    def _open(self, cells: Sequence[Cell]) -> bool:
        """Whether the row still misses something that the lines below may hold."""
        last = self.lines[self.index - 1].text
        if self.closed_by_mark:
            return not last.endswith("|") or (self._begins_row(cells) and len(cells) < len(self.columns))
        if len(cells) < len(self.columns):
            return True
        return self.index < len(self.lines) and not self._marked(self.index) and self._tail(last)

    def _tail(self, last: str) -> bool:
        """An unmarked line after a full row goes on its last cell only when one of the two says so."""
        following = self.lines[self.index].text
        if _STOP.match(following) or is_group(following):
            return False
        units = self.columns[-1].kind in UNITS
        return last.endswith(("、", ",", "(")) or (units and len(following) < 120 and looks_like_units(following) and self._marked(self.index + 1))

    def _begins_row(self, cells: Sequence[Cell]) -> bool:
        return self.numbered is not None and any(number_of(cell.text) is not None for cell in cells[: self.numbered + 1])

    def _takes(self, cells: Sequence[Cell]) -> bool:
        """Whether the line below belongs to the row that is open."""
        text = self.lines[self.index].text
        if _STOP.match(text):
            return False
        more = split_cells(self.lines[self.index], self.mark, self.bordered)
        if self._marked(self.index) and len(more) > 1 and self._begins_row(more):
            return False
        if self.closed_by_mark and self.lines[self.index - 1].text.endswith("|"):
            return self._marked(self.index) and len(cells) + len(more) <= len(self.columns) and not is_group(more[0].text)
        return self.closed_by_mark or self._marked(self.index) or not is_group(text)

    def _add(self, cells: Sequence[Cell]) -> None:
        filled = [cell for cell in cells if not cell.empty]
        distinct = {cell.text for cell in filled}
        if not filled:
            return
        if len(distinct) == 1 and len(self.columns) > 1 and number_of(filled[0].text) is None:
            self.group = filled[0].text
        elif len(distinct) == 2 and self._titled(filled):
            self.group = "".join(cell.text for cell in filled)
        else:
            self.rows.append(_row(cells, self.columns, self.group))

    def _titled(self, filled: Sequence[Cell]) -> bool:
        """一 | 健全政策体系 | |: a Chinese numeral and a title, in a table whose rows bear Arabic numbers."""
        numeral = filled[0].text.strip("、.()")
        firsts = [row.cells[self.numbered or 0] for row in self.rows]
        arabic = any(cell and cell.text[:1].isdigit() for cell in firsts)
        title = filled[1].text
        return (
            numeral in "一二三四五六七八九十"
            and (arabic or not self.rows)
            and len(title) < 30
            and not looks_like_units(title)
        )


class _StackedRows:
    """A cell a line."""

    def __init__(self, lines: Sequence[Line], head: Head) -> None:
        self.lines, self.columns, self.form = lines, head.columns, head.form
        self.numbered = next((place for place, column in enumerate(head.columns) if column.kind == "no"), None)
        self.first = head.after
        self.cells: list[Cell] = []
        self.afters: list[int] = []
        self.rows: list[Row] = []
        self.group: str | None = None

    def read(self) -> tuple[list[Row], int]:
        self._collect()
        if self.form == "last":
            stop = self._by_bar()
        elif self.numbered is None:
            stop = self._by_count()
        else:
            stop = self._by_number()
        return self.rows, self.afters[stop - 1] if stop else self.first

    def _collect(self) -> None:
        """All cells that may belong to the table; where they end, `_by_…` decides."""
        index = self.first
        while index < len(self.lines):
            taken = self._chunk(index) if self.form == "every" else 1
            if not taken or _STOP.match(self.lines[index].text):
                break
            cell = join_all([without_bar(line) for line in self.lines[index : index + taken]])
            if squeezed(cell.text) == self.columns[0].label:
                if not self._head_again(index):
                    break
                index += len(self.columns)
                continue
            index += taken
            if not is_page_mark(cell.text) or number_of(cell.text) is not None:
                self.cells.append(cell)
                self.afters.append(index)

    def _head_again(self, index: int) -> bool:
        """The head printed once more after a page break; another head begins another table."""
        cells = [squeezed(without_bar(line).text) for line in self.lines[index : index + len(self.columns)]]
        return cells == [column.label for column in self.columns]

    def _chunk(self, index: int) -> int:
        """How many lines a cell takes that a bar closes; 0 when none closes it."""
        for taken in range(1, _LONGEST_CELL):
            if index + taken > len(self.lines):
                return 0
            line = self.lines[index + taken - 1].text
            if line.endswith("|"):
                head = classify(line.strip("| "))
                return 0 if taken > 1 and head and head.kind == "no" else taken
            if taken > 1 and _STOP.match(line):
                return 0
        return 0

    def _by_bar(self) -> int:
        pending: list[Cell] = []
        stop = 0
        for place, cell in enumerate(self.cells):
            pending.append(cell)
            if self.lines[self.afters[place] - 1].text.endswith("|"):
                self._take(pending)
                pending, stop = [], place + 1
            elif len(pending) > len(self.columns) + _REACH:
                break
        return stop

    def _by_count(self) -> int:
        count, place = len(self.columns), 0
        while place < len(self.cells):
            skipped = self._skipped(place)
            if skipped > place:
                place = skipped
                continue
            cells = self.cells[place : place + count]
            if len(cells) < count or sum(map(score, fit(cells, self.columns), self.columns)) < 0:
                break
            self._take(cells)
            place += count
        return place

    def _by_number(self) -> int:
        place = stop = 0
        while place < len(self.cells):
            skipped = self._skipped(place)
            if skipped > place:
                place = skipped
                continue
            anchor = self._anchor(place)
            if anchor is None:
                break
            after = self._next(anchor)
            end = after if after is not None else self._last_end(anchor)
            if end is None:
                break
            cells = self._with_group(self.cells[place:end])
            self._take(cells)
            place = stop = end
        return stop

    def _anchor(self, place: int) -> int | None:
        """Where the number of the row that begins at `place` stands: merged cells may stand before it."""
        for offset in range((self.numbered or 0) + 1):
            if place + offset < len(self.cells) and number_of(self.cells[place + offset].text) is not None:
                return place + offset
        return None

    def _next(self, anchor: int) -> int | None:
        """Where the row after the one numbered at `anchor` begins."""
        before = self.numbered or 0
        width = len(self.columns) - before
        number = number_of(self.cells[anchor].text) or 0
        offsets = [width, *range(width + 1, width + before + 2), *range(width - 1, 1, -1), *range(width + before + 2, width + _REACH)]
        for offset in offsets:
            place = anchor + offset
            if self._is_anchor(place, number + 1 if offset != width else None, number):
                return place - self._merged_before(anchor, place, width)
        return None

    def _is_anchor(self, place: int, wanted: int | None, previous: int) -> bool:
        if place + 1 >= len(self.cells):
            return False
        number = number_of(self.cells[place].text)
        if number is None or (wanted is not None and number != wanted):
            return False
        if wanted is None and not previous - 1 <= number <= previous + 20:
            return False
        following = self.cells[place + 1]
        column = self.columns[(self.numbered or 0) + 1]
        return len(following.text) > 1 and score(following, column) >= 0

    def _merged_before(self, anchor: int, place: int, width: int) -> int:
        """How many cells before the number already belong to the next row."""
        if not self.numbered:
            return 0
        return max(0, min(self.numbered, place - anchor - width))

    def _last_end(self, anchor: int) -> int | None:
        before = self.numbered or 0
        width = len(self.columns) - before
        best: tuple[float, int] | None = None
        for end in (anchor + width, anchor + width - 1, anchor + width - 2):
            cells = self.cells[anchor:end]
            if len(cells) < 2 or end > len(self.cells):
                continue
            worth = sum(map(score, fit(cells, self.columns[before:]), self.columns[before:]))
            if best is None or worth > best[0]:
                best = (worth, end)
        return best[1] if best and (best[0] > 0 or self.form == "every") else None

    def _skipped(self, place: int) -> int:
        """The place after a spanning title."""
        cell = self.cells[place]
        follows = place + 1 < len(self.cells) and number_of(self.cells[place + 1].text) is not None
        if number_of(cell.text) is None and is_group(cell.text) and (follows or self.numbered is None):
            self.group = cell.text
            return place + 1
        return place

    def _with_group(self, cells: list[Cell]) -> list[Cell]:
        """The row's own cells; a title after them is the group of the rows that follow."""
        if len(cells) > len(self.columns) and is_group(cells[-1].text):
            self._after_row = cells[-1].text
            return cells[:-1]
        return cells

    _after_row: str | None = None

    def _take(self, cells: Sequence[Cell]) -> None:
        filled = [cell for cell in cells if not cell.empty]
        if filled and labels_of(filled) and all(classify(cell.text) for cell in filled):
            return
        if len(filled) == 1:
            self.group = filled[0].text
            return
        self.rows.append(_row(cells, self.columns, self.group))
        if self._after_row:
            self.group, self._after_row = self._after_row, None
