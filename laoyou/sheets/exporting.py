"""Rows out as a file: watermarked with who, when and what for; masked; logged; never holding a formula.

made = export(by=actor, what="residents", title=_("居民"), columns=(Out(_("姓名")), Out(_("证件号码"), kind="id_number")),
              rows=(Line([...], resident=pk) for ...), purpose=purpose, division=county)
return as_file(FileResponse(made.content, content_type=made.content_type), made.name)
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Literal

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib import masking
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.sheets.targets import Kind, Words

Suffix = Literal["xlsx", "csv"]
MARK_SHEET = "_laoyou"
_TYPES: dict[Suffix, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_IN_MEMORY = 4 * 1024 * 1024
_NARROWEST, _WIDEST = 10, 48  # columns of a sheet, in signs
# How a cell would begin that a spreadsheet takes for a formula (OWASP, CSV injection); in East Asia wide signs are too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Out:
    """One column. ID numbers and phones are masked by their kind; `mask` masks anything else."""

    head: Words
    kind: Kind = "text"
    mask: Callable[[str], str] | None = None

    def shown(self, value: Any, full: bool) -> Any:
        if value is None or full:
            return value
        if self.kind == "id_number":
            return masking.number(str(value)[-1:])
        hide = masking.phone if self.kind == "phone" else self.mask
        return hide(str(value)) if hide else value


@dataclass(frozen=True, slots=True)
class Line:
    """One row, with the person it is about where it is about one."""

    values: Sequence[Any]
    resident: int | None = None
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """`content` is at its beginning; whoever takes it closes it."""

    name: str
    content_type: str
    content: IO[bytes]
    rows: int


class _Seen:
    """Lines on their way into the file: counted, and whom they name."""

    def __init__(self, rows: Iterable[Line], columns: Sequence[Out], full: bool) -> None:
        self.rows, self.columns, self.full = rows, columns, full
        self.count = self.minors = 0
        self.residents: set[int] = set()

    def __iter__(self) -> Iterator[list[Any]]:
        for line in self.rows:
            self.count += 1
            if line.resident is not None:
                self.residents.add(line.resident)
                self.minors += line.minor
            yield [
                column.shown(value, self.full)
                for column, value in zip(self.columns, line.values, strict=True)
            ]


def export(
    *,
    by: Actor,
    what: str,
    title: Words,
    columns: Sequence[Out],
    rows: Iterable[Line],
    purpose: str,
    division: Division | None = None,
    suffix: Suffix = "xlsx",
    full: bool = False,
    approval_ref: int | None = None,
) -> Exported:
    """The rows as a file, streamed to disk, with one audit line and, where people are in it, one line of the read log.

    `what` is the register's key. People ask for resident.export in the division; `full` (numbers not masked) for
    resident.reveal besides. Raises Refused. Called inside the request's transaction: no log, no file.
    """
    if not purpose.strip():
        raise Refused(_("请写明导出用途，例如“核对高龄津贴名单”。"), "purpose")
    place = division.pk if division else None
    if full and not by.may("resident.reveal", place):
        raise Refused(_("您没有查看完整号码的权限，只能导出遮盖后的表。"))
    seen = _Seen(rows, columns, full)
    mark = _mark(by, purpose)
    content = _WRITERS[suffix](str(title), [str(column.head) for column in columns], seen, mark)
    if seen.residents and not by.may("resident.export", place):
        content.close()
        raise Refused(_("导出人员名单要有“导出人员”的权限，请找本地的登记负责人。"))
    heads = [str(column.head)[:30] for column in columns]
    log_read(
        by=by, kind=ReadLine.Kind.EXPORTED, residents=seen.residents, division_id=place, purpose=purpose,
        fields=heads, minors=seen.minors, approval_ref=approval_ref,
    )  # fmt: skip
    detail = {"what": what, "rows": seen.count, "people": len(seen.residents), "full": full, "as": suffix}
    record(by=by, action="sheets.export", obj=what, division=division, detail=detail)
    content.seek(0)
    name = f"{title}-{timezone.localtime():%Y%m%d-%H%M}.{suffix}"
    return Exported(name, _TYPES[suffix], content, seen.count)


def _mark(by: Actor, purpose: str) -> str:
    said = {"who": by.username, "when": f"{timezone.localtime():%Y-%m-%d %H:%M}", "purpose": purpose.strip()}
    return _("%(who)s 于 %(when)s 导出 · 用途：%(purpose)s · 不得转发") % said


def _to_csv(_title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], mark: str) -> IO[bytes]:
    stream: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed on
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_safe(mark)])
    writer.writerow([_safe(head) for head in heads])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()
    return stream


def _safe(cell: Any) -> Any:
    """A text that begins like a formula gets a sign before it that makes it a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _to_xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], mark: str) -> IO[bytes]:
    stream: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed on
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, {**options, "remove_timezone": True})
    page = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "bottom": 1})
    soft = book.add_format({"font_color": "#5b6b70"})
    dates = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    page.write_string(0, 0, mark, soft)
    page.write_row(1, 0, heads, bold)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    widths = [_width(head) for head in heads]
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], _width(cell))
            _write(page, number, column, cell, dates, wrap)
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    # In headers & begins a command; a header holds 255 signs.
    printed = mark.replace("&", "&&")[:200]
    page.set_header(f"&L{printed}")
    page.set_footer(f"&L{printed}&R&P / &N")
    hidden = book.add_worksheet(MARK_SHEET)
    hidden.write_string(0, 0, mark)
    hidden.very_hidden()
    book.close()
    return stream


def _width(cell: Any) -> int:
    """In signs of the width of a digit; a Chinese one takes two."""
    if hasattr(cell, "year"):
        return 12
    plain = "" if cell is None else str(cell)
    return len(plain) + sum(sign > "\u2e7f" for sign in plain) + 2


def _write(page: Any, line: int, column: int, cell: Any, dates: Any, wrap: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_string(line, column, _("是") if cell else _("否"))
    elif hasattr(cell, "year"):
        page.write_datetime(line, column, cell, dates)
    elif isinstance(cell, int | float) or hasattr(cell, "as_tuple"):
        page.write_number(line, column, cell)
    else:
        page.write_string(line, column, str(cell), wrap if _width(cell) > _WIDEST else None)


def _sheet_name(title: str) -> str:
    """At most 31 signs, none of those that a sheet's name may not have."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31].strip() or "1"


_WRITERS = {"xlsx": _to_xlsx, "csv": _to_csv}
