"""An empty sheet to fill in for a target: heads, choices that drop down, notes, and one line that is only an example."""

import datetime
import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from laoyou.sheets.targets import Column, Target

_LAST_LINE = 5000
_LONGEST_LIST = 255  # signs that Excel takes in a list of choices
MARK_SHEET = "_laoyou"


def template(target: Target) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(str(target.label)[:31])
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "soft": book.add_format({"font_color": "#5b6b70", "italic": True, "num_format": "@"}),
        "must": book.add_format({"bold": True, "bottom": 1, "bg_color": "#e3efec", "text_wrap": True}),
        "may": book.add_format({"bottom": 1, "bg_color": "#f6f8f7", "text_wrap": True}),
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
    }
    said = {"name": target.label, "mark": _("（必填）")}
    page.write_string(0, 0, _("%(name)s导入模板：标“%(mark)s”的列必须填；示例行导入时自动跳过，不用删。") % said, formats["title"])  # fmt: skip
    for place, column in enumerate(target.columns):
        head = f"{column.label}{said['mark']}" if column.required else str(column.label)
        page.write_string(1, place, head, formats["must" if column.required else "may"])
        if notes := _notes(column):
            page.write_comment(1, place, notes, {"x_scale": 1.6, "y_scale": 1.4})
        page.set_column(place, place, 20 if column.kind in {"id_number", "text"} else 15, formats["date" if column.kind == "date" else "text"])  # fmt: skip
        page.write_string(2, place, _example(column, first=place == 0), formats["soft"])
        _offer(book, page, place, column)
    page.freeze_panes(2, 0)
    book.close()
    return stream.getvalue()


def _notes(column: Column) -> str:
    kinds = {
        "date": _("公历，按年-月-日，例如 1950-08-15。"),
        "id_number": _("18 位，单元格格式为文本。"),
        "phone": _("11 位手机号，或带区号的座机。"),
        "money": _("单位：元。"),
        "flag": _("填“是”或“否”。"),
        "division": _("填全称；有重名时写上乡镇，或填行政区划代码。"),
    }
    return "\n".join(filter(None, (str(column.help), kinds.get(column.kind, ""))))


def _example(column: Column, *, first: bool) -> str:
    plain = {
        "date": f"{datetime.date(1950, 8, 15):%Y-%m-%d}",
        "number": "1",
        "money": "100",
        "flag": _("是"),
        "phone": "13800000000",
        "id_number": _("18 位号码"),
        "choice": str(column.choices[0].label) if column.choices else "",
    }.get(column.kind, "")
    return _("示例") + (f"：{plain}" if plain else "") if first else plain


def _offer(book: Any, page: Any, place: int, column: Column) -> None:
    words = [_("是"), _("否")] if column.kind == "flag" else [str(one.label) for one in column.choices]
    if not words:
        return
    rule: dict[str, Any] = {"validate": "list", "source": words, "error_type": "warning"}
    if len(",".join(words)) >= _LONGEST_LIST:
        hidden = next((one for one in book.worksheets() if one.get_name() == MARK_SHEET), None)
        if hidden is None:
            hidden = book.add_worksheet(MARK_SHEET)
            hidden.hide()
        hidden.write_column(0, place, words)
        cell = xlsxwriter.utility.xl_range_abs(0, place, len(words) - 1, place)
        rule["source"] = f"={MARK_SHEET}!{cell}"
    page.data_validation(2, place, _LAST_LINE, place, rule)
