"""Lists of figures as Excel files."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from laoyou.plans.queries import ValueRow
from laoyou.plans.tabular import Cell, Sheet, add_sheet, exact

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(rows: list[ValueRow]) -> HttpResponse:
    heads = (
        _("地区"), _("指标"), _("期间"), _("分子"), _("分母"), _("数值"), _("计量单位"), _("折算值"), _("上一期"), _("变化"),
        _("截止日"), _("填报单位"), _("审核情况"), _("原因"), _("说明"), _("佐证"),
    )  # fmt: skip
    return answer(Sheet(_("上报数据"), heads, tuple(_cells(row) for row in rows)), _("上报数据"))


def answer(sheet: Sheet, name: str) -> HttpResponse:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    add_sheet(book, sheet)
    book.close()
    response = HttpResponse(stream.getvalue(), content_type=EXCEL)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or ""
    return response


def _cells(row: ValueRow) -> tuple[Cell, ...]:
    seen = row.observation
    return (
        seen.division.name,
        row.name,
        seen.period,
        exact(seen.numerator),
        exact(seen.denominator),
        exact(seen.value),
        seen.unit or row.unit,
        exact(row.value),
        exact(row.former_value),
        exact(row.change),
        seen.as_of.isoformat(),
        seen.department.name if seen.department else "",
        row.status.words,
        row.status.reason,
        seen.note,
        _("、").join(file.name for file in seen.evidence.all()),
    )
