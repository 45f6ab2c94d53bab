"""The lines of a table in a sheet, and their cells as values. Titles, totals and notes are skipped, and said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from laoyou.sheets.faults import Bad, CellFault, shown
from laoyou.sheets.heads import Head
from laoyou.sheets.reading import Book, Cells
from laoyou.sheets.targets import Column, Row, Target
from laoyou.sheets.values import Setting, convert
from laoyou.sheets.words import head, letters, narrow, text

EXAMPLE = ("示例", "Example")  # alone in its cell, or with a colon after it
_EXAMPLES = tuple(f"{one}:" for one in EXAMPLE)
_TOTALS = frozenset({"合计", "总计", "小计", "累计", "共计", "总合计", "total"})
_NOTES = ("备注:", "注:", "说明:", "填表说明", "填表人", "填报人", "制表人", "制表:", "审核人", "单位负责人", "填报日期", "填表日期", "填报单位", "联系人:")  # fmt: skip
_OF_A_TOTAL = re.compile("[计tTｔＴ]")  # a sign of each: most cells have none, and need not be made plain
MOST_SAID = 50


@dataclass(slots=True)
class Parsed:
    """One line: its values, or what is wrong with them. `cells` as they stand in the sheet."""

    row: Row
    cells: Cells
    faults: list[CellFault]


@dataclass
class Table:
    """`keys` are the target's keys by column of the sheet, "" for a column that is not read."""

    book: Book
    sheet: str
    head: Head
    keys: Sequence[str]
    fixed: Mapping[str, str]
    target: Target
    setting: Setting
    skipped: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = {column.key: column for column in self.target.columns}
        self.places = {key: place for place, key in enumerate(self.keys) if key}
        self._names = [head(name) for name in self.head.names]

    @cached_property
    def _plan(self) -> list[tuple[Column, int | None]]:
        """The columns that have cells, or a fixed value; the others stay empty in every line."""
        return [
            (column, self.places.get(column.key))
            for column in self.target.columns
            if column.key in self.places or column.key in self.fixed
        ]

    def lines(self) -> Iterator[tuple[int, Cells]]:
        self.skipped.clear()
        for line, cells in self.book.lines(self.sheet):
            if line <= self.head.last:
                continue
            if why := self._no_row(cells):
                if len(self.skipped) < MOST_SAID:
                    self.skipped.append((line, why))
            elif any(place < len(cells) and text(cells[place]) for place in self.places.values()):
                yield line, cells

    def _no_row(self, cells: Cells) -> str:
        first = next((text(cell) for cell in cells if cell not in ("", None) and text(cell)), "")
        begins, plain = narrow(first), head(first)
        if any(
            _OF_A_TOTAL.search(cell) and head(cell) in _TOTALS
            for cell in (first, *cells[:3])
            if isinstance(cell, str)
        ):
            return _("合计行")
        if begins.startswith(_EXAMPLES) or first in EXAMPLE:
            return _("示例行")
        if begins.replace(" ", "").startswith(_NOTES):
            return _("说明行")
        if (
            plain
            and plain in self._names
            and [head(cell) for cell in cells[: len(self._names)]] == self._names
        ):
            return _("重复的表头")
        return ""

    def parsed(self) -> Iterator[Parsed]:
        for line, cells in self.lines():
            yield self.parse(line, cells)

    def parse(self, line: int, cells: Cells) -> Parsed:
        values: dict[str, Any] = dict.fromkeys(self.columns)
        faults = []
        for column, place in self._plan:
            raw = self.fixed[column.key] if place is None else cells[place] if place < len(cells) else ""
            if raw == "" and not column.required:
                continue
            try:
                values[column.key] = convert(column, raw, self.setting)
            except Bad as bad:
                faults.append(self.fault(line, column.key, bad.kind, shown(column, raw), bad.why, bad.do))
        return Parsed(Row(line, values), cells, faults)

    def shown(self, cells: Cells, key: str) -> str:
        """The value of a cell, or the one set for all lines, as a fault may keep it; "" where there is neither."""
        place = self.places.get(key)
        if place is not None:
            return shown(self.columns[key], cells[place]) if place < len(cells) else ""
        return shown(self.columns[key], self.fixed[key]) if key in self.fixed else ""

    def fault(self, line: int, key: str, kind: str, value: str, why: object, do: object) -> CellFault:
        """With the name of its cell, as Excel shows it; the line alone where the sheet has no such column."""
        place = self.places.get(key)
        column = self.columns.get(key)
        name = self.head.names[place] if place is not None and place < len(self.head.names) else ""
        cell = f"{letters(place)}{line}" if place is not None else str(line)
        return CellFault(line, cell, key, (name or str(column.label if column else ""))[:80], kind, value[:80], str(why)[:300], str(do)[:300])  # fmt: skip
