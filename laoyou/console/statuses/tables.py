"""An uploaded workbook, a CSV file or pasted lines as rows of cells."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError

from laoyou.access.errors import Refused
from laoyou.lib.workbooks import open_workbook


def table_of(file: Any, text: str) -> Sequence[Sequence[Any]]:
    """The file where there is one. Refused where it cannot be read."""
    if file is None:
        return [line.split("\t") for line in text.splitlines()]
    content = file.read()
    if content[:2] in {b"PK", b"\xd0\xcf"}:
        return _workbook(content)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding))))
        except UnicodeDecodeError:
            continue
    raise Refused(_("这个文件打不开。请另存为 Excel 工作簿（.xlsx）再传。"), "file")


def _workbook(content: bytes) -> Sequence[Sequence[Any]]:
    try:
        book = open_workbook(content)
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise Refused(_("这个工作簿打不开，可能已损坏或加了密码。请另存后再传。"), "file") from error
