"""Sheets as county offices keep them: a merged title, a line on who fills it in, heads over two lines, a sum, and cells that are
wrong. A row holds its cells; a wrong one says what the clerk must be told, and what it is once mended."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.world.residents_sheet import write_line

FIRST = 5  # line of the first row: a title, a line on who fills it in, and two lines of heads stand above


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell, a part of why it is refused, a part of what to do, and the cell as it should be."""

    cell: Any
    why: str
    do: str
    right: Any


@dataclass(frozen=True, slots=True)
class CountySheet:
    """Of heads, `upper/lower` stands below one that spans its neighbours too."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @property
    def planted(self) -> dict[str, Wrong]:
        """By the name of the cell."""
        return {
            f"{chr(65 + column)}{line}": cell
            for line, row in enumerate(self.rows, FIRST)
            for column, cell in enumerate(row)
            if isinstance(cell, Wrong)
        }

    @property
    def bad(self) -> list[Sequence[Any]]:
        return [row for row in self.rows if any(isinstance(cell, Wrong) for cell in row)]

    @property
    def names(self) -> list[str]:
        return [head.replace("/", " ") for head in self.heads]

    def content(self) -> bytes:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
        page, dates = book.add_worksheet("汇总表"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.merge_range(0, 0, 0, len(self.heads) - 1, self.title)
        page.merge_range(1, 0, 1, len(self.heads) - 1, "填报单位：示例局    填报日期：2026年6月30日")
        self._write_heads(page)
        for line, row in enumerate(self.rows, FIRST - 1):
            write_line(page, line, [cell.cell if isinstance(cell, Wrong) else cell for cell in row], dates)
        page.write_row(FIRST - 1 + len(self.rows), 0, ["合计", f"{len(self.rows)}"])
        page.write_row(FIRST + len(self.rows), 0, ["填表人：某某", "", "审核人：某某"])
        book.close()
        return stream.getvalue()

    def _write_heads(self, page: Any) -> None:
        for upper, first, last in self._groups():
            if upper:
                page.merge_range(2, first, 2, last, upper)
        for column, head in enumerate(self.heads):
            upper, _slash, lower = head.rpartition("/")
            if upper:
                page.write_string(3, column, lower)
            else:
                page.merge_range(2, column, 3, column, head)

    def _groups(self) -> Iterator[tuple[str, int, int]]:
        uppers = [head.rpartition("/")[0] for head in self.heads]
        for upper in dict.fromkeys(uppers):
            places = [place for place, one in enumerate(uppers) if one == upper]
            yield upper, places[0], places[-1]

    def mended(self, returned: bytes) -> bytes:
        """The sheet of bad lines as it came back, with each wrong cell set right; its last column says what was wrong."""
        rows = CalamineWorkbook.from_filelike(io.BytesIO(returned)).get_sheet_by_index(0).to_python()
        assert rows[0][:-1] == self.names
        assert len(rows) - 1 == len(self.bad)
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        page, dates = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        write_line(page, 0, rows[0], dates)
        for line, (cells, row) in enumerate(zip(rows[1:], self.bad, strict=True), 1):
            right = [
                one.right if isinstance(one, Wrong) else cell for cell, one in zip(cells, row, strict=False)
            ]
            write_line(page, line, [*right, cells[-1]], dates)
        book.close()
        return stream.getvalue()
