"""The sheet that figures of a plan are filled into: a row for each indicator and period, with what stands already."""

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from laoyou.indicators.models import Observation
from laoyou.indicators.periods import parse_period
from laoyou.indicators.sanity import period_days
from laoyou.plans.models import Plan
from laoyou.plans.queries.rows import IndicatorRow, indicator_rows

# Keys of the columns in their order, with their heads. The heads are how a sheet that comes back is read.
HEADS = {
    "number": _("编号"),
    "name": _("指标"),
    "goal": _("目标值"),
    "period": _("期间"),
    "numerator": _("分子"),
    "denominator": _("分母"),
    "value": _("数值"),
    "unit": _("计量单位"),
    "as_of": _("截止日"),
    "note": _("说明（更正时写明原因）"),
}
_WIDTHS = (8, 40, 14, 10, 14, 14, 14, 10, 12, 36)
FILLED = ("period", "numerator", "denominator", "value", "unit", "as_of", "note")


def template(plan: Plan, periods: Sequence[str]) -> bytes:
    """An .xlsx file: the periods asked for, and those that have figures."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    fixed = book.add_format({"bg_color": "#eef1f0", "text_wrap": True, "valign": "top"})
    filled = book.add_format({"locked": False, "valign": "top", "border": 1, "border_color": "#dfe5e3"})
    words = book.add_format({"locked": False, "valign": "top", "num_format": "@"})
    day = book.add_format(
        {"locked": False, "valign": "top", "num_format": "yyyy-mm-dd", "border": 1, "border_color": "#dfe5e3"}
    )
    page = book.add_worksheet(str(_("填报")))
    page.write_row(0, 0, [str(each) for each in HEADS.values()], head)
    for line, cells in enumerate(_rows(indicator_rows(plan), periods), start=1):
        for column, (key, cell) in enumerate(zip(HEADS, cells, strict=True)):
            page.write(
                line,
                column,
                cell,
                day if key == "as_of" else words if key == "period" else filled if key in FILLED else fixed,
            )
    page.freeze_panes(1, 2)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.protect(options={"format_columns": True, "insert_rows": False, "sort": True, "autofilter": True})
    book.close()
    return stream.getvalue()


def _rows(rows: Sequence[IndicatorRow], periods: Sequence[str]) -> list[tuple[object, ...]]:
    found = []
    for row in sorted(rows, key=lambda each: (each.target.no or 10_000, each.target.pk)):
        standing = {each.observation.period: each.observation for each in row.seen}
        for period in sorted({*standing, *periods}, key=_when):
            found.append(_cells(row, period, standing.get(period)))
    return found


def _cells(row: IndicatorRow, period: str, kept: Observation | None) -> tuple[object, ...]:
    target = row.target
    first = (
        target.pk,
        target.name,
        f"{target.op} {target.value.normalize():f} {target.unit}".strip(),
        period,
    )
    if kept is None:
        return (*first, None, None, None, target.unit, None, None)
    amounts = (
        None if each is None else float(each) for each in (kept.numerator, kept.denominator, kept.value)
    )
    return (*first, *amounts, kept.unit or target.unit, kept.as_of, None)


def _when(period: str) -> tuple[int, int, int]:
    known = parse_period(period)
    return (known.year, known.last, -known.first) if known else (0, 0, 0)


def due_periods(plan: Plan, today: date) -> list[str]:
    """The half-years and years that are over, the last two of each: what an office is usually asked for."""
    last = min(
        today.year, max((target.year or 0 for target in plan.targets.all()), default=today.year) or today.year
    )
    named = [f"{year}{half}" for year in range(last - 1, last + 1) for half in ("H1", "H2", "")]
    over = [name for name in named if (known := parse_period(name)) and period_days(known)[1] < today]
    return over[-4:]
