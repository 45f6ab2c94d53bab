"""The annexes as a workbook: a sheet each, numbers as numbers, and a sheet that says where each figure comes from."""

import io
from typing import Any

import xlsxwriter

from laoyou.reports.content import Cell, Document, Table

_ROW = 100  # characters across an A4 sheet, which the shares of the columns divide
_TONES = {"good": "#0f6b5c", "bad": "#b3261e", "warn": "#8a5a00"}


def xlsx(document: Document) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": document.head.title, "author": document.head.organ})
    looks = _looks(book)
    for name, table, wide in _sheets(document):
        _sheet(book.add_worksheet(name[:31]), document, table, looks, wide)
    book.close()
    return stream.getvalue()


def _sheets(document: Document) -> list[tuple[str, Table, bool]]:
    """Those of the annexes; tables within the text only where there is no annex."""
    found = [
        (annex.name or annex.title, block, annex.landscape)
        for annex in document.annexes
        for block in annex.blocks
        if isinstance(block, Table)
    ]
    inner = [
        (block.caption, block, False)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    taken = {name for name, _table, _wide in found}
    own: dict[str, tuple[str, Table, bool]] = {}
    for name, table, wide in inner:
        short = name.split("（")[0]
        if short not in taken:
            own.setdefault(short, (short, table, wide))
    return [*found, *own.values()] or [("报告", _nothing(document), False)]


def _nothing(document: Document) -> Table:
    return Table("report", document.head.title, (), (), "这份报告没有表格。")


def _looks(book: Any) -> dict[str, Any]:
    border = {"border": 1, "border_color": "#9aa5a1", "text_wrap": True, "valign": "vcenter"}
    looks = {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
        "note": book.add_format({"font_color": "#4c5b60"}),
        "head": book.add_format({**border, "bold": True, "align": "center", "bg_color": "#eef2f0"}),
    }
    for align in ("left", "center", "right"):
        for tone in ("", *_TONES):
            more = {"font_color": _TONES[tone], "bold": True} if tone else {}
            looks[f"{align}{tone}"] = book.add_format({**border, **more, "align": align})
    return looks


def _sheet(page: Any, document: Document, table: Table, looks: dict[str, Any], wide: bool) -> None:
    last = max(0, len(table.columns) - 1)
    _paper(page, wide)
    if last:
        page.merge_range(0, 0, 0, last, table.caption, looks["title"])
    else:
        page.write_string(0, 0, table.caption, looks["title"])
    page.set_row(0, 28)
    page.write_string(1, 0, f"{document.head.title}；数据截至{document.as_of}", looks["note"])
    if not table.rows:
        page.write_string(2, 0, table.empty)
        return
    total = sum(column.width for column in table.columns)
    for place, column in enumerate(table.columns):
        page.set_column(place, place, max(7, round((_ROW * (1.4 if wide else 1)) * column.width / total)))
        page.write_string(2, place, column.name, looks["head"])
    for index, row in enumerate(table.rows, start=3):
        for place, cell in enumerate(row):
            _write(page, index, place, cell, looks[f"{table.columns[place].align}{cell.tone}"])
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.autofilter(2, 0, 2 + len(table.rows), last)


def _write(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    plain = cell.number is not None and cell.text == f"{cell.number:g}"
    if plain and cell.number is not None:
        page.write_number(row, place, cell.number, look)
    else:
        page.write_string(row, place, cell.text, look)


def _paper(page: Any, wide: bool) -> None:
    page.set_paper(9)
    if wide:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C— &P —")
