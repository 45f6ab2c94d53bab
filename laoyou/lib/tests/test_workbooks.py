"""A workbook is measured before it is laid out: what would not fit into memory is refused, what an office uses is not."""

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineError

from laoyou.lib.workbooks import TooLarge, open_workbook

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def _book(cells: dict[tuple[int, int], Any]) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet()
    for (row, column), value in cells.items():
        page.write(row, column, value)
    book.close()
    return made.getvalue()


def _with(name: str, part: bytes) -> bytes:
    """A workbook with one member put in the place of its own."""
    made, kept = io.BytesIO(), _book({(0, 0): "姓名"})
    with zipfile.ZipFile(io.BytesIO(kept)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as fresh:
        for member in old.namelist():
            if member != name:
                fresh.writestr(member, old.read(member))
        fresh.writestr(name, part)
    return made.getvalue()


def _sheet(rows: bytes) -> bytes:
    return _with("xl/worksheets/sheet1.xml", HEAD + rows + TAIL)


def test_a_workbook_of_an_office_is_opened() -> None:
    wide = {(row, column): f"{row}·{column}" for row in range(300) for column in range(60)}
    rows = open_workbook(_book(wide)).get_sheet_by_index(0).to_python()
    assert (len(rows), len(rows[0]), rows[299][59]) == (300, 60, "299·59")
    loose = open_workbook(_sheet(b"<row><c><v>7</v></c><c><v>8</v></c></row>")).get_sheet_by_index(0)
    assert loose.to_python() == [[7, 8]]


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1'><c r='A1'><v>1</v></c></row><row r='9'><c s='1' r = 'xfd1048576'><v>1</v></c></row>",
        b'<row r="1">' + b"<c><v>1</v></c>" * 9_000 + b'</row><row r="900000"><c><v>1</v></c></row>',
        b'<row r="1"><c r="ZZ1"><v>1</v></c></row>' + b"<row/>" * 99_000 + b"<row><c><v>1</v></c></row>",
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c r="Z9999999"><v>1</v></c></row>',
    ],
)
def test_cells_far_apart_are_refused(rows: bytes) -> None:
    with pytest.raises(TooLarge):
        open_workbook(_sheet(rows))


def test_what_unpacks_to_too_much_is_refused() -> None:
    text = b"<sst><si><t>" + b"9" * 300_000 + b"</t></si></sst>"
    with pytest.raises(TooLarge):
        open_workbook(_with("xl/sharedStrings.xml", text))
    with pytest.raises(CalamineError):
        open_workbook(_with("content.xml", b"<x/>"))
    honest = _book({(0, 0): "姓名"})
    at = honest.rindex(b"PK\x01\x02")
    lying = honest[: at + 24] + (2 << 30).to_bytes(4, "little") + honest[at + 28 :]
    with pytest.raises(TooLarge):
        open_workbook(lying)
