"""Tables in Word: fixed widths, the head again on each page, a row never cut across two."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.table import Table as WordTable

from laoyou.reports.content import Cell, Table
from laoyou.reports.rendering.fonts import BODY, FIRST, LATIN
from laoyou.reports.rendering.word import layout

ALIGNED = {"left": 0, "center": 1, "right": 2}
ROW = 15.5  # points between the lines of a table
TOGETHER = 9  # rows of a table that no page break should cut


def add_table(document: WordDocument, table: Table, width: float, captioned: bool = True) -> None:
    """`width` in mm."""
    if captioned:
        caption(document, table.caption)
    if not table.rows:
        said = document.add_paragraph(table.empty or "无。")
        layout.exact(said)
        layout.indent(said, 2)
        return
    made = document.add_table(1 + len(table.rows), len(table.columns))
    made.style = "Table Grid"
    made.autofit = False
    _whole(made, table, width)
    # Cells are reached through the rows' own elements: python-docx walks the whole table for each `cell(i, j)`.
    for index, row in enumerate(made._tbl.tr_lst):
        cells = table.rows[index - 1] if index else tuple(Cell(each.name) for each in table.columns)
        for place, cell in enumerate(cells):
            align = table.columns[place].align if index else "center"
            keep = index < len(table.rows) <= TOGETHER or not index
            _fill(row.tc_lst[place], cell, align, head=not index, keep=keep)
        _kept(row, head=not index)


def caption(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    layout.exact(paragraph)
    paragraph.paragraph_format.keep_with_next = True
    layout.face_run(paragraph.add_run(text), FIRST, 14)


def _whole(made: WordTable, table: Table, width: float) -> None:
    total = sum(column.width for column in table.columns)
    sizes = [Emu(round(Mm(width) * column.width / total)) for column in table.columns]
    for grid, size in zip(made._tbl.tblGrid.gridCol_lst, sizes, strict=True):
        grid.w = size
    for row in made._tbl.tr_lst:
        for cell, size in zip(row.tc_lst, sizes, strict=True):
            cell.width = size
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        each = OxmlElement(f"w:{side}")
        each.set(qn("w:w"), "57")
        each.set(qn("w:type"), "dxa")
        margins.append(each)
    made._tbl.tblPr.append(margins)


def _fill(tc: Any, cell: Cell, align: str, *, head: bool, keep: bool) -> None:
    paragraph = tc.p_lst[0]
    kept = paragraph.get_or_add_pPr()
    if keep:
        kept.append(OxmlElement("w:keepNext"))
    kept.append(_plain("w:snapToGrid", "0"))
    spacing = OxmlElement("w:spacing")
    for key, value in (
        ("before", "20"),
        ("after", "20"),
        ("line", str(round(ROW * 20))),
        ("lineRule", "exact"),
    ):
        spacing.set(qn(f"w:{key}"), value)
    kept.append(spacing)
    kept.append(_plain("w:jc", ("left", "center", "right")[ALIGNED[align]]))
    run = paragraph.add_r()
    run.append(_look(FIRST if head else BODY))
    run.text = cell.text.replace("\n", " ")
    middle = tc.get_or_add_tcPr()
    middle.append(_plain("w:vAlign", "center"))


def _look(font: str) -> Any:
    look = OxmlElement("w:rPr")
    fonts = OxmlElement("w:rFonts")
    for key, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{key}"), value)
    look.append(fonts)
    look.append(_plain("w:sz", str(round(layout.TABLE_SIZE * 2))))
    look.append(_plain("w:szCs", str(round(layout.TABLE_SIZE * 2))))
    return look


def _kept(row: Any, *, head: bool) -> None:
    kept = row.get_or_add_trPr()
    kept.append(OxmlElement("w:cantSplit"))
    if head:
        kept.append(OxmlElement("w:tblHeader"))


def _plain(name: str, value: str) -> Any:
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    return made
