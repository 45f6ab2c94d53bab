"""Rows printed a cell a line, with a bar behind each cell, behind each row, or none at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cells import (
    LONGEST_GROUP,
    MOST_LINES,
    Cell,
    is_group,
    is_numeral,
    is_page_mark,
    join_all,
    number_of,
    without_bar,
)
from .columns import Column, classify
from .fit import fit, score
from .heads import Head, cell_at, labels_of
from .lines import Line, squeezed
from .rows import ENDS_TABLE, Row, fitted
from .units import looks_like_units

_REACH = 9
_MOST_LOOSE = 4
_TITLED, _NUMBERED_TITLE, _BARE_TITLE = 0.5, 1.0, -0.5


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a row ends between two numbers: its own cells, the title that follows, then cells of the next row."""

    own: int
    title: int


class StackedRows:
    """A cell a line."""

    def __init__(self, lines: Sequence[Line], head: Head) -> None:
        self.lines, self.columns, self.form = lines, head.columns, head.form
        self.spaced = head.spaced
        self.numbered = next(
            (place for place, column in enumerate(head.columns) if column.kind == "no"), None
        )
        self.before = self.numbered or 0
        self.first = head.after
        self.cells: list[Cell] = []
        self.afters: list[int] = []
        self.rows: list[Row] = []
        self.group: str | None = None
        self.loose = 0  # rows on end that no numbered row followed

    def read(self) -> tuple[list[Row], int]:
        reached = self._collect()
        if not self.cells:
            return [], reached
        if self.form == "last":
            stop = self._by_bar()
        elif self.numbered is None:
            stop = self._by_count()
        else:
            stop = self._by_number()
        return self.rows, self.afters[stop - 1] if stop and self.rows else self.first

    def _collect(self) -> int:
        """All cells that may belong to the table, and the line they reach; where they end, `_by_…` decides."""
        index = self.first
        while index < len(self.lines):
            cell, taken = self._cell(index)
            if not taken or ENDS_TABLE.match(self.lines[index].text):
                break
            if squeezed(cell.text) == self.columns[0].label:
                again = self._head_again(index)
                if again is None:
                    break
                index = again
                continue
            index += taken
            if not is_page_mark(cell.text) or number_of(cell.text) is not None:
                self.cells.append(cell)
                self.afters.append(index)
        return index

    def _cell(self, index: int) -> tuple[Cell, int]:
        if self.form != "every":
            return cell_at(self.lines, index, self.spaced)
        taken = self._chunk(index)
        return join_all([without_bar(line) for line in self.lines[index : index + max(taken, 1)]]), taken

    def _head_again(self, index: int) -> int | None:
        """The line after the head printed once more below a page break; another head begins another table."""
        for column in self.columns:
            if index >= len(self.lines):
                return None
            cell, taken = self._cell(index)
            if squeezed(cell.text) != column.label:
                return None
            index += max(taken, 1)
        return index

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
            skipped = self._past_title(place)
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
        while place < len(self.cells) and self.loose < _MOST_LOOSE:
            skipped = self._past_title(place)
            if skipped > place:
                place = skipped
                continue
            anchor = self._anchor(place)
            if anchor is None:
                end = title = self._numberless_end(place)
            else:
                end, title = self._row_end(place, anchor)
            if end is None or title is None:
                break
            self._take(self.cells[place:end])
            if title > end:
                self.group = "".join(cell.text for cell in self.cells[end:title])
            place = stop = title
        return stop

    def _row_end(self, place: int, anchor: int) -> tuple[int | None, int | None]:
        """Where the row ends, and where the title below it ends."""
        following = self._next(anchor)
        self.loose = self.loose + 1 if following is None else 0
        if following is None:
            end = self._last_end(anchor)
            return end, end
        cut = self._cut(place, following)
        return cut.own, cut.title

    def _cut(self, place: int, following: int) -> _Cut:
        """The division of the cells up to the next number under which all of them answer best to their columns."""
        cuts = (
            _Cut(own, title)
            for title in range(following, max(place, following - self.before) - 1, -1)
            for own in range(title, max(place + 1, title - 2) - 1, -1)
        )
        return max(cuts, key=lambda cut: self._worth(place, cut, following))

    def _worth(self, place: int, cut: _Cut, following: int) -> float:
        row = self._scored(self.cells[place : cut.own], self.columns)
        leading = self._scored(self.cells[cut.title : following], self.columns[: self.before])
        return row + leading + self._title_worth(self.cells[cut.own : cut.title])

    def _scored(self, cells: Sequence[Cell], columns: Sequence[Column]) -> float:
        return sum(map(score, fit(cells, columns), columns)) - 0.2 * max(0, len(cells) - len(columns))

    def _title_worth(self, cells: Sequence[Cell]) -> float:
        if not cells:
            return 0.0
        if len(cells) == 2:
            return _NUMBERED_TITLE if self._is_numbered_title(*cells) else -9.0
        text = cells[0].text
        if is_group(text):
            return _TITLED
        return _BARE_TITLE if 2 < len(text) <= LONGEST_GROUP // 2 and not looks_like_units(text) else -9.0

    def _is_numbered_title(self, numeral: Cell, title: Cell) -> bool:
        """一 | 健全政策体系: a Chinese numeral and a title, among rows that bear Arabic numbers."""
        return (
            is_numeral(numeral.text)
            and len(title.text) < LONGEST_GROUP // 2
            and number_of(title.text) is None
            and not looks_like_units(title.text)
        )

    def _counts_in_chinese(self) -> bool:
        numbers = (row.cells[self.before] for row in self.rows)
        return any(cell and is_numeral(cell.text) for cell in numbers)

    def _anchor(self, place: int) -> int | None:
        """Where the number of the row that begins at `place` stands: merged cells may stand before it."""
        for offset in range(self.before + 1):
            if place + offset < len(self.cells) and number_of(self.cells[place + offset].text) is not None:
                return place + offset
        return None

    def _next(self, anchor: int) -> int | None:
        """Where the number of the row after the one numbered at `anchor` stands."""
        width = len(self.columns) - self.before
        number = number_of(self.cells[anchor].text) or 0
        for offset in self._offsets(width):
            place = anchor + offset
            wanted = None if offset in {width, width + self.before} else number + 1
            if self._is_anchor(place, wanted, anchor) or (
                offset > width and self._begins_anew(place, anchor)
            ):
                return place
        after_next = anchor + 2 * width - 1
        if (
            not self.before
            and after_next < len(self.cells)
            and number_of(self.cells[after_next].text) == number + 2
        ):
            return anchor + width
        return None

    def _offsets(self, width: int) -> Iterator[int]:
        yield width + self.before
        yield from range(width, width + self.before + 2)
        yield from range(width - 1, 1, -1)
        yield from range(width + self.before + 2, width + _REACH)

    def _numberless_end(self, place: int) -> int | None:
        """Where a row ends that lost its number between two that have theirs."""
        end = place + len(self.columns) - 1
        if (
            self.numbered != 0
            or not self.rows
            or end >= len(self.cells)
            or number_of(self.cells[end].text) is None
        ):
            return None
        return end

    def _is_anchor(self, place: int, wanted: int | None, anchor: int) -> bool:
        if place + 1 >= len(self.cells):
            return False
        previous, number = number_of(self.cells[anchor].text) or 0, number_of(self.cells[place].text)
        if number is None or (wanted is not None and number != wanted):
            return False
        if is_numeral(self.cells[place].text) != is_numeral(self.cells[anchor].text):
            return False
        if wanted is None and not previous - 1 <= number <= previous + 20:
            return False
        following = self.cells[place + 1]
        column = self.columns[self.before + 1]
        return len(following.text) > 1 and score(following, column) >= 0

    def _begins_anew(self, place: int, anchor: int) -> bool:
        """Whether the rows below a title are counted from one again."""
        titles = any(
            self._title_worth(self.cells[place - back - size : place - back]) > 0
            for back in range(self.before + 1)
            for size in (1, 2)
        )
        return titles and self._is_anchor(place, 1, anchor)

    def _last_end(self, anchor: int) -> int | None:
        width = len(self.columns) - self.before
        best: tuple[float, int] | None = None
        for end in (
            anchor + width,
            anchor + width - 1,
            anchor + width - 2,
            *range(anchor + width + 1, anchor + width + 4),
        ):
            cells = self.cells[anchor:end]
            if len(cells) < 2 or end > len(self.cells):
                continue
            worth = self._scored(cells, self.columns[self.before :])
            if best is None or worth > best[0]:
                best = (worth, end)
        return best[1] if best and (best[0] > 0 or self.form == "every") else None

    def _past_title(self, place: int) -> int:
        """The place after a spanning title."""
        for size in (2, 1):
            cells = self.cells[place : place + size]
            after = place + size
            if len(cells) == size and after < len(self.cells) and self._heads_rows(cells, after):
                self.group = "".join(cell.text for cell in cells)
                return after
        return place

    def _heads_rows(self, title: Sequence[Cell], after: int) -> bool:
        """Whether a title stands before the number of a row, or of whatever row where none is numbered."""
        if len(title) == 1 and (number_of(title[0].text) is not None or not is_group(title[0].text)):
            return False
        if len(title) == 2 and not self._is_numbered_title(*title):
            return False
        if self.numbered is None:
            return True
        anchor = self._anchor(after)
        return anchor is not None and (len(title) == 1 or not is_numeral(self.cells[anchor].text))

    def _take(self, cells: Sequence[Cell]) -> None:
        filled = [cell for cell in cells if not cell.empty]
        if filled and labels_of(filled) and all(classify(cell.text) for cell in filled):
            return
        if len(filled) == 1:
            self.group = filled[0].text
            return
        if (
            len(filled) == 2
            and len(self.columns) > 2
            and self._is_numbered_title(*filled)
            and not self._counts_in_chinese()
        ):
            self.group = "".join(cell.text for cell in filled)
            return
        self.rows.append(fitted(cells, self.columns, self.group))
