"""The bad lines as a sheet to mend: the county's own columns, and a red one that says what is wrong. It maps itself again."""

import io
from collections import defaultdict
from typing import Any

import xlsxwriter
from django.utils import translation

from laoyou.sheets.mapping import NOTE_HEADS, is_note
from laoyou.sheets.models import Batch, Fault
from laoyou.sheets.table import Table
from laoyou.sheets.words import text

_RED = {"font_color": "#b3261e", "text_wrap": True, "valign": "top"}


def workbook(table: Table, batch: Batch) -> bytes:
    """Of the faults that are kept, the lines in the order of the sheet."""
    notes, marked = _said(batch)
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    page = book.add_worksheet()
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "note": book.add_format(_RED),
        "bad": book.add_format({"bg_color": "#fbe9e7"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "bad_date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "bg_color": "#fbe9e7"}),
    }
    names = [name for name in table.head.names if not is_note(name)]
    last = len(names)
    page.set_column(0, max(0, last - 1), 14)
    page.set_column(last, last, 60)
    page.write_row(0, 0, names, formats["head"])
    page.write_string(0, last, NOTE_HEADS[translation.get_language() == "en"], formats["note"])
    kept = [place for place, name in enumerate(table.head.names) if not is_note(name)]
    number = 0
    for line, cells in table.lines():
        if line in notes:
            number += 1
            for to, place in enumerate(kept):
                raw = cells[place] if place < len(cells) else ""
                _write(page, number, to, raw, formats, (line, table.keys[place] if place < len(table.keys) else "") in marked)  # fmt: skip
            page.write_string(number, last, "；".join(notes[line]), formats["note"])
    page.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _said(batch: Batch) -> tuple[dict[int, list[str]], set[tuple[int, str]]]:
    notes: dict[int, list[str]] = defaultdict(list)
    marked = set()
    for fault in Fault.objects.filter(batch=batch).order_by("line", "id").iterator():
        notes[fault.line].append(f"{fault.head or fault.cell}：{fault.why}。{fault.do}")
        marked.add((fault.line, fault.column))
    return notes, marked


def _write(page: Any, line: int, column: int, raw: Any, formats: dict[str, Any], bad: bool) -> None:
    mark = formats["bad"] if bad else None
    if hasattr(raw, "year"):
        page.write_datetime(line, column, raw, formats["bad_date" if bad else "date"])
    elif isinstance(raw, float | int) and not isinstance(raw, bool):
        page.write_number(line, column, raw, mark)
    elif text(raw):
        page.write_string(line, column, text(raw), mark)
    elif bad:
        page.write_blank(line, column, None, mark)
