"""Items as a workbook: a sheet of the list, and one for each table field. Texts are texts, never formulas."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from laoyou.lists.models import Item
from laoyou.lists.rules.declared import Declaration, Field
from laoyou.lists.rules.shown import Cell, cell_of
from laoyou.lists.workbooks import number_head, sheet_name, state_head

_WIDEST = 50
_NARROWEST = 8
_LAST_ROW = 1000


def workbook(declared: Declaration, items: Sequence[Item]) -> bytes:
    """All fields of these items. With none it is an empty form to fill in."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    heads = [number_head(), *(field.head for field in declared.plain)]
    heads += [state_head()] if declared.states else []
    page = _sheet(book, sheet_name(declared.label), heads, (_row(declared, item) for item in items), formats)
    for column, field in enumerate(declared.plain, start=1):
        _offer(page, column, field)
    for field in declared.tables:
        heads = [number_head(), declared.title.head, *(column.head for column in field.columns)]
        sub = _sheet(book, sheet_name(field.label), heads, _lines(field, items), formats)
        for column, one in enumerate(field.columns, start=2):
            _offer(sub, column, one)
    book.close()
    return stream.getvalue()


def _row(declared: Declaration, item: Item) -> list[Cell]:
    state = declared.by_state.get(item.state)
    cells = [item.number, *(cell_of(field, item.fields.get(field.key)) for field in declared.plain)]
    return [*cells, str(state.label) if state else item.state] if declared.states else cells


def _lines(field: Field, items: Iterable[Item]) -> Iterable[list[Cell]]:
    for item in items:
        for line in item.fields.get(field.key, ()):
            cells = (cell_of(column, line.get(column.key)) for column in field.columns)
            yield [item.number, item.title, *cells]


def _sheet(
    book: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], formats: dict[str, Any]
) -> Any:
    page = book.add_worksheet(name)
    widths = [_width(head) for head in heads]
    page.write_row(0, 0, heads, formats["head"])
    count = 0
    for count, row in enumerate(rows, start=1):
        page.write_row(count, 0, row, formats["text"])
        widths = [max(width, _width(cell)) for width, cell in zip(widths, row, strict=True)]
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, count), len(heads) - 1)
    for column, width in enumerate(widths):
        page.set_column(column, column, min(_WIDEST, max(_NARROWEST, width + 2)))
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    return page


def _offer(page: Any, column: int, field: Field) -> None:
    """Excel offers the choices; it takes at most 255 characters of them."""
    words = [str(label) for _key, label in field.choices]
    if words and len(",".join(words)) < 255:
        rule = {"validate": "list", "source": words, "error_type": "warning"}
        page.data_validation(1, column, _LAST_ROW, column, rule)


def _width(cell: Cell) -> int:
    """Chinese signs are twice as wide as digits."""
    lines = str("" if cell is None else cell).split("\n")
    return max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in line) for line in lines)
