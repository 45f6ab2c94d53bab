"""Rows printed a cell a line, with a bar behind each cell, behind each row, or none at all."""

from collections.abc import Sequence

from .cells import Cell, is_group, is_page_mark, join_all, number_of, without_bar
from .columns import classify
from .fit import fit, score
from .heads import Head, labels_of
from .lines import Line, squeezed
from .rows import ENDS_TABLE, MOST_LINES, Row, fitted

_REACH = 9


class StackedRows:
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
            if not taken or ENDS_TABLE.match(self.lines[index].text):
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
        for taken in range(1, MOST_LINES):
            if index + taken > len(self.lines):
                return 0
            line = self.lines[index + taken - 1].text
            if line.endswith("|"):
                head = classify(line.strip("| "))
                return 0 if taken > 1 and head and head.kind == "no" else taken
            if taken > 1 and ENDS_TABLE.match(line):
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
            end = self._row_end(place)
            if end is None:
                break
            self._take(self._with_group(self.cells[place:end]))
            place = stop = end
        return stop

    def _row_end(self, place: int) -> int | None:
        anchor = self._anchor(place)
        if anchor is None:
            return self._numberless_end(place)
        after = self._next(anchor)
        return after if after is not None else self._last_end(anchor)

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
        after_next = anchor + 2 * width - 1
        if not before and after_next < len(self.cells) and number_of(self.cells[after_next].text) == number + 2:
            return anchor + width
        return None

    def _numberless_end(self, place: int) -> int | None:
        """Where a row ends that lost its number between two that have theirs."""
        end = place + len(self.columns) - 1
        if self.numbered != 0 or not self.rows or end >= len(self.cells) or number_of(self.cells[end].text) is None:
            return None
        return end

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
        self.rows.append(fitted(cells, self.columns, self.group))
        if self._after_row:
            self.group, self._after_row = self._after_row, None
