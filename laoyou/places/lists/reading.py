"""Lists of divisions as the two sources and their readers publish them: CSV, XLSX, JSON."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError

from laoyou.lib.refusal import Refused
from laoyou.lib.workbooks import open_workbook
from laoyou.places.lists.heads import ABOLISHED, CODE, NAME, PARENT

_HEAD_WITHIN = 10  # rows: titles may stand above the head


@dataclass(frozen=True, slots=True)
class Line:
    """One division of a list. `number`: its row in a sheet, or its place in a JSON file."""

    number: int
    code: str
    name: str
    parent: str = ""
    abolished: bool = False


def read_list(filename: str, content: bytes) -> list[Line]:
    """Every division that the file names, in its order; refused where it is no such list."""
    kind = filename.lower().rpartition(".")[2]
    if kind == "json":
        found = list(_of_json(content))
    elif kind in {"xlsx", "xls", "ods"}:
        found = list(_of_table(_sheet(content)))
    elif kind in {"csv", "txt"}:
        found = list(_of_table(list(csv.reader(io.StringIO(_text(content))))))
    else:
        raise Refused(_("只能读取 CSV、XLSX 或 JSON 文件。请另存为其中一种再试。"), "file")
    if not found:
        raise Refused(_("文件里没有读到行政区划。请核对内容后再试。"), "file")
    return found


def _line(number: int, code: Any, name: Any, parent: Any = "") -> Line:
    said = str(name or "").strip()
    return Line(
        number,
        _digits(code),
        ABOLISHED.sub("", said),
        _digits(parent),
        bool(ABOLISHED.search(said)),
    )


def _digits(value: Any) -> str:
    """Excel gives a code as a float; what has other signs in it is kept, to be told."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str("" if value is None else value).strip().removeprefix("'")


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("文件的编码读不懂。请另存为 UTF-8 的 CSV 再试。"), "file")


def _sheet(content: bytes) -> list[list[Any]]:
    try:
        rows: list[list[Any]] = (
            open_workbook(content, ods=True).get_sheet_by_index(0).to_python(skip_empty_area=False)
        )
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_("这个工作簿打不开。请用 Excel 或 WPS 另存为 .xlsx 再试。"), "file") from error
    return rows


def _of_table(rows: Sequence[Sequence[Any]]) -> Iterator[Line]:
    head, code, name, parent = _head(rows)
    for number, row in enumerate(rows[head:], start=head + 1):
        if any(str(cell).strip() for cell in row if cell is not None):
            yield _line(number, _at(row, code), _at(row, name), _at(row, parent))


def _head(rows: Sequence[Sequence[Any]]) -> tuple[int, int, int, int | None]:
    """The row of the head, counted from 1, and the columns of code, name and parent."""
    for number, row in enumerate(rows[:_HEAD_WITHIN], start=1):
        heads = [str(cell).strip().lower() for cell in row]
        code, name = _column(heads, CODE), _column(heads, NAME)
        if code is not None and name is not None:
            return number, code, name, _column(heads, PARENT)
    raise Refused(_("没有找到表头。表里要有“代码”和“名称”两列；村级名单可再有“上级代码”一列。"), "file")


def _column(heads: Sequence[str], names: Sequence[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _at(row: Sequence[Any], column: int | None) -> Any:
    return row[column] if column is not None and column < len(row) else ""


def _of_json(content: bytes) -> Iterator[Line]:
    try:
        data = json.loads(_text(content))
    except ValueError as error:
        raise Refused(_("这个 JSON 文件不完整，读不懂。请重新下载后再试。"), "file") from error
    pairs = _nested(data) if isinstance(data, dict) else _listed(data)
    for number, (code, name, parent) in enumerate(pairs, start=1):
        yield _line(number, code, name, parent)


def _listed(data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """A plain list of objects, by the same heads as a sheet."""
    for each in data if isinstance(data, list) else []:
        if isinstance(each, dict):
            low = {str(key).lower(): value for key, value in each.items()}
            yield tuple(  # type: ignore[misc]
                next((low[name] for name in names if name in low), "") for names in (CODE, NAME, PARENT)
            )


def _nested(data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Names that hold their code and what lies in them: provinces → cities → counties, or counties by code → townships."""
    for key, each in data.items():
        if isinstance(each, str):
            if each.isdigit() and key != "code":
                yield each, key, ""
        elif isinstance(each, dict) and key != "meta":
            if each.get("code"):
                yield each["code"], key, ""
            yield from _nested(each)
