"""Tables as sheets of a workbook."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

_WIDEST = 60

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` in the order of `heads`; a number stays a number."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def add_sheet(book: Any, sheet: Sheet) -> None:
    """`book` is an xlsxwriter workbook."""
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(sheet.name)
    page.write_row(0, 0, sheet.heads, head)
    for index, row in enumerate(sheet.rows, start=1):
        page.write_row(index, 0, row, text)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.heads) - 1)
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)


def exact(value: Decimal | Fraction | None) -> float | int | None:
    """A whole number stays one."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _widths(sheet: Sheet) -> list[int]:
    """Chinese signs are twice as wide as digits."""
    columns = zip(sheet.heads, *sheet.rows, strict=True)
    return [min(_WIDEST, max(8, 2 + max(_width(cell) for cell in column))) for column in columns]


def _width(cell: Any) -> int:
    text = "" if cell is None else str(cell)
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
