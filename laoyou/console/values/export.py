"""Lists of figures as Excel files."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from laoyou.console.downloads import EXCEL, as_file
from laoyou.plans.exports import book_of
from laoyou.plans.queries import ValueRow
from laoyou.plans.tabular import Cell, Sheet, exact


def workbook_answer(rows: list[ValueRow]) -> HttpResponse:
    heads = (
        _("地区"), _("指标"), _("期间"), _("分子"), _("分母"), _("数值"), _("计量单位"), _("折算值"), _("上一期"), _("变化"),
        _("截止日"), _("填报单位"), _("审核情况"), _("原因"), _("说明"), _("佐证"),
    )  # fmt: skip
    return answer(Sheet(_("上报数据"), heads, tuple(_cells(row) for row in rows)), _("上报数据"))


def answer(sheet: Sheet, name: str) -> HttpResponse:
    return as_file(HttpResponse(book_of([sheet]), content_type=EXCEL), f"{name}.xlsx")


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
