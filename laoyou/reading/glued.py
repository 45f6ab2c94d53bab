"""Rows of a division of tasks of which every rule and line break was lost: 1办好食堂。县民政局负责2办好…"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from .cells import Cell
from .columns import UNITS
from .fit import fit
from .heads import Head
from .lines import Line
from .rows import ENDS_TABLE, Row
from .units import unit_share

_NUMBER = re.compile(r"(?<![\d.〔(—-])(\d{1,3})(?![\d.%‰年月日岁个家张名人所万亿亩元次—-])")
_STOP = re.compile(r"[。;!?]\s*")
_OPENS_UNIT = re.compile(
    r"(?<![、,;和与及的])(?=(?:省|自治区|市|州|盟|县|区|旗|各|团|国网|人行)[\u4e00-\u9fff(])"
)
_BETWEEN_UNITS = re.compile(
    r"(?<=[局委厅办会部府院司])(?=(?:省|市|州|盟|县|区|旗|各|团|国网|人行)[\u4e00-\u9fff(])"
)
_FIRST_UNIT = re.compile(
    r"(?:省|自治区|市|州|盟|县|区|旗|各|团|国网|人行|国家|中国|中共)[\u4e00-\u9fff(]|[\u4e00-\u9fff]{1,10}(?:局|委|厅|部|办|会|院|司|政府|中心)(?:[、,;。牵负配]|$)"
)
_SURE = 0.8
_MOST_LINES = 400
_LONGEST_ROW = 2000


class GluedRows:
    """The number, the task and its units follow each other with nothing between."""

    def __init__(self, lines: Sequence[Line], head: Head) -> None:
        self.lines, self.columns, self.head = lines, head.columns, head
        self.parts = list(self._parts())
        self.text = "\n".join(text for text, _ in self.parts)
        self.begins = [0, *accumulate(len(text) + 1 for text, _ in self.parts)]

    def _parts(self) -> Iterator[tuple[str, int]]:
        """Stretches of the lines and where they stand, up to what plainly ends the table."""
        for place, line in enumerate(self.lines[self.head.after : self.head.after + _MOST_LINES]):
            if ENDS_TABLE.match(line.text):
                return
            skipped = self.head.offset if place == 0 else 0
            yield line.text[skipped:], line.start + skipped

    def read(self) -> tuple[list[Row], int]:
        rows: list[Row] = []
        place: int | None = 0
        stop = 0
        while place is not None and (found := _NUMBER.match(self.text, place)):
            following = self._next(found, int(found[1]) + 1)
            stop = following if following is not None else self._last_end(found.end())
            cells = self._cells(found, stop)
            if cells is None:
                break
            rows.append(Row(fit(cells, self.columns), cells[0].start, cells[-1].end, None))
            place = following
        return rows, self.head.after + bisect_right(
            self.begins, max(stop - 1, 0)
        ) if rows else self.head.after

    def _next(self, number: re.Match[str], wanted: int) -> int | None:
        """Where the next number stands with units before it."""
        for found in _NUMBER.finditer(self.text, number.end(), number.end() + _LONGEST_ROW):
            if int(found[1]) == wanted and _divide(self.text[number.end() : found.start()]):
                return found.start()
        return None

    def _last_end(self, start: int) -> int:
        """The end of the line at which the last row has its units."""
        ends = [begin - 1 for begin in self.begins[1:] if start < begin <= start + _LONGEST_ROW]
        return next((end for end in ends if _divide(self.text[start:end])), ends[0] if ends else start)

    def _cells(self, number: re.Match[str], stop: int) -> list[Cell] | None:
        start = number.end()
        cut = _divide(self.text[start:stop])
        if cut is None:
            return None
        bounds = [start, start + cut, stop]
        if sum(column.kind in UNITS for column in self.columns) > 1 and (
            between := _BETWEEN_UNITS.search(self.text, start + cut, stop)
        ):
            bounds.insert(2, between.start())
        spans = [number.span(1), *pairwise(bounds)]
        return [self._cell(*span) for span in spans]

    def _cell(self, start: int, stop: int) -> Cell:
        text = self.text[start:stop].strip()
        start = self.text.index(text, start)
        return Cell(self._offset(start), self._offset(start + len(text) - 1) + 1, text)

    def _offset(self, place: int) -> int:
        part = bisect_right(self.begins, place) - 1
        return self.parts[part][1] + place - self.begins[part]


def _divide(text: str) -> int | None:
    """Where the units begin in a task and its units; None when it does not end in units."""
    stops = [found.end() for found in _STOP.finditer(text) if found.end() < len(text)]
    cut = next((stop for stop in stops if _is_list(text[stop:])), None)
    if cut is not None:
        return cut
    opens = [found.start() for found in _OPENS_UNIT.finditer(text) if found.start()]
    return next((place for place in reversed(opens) if unit_share(text[place:].strip()) == 1), None)


def _is_list(text: str) -> bool:
    """Whether all sentences of the text list units, from its first word on."""
    parts = [part.strip() for part in re.split("[。\n]", text) if part.strip()]
    return (
        bool(parts)
        and all(unit_share(part) >= _SURE for part in parts)
        and _FIRST_UNIT.match(parts[0]) is not None
    )
