"""A file as sheets of raw cells, line by line. CSV is read as it goes; calamine loads a workbook's sheet as a whole."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, PasswordError, SheetVisibleEnum

from laoyou.lib.refusal import Refused
from laoyou.lib.workbooks import TooLarge, open_workbook

Cells = list[Any]
# A merged range: first line, first column, last line, last column, all counted from 0.
Merged = tuple[int, int, int, int]
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 20
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip (xlsx), compound file (xls)


@dataclass(slots=True)
class Book:
    """`sheets` are those that a person sees, in their order."""

    sheets: Sequence[str]
    content: bytes = field(repr=False)
    encoding: str = ""
    from_1904: bool = False
    _book: Any = field(default=None, repr=False)
    _open: tuple[str, Any] | None = field(default=None, repr=False)

    def lines(self, sheet: str) -> Iterator[tuple[int, Cells]]:
        """(line as Excel counts, cells from column A on); lines that are empty are left out."""
        rows = self._csv() if self._book is None else self._sheet(sheet)
        for number, cells in enumerate(rows, start=1):
            if cells.count("") < len(cells):
                yield number, cells

    def top(self, sheet: str, count: int) -> list[tuple[int, Cells]]:
        return list(islice(self.lines(sheet), count))

    def merged(self, sheet: str) -> Sequence[Merged]:
        if self._book is None:
            return ()
        found = self._loaded(sheet).merged_cell_ranges or ()
        return [(top, left, bottom, right) for (top, left), (bottom, right) in found]

    def _sheet(self, name: str) -> Iterator[Cells]:
        sheet = self._loaded(name)
        # Calamine leaves empty columns before the first out.
        left = [""] * (sheet.start[1] if sheet.start else 0)
        return (left + row for row in sheet.iter_rows()) if left else sheet.iter_rows()

    def _loaded(self, name: str) -> Any:
        """Calamine parses a sheet whenever it is asked for, a second for 100,000 lines: the one in use is kept."""
        if self._open is None or self._open[0] != name:
            self._open = None
            try:
                self._open = (name, self._book.get_sheet_by_name(name))
            except CalamineError as error:
                raise _unreadable() from error
        return self._open[1]

    def _csv(self) -> Iterator[Cells]:
        csv.field_size_limit(_LONGEST_CELL)
        text = io.TextIOWrapper(io.BytesIO(self.content), self.encoding, newline="")
        separator = _separator(text.read(8192))
        text.seek(0)
        try:
            # A NUL is no text and csv refuses it; PostgreSQL would, later.
            yield from csv.reader((line.replace("\0", "") for line in text), delimiter=separator)
        except csv.Error as error:
            raise Refused(
                _("这个 CSV 文件的引号不成对，读不下去。请用 Excel 打开后另存为 .xlsx 再传。")
            ) from error


def open_book(content: bytes) -> Book:
    """By what the file holds, never by its name. Raises Refused."""
    if not content.strip():
        raise Refused(_("这个文件是空的。请选有内容的表格。"), "file")
    if not content.startswith(_WORKBOOKS):
        return Book([""], content, _encoding(content))
    try:
        book = open_workbook(content)
    except PasswordError as error:
        raise Refused(_("这个文件设了打开密码。请去掉密码后再传。"), "file") from error
    except TooLarge as error:
        raise Refused(
            _("这张表太大：有格子离表很远，或内容过多。请删去多余的行和列，只留要导入的表，再另存后上传。"),
            "file",
        ) from error
    except CalamineError as error:
        raise _unreadable() from error
    seen = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    return Book(seen, content, from_1904=_from_1904(content), _book=book)


def _unreadable() -> Refused:
    return Refused(_("打不开这个表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再传。"), "file")


def _from_1904(content: bytes) -> bool:
    """Excel for Mac once counted days from 1904; calamine heeds that in dates, a bare number must too."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts, parts.open("xl/workbook.xml") as file:
            said = file.read(_CHUNK)
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
    return b'date1904="1"' in said or b'date1904="true"' in said


def _encoding(content: bytes) -> str:
    """UTF-8 unless its bytes are none; then GB18030, in which Excel in China writes CSV."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for name in ("utf-8-sig", "gb18030"):
        if _decodes(content, name):
            return name
    raise Refused(_("认不出这个文件的文字编码。请用 Excel 打开后另存为 .xlsx 再传。"), "file")


def _decodes(content: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    view = memoryview(content)
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(view[start : start + _CHUNK], start + _CHUNK >= len(content))
    except UnicodeDecodeError:
        return False
    return b"\0" not in content[:_CHUNK]


def _separator(sample: str) -> str:
    first = sample.splitlines()[:10]
    return max(",\t;", key=lambda sign: sum(line.count(sign) for line in first))
