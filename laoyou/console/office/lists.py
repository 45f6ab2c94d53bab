"""A list page over a query set, and the same rows as a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Generic, TypeVar

import xlsxwriter
from django.db.models import Model, QuerySet
from django.http import HttpResponse

from laoyou.console.downloads import EXCEL, as_file
from laoyou.ui.listing import PAGE_SIZE, Listing, Pages

Row = TypeVar("Row", bound=Model)
MOST_ROWS = 1_048_575  # of a worksheet, its header taken off


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    pages: Pages


def page_of(listing: Listing, found: QuerySet[Row]) -> Page[Row]:
    """The page asked for, counted and cut by the database; past the end is the last."""
    whole = Pages(1, found.count())
    pages = Pages(min(listing.number, whole.last), whole.total)
    start = (pages.number - 1) * PAGE_SIZE
    return Page(list(found[start : start + PAGE_SIZE]), pages)


def workbook(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """An Excel file. Texts are written as texts: a name that begins with = is no formula."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, word in enumerate(header):
        sheet.write_string(0, column, str(word), bold)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            break
        for column, value in enumerate(row):
            sheet.write_string(number, column, "" if value is None else str(value))
    book.close()
    response = HttpResponse(buffer.getvalue(), content_type=EXCEL)
    return as_file(response, f"{name}.xlsx")
