"""Rows printed a row a line, with marks between the cells, whole or broken over lines."""

import re
from collections.abc import Sequence

from .cells import MOST_LINES, Cell, is_group, is_page_mark, is_title, joined, number_of, split_cells
from .columns import UNITS, classify
from .heads import Head, labels_of
from .lines import Line
from .rows import ENDS_TABLE, Row, fitted
from .units import looks_like_units

_RULE = re.compile(r"[|\s:\-—=+]+")


class MarkedRows:
    """A row a line, or a row broken over lines."""

    def __init__(self, lines: Sequence[Line], head: Head) -> None:
        self.lines, self.columns, self.mark = lines, head.columns, head.mark
        self.bordered = head.bordered
        self.closed_by_mark = head.mark == "|" and lines[head.after - 1].text.endswith("|")
        self.numbered = next(
            (place for place, column in enumerate(head.columns) if column.kind == "no"), None
        )
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
        if is_page_mark(text) or (is_group(text) and not ENDS_TABLE.match(text)):
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
        while self._open(cells) and self.index < len(self.lines) and self.index - opened < MOST_LINES:
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
        if ENDS_TABLE.match(following) or is_group(following):
            return False
        units = self.columns[-1].kind in UNITS
        return last.endswith(("、", ",", "(")) or (
            units and len(following) < 120 and looks_like_units(following) and self._marked(self.index + 1)
        )

    def _begins_row(self, cells: Sequence[Cell]) -> bool:
        return self.numbered is not None and any(
            number_of(cell.text) is not None for cell in cells[: self.numbered + 1]
        )

    def _takes(self, cells: Sequence[Cell]) -> bool:
        """Whether the line below belongs to the row that is open."""
        text = self.lines[self.index].text
        if ENDS_TABLE.match(text):
            return False
        more = split_cells(self.lines[self.index], self.mark, self.bordered)
        if self._marked(self.index) and len(more) > 1 and self._begins_row(more):
            return False
        if self.closed_by_mark and self.lines[self.index - 1].text.endswith("|"):
            return (
                self._marked(self.index)
                and len(cells) + len(more) <= len(self.columns)
                and not is_group(more[0].text)
            )
        return self.closed_by_mark or self._marked(self.index) or not is_group(text)

    def _add(self, cells: Sequence[Cell]) -> None:
        filled = [cell for cell in cells if not cell.empty]
        distinct = {cell.text for cell in filled}
        if not filled:
            return
        if len(distinct) == 1 and len(self.columns) > 1 and is_title(filled[0].text):
            self.group = filled[0].text
        elif len(distinct) == 2 and self._titled(filled):
            self.group = "".join(cell.text for cell in filled)
        else:
            self.rows.append(fitted(cells, self.columns, self.group))

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
