"""The rows behind a figure as a list: found, ordered, and written as an Excel sheet."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.plans.tabular import Cell, Sheet
from laoyou.reports import figures
from laoyou.reports.facts import IndicatorFact, TaskFact
from laoyou.reports.figures import Selection
from laoyou.reports.queries import Opened
from laoyou.ui.listing import Listing
from laoyou.ui.marks import MARKS

Row = Any
Columns = Sequence[tuple[str, Any, Callable[[Row], Cell]]]  # name in the address, heading, value


def _progress(row: TaskFact) -> str:
    return "\n".join(f"{each.on} {each.unit}：{each.text}" for each in row.entries) or row.reason


def _reported(row: IndicatorFact) -> str:
    return "\n".join(
        f"{each.period}：{each.text or each.value}（{each.as_of}{f' {each.by}' if each.by else ''}）"
        for each in reversed(row.seen)
    )


def _came(row: Row) -> str:
    return _("迟报") if row.late else _("已报送") if row.came else _("未报送")


def _marked(prefix: str) -> Callable[[Row], str]:
    return lambda row: str(MARKS[prefix + row.state].word)


def _task_state(row: TaskFact) -> str:
    return str(MARKS["task_overdue" if row.overdue else f"task_{row.state}"].word)


_UNIT, _DUE, _STATE = gettext_lazy("责任单位"), gettext_lazy("时限"), gettext_lazy("状态")
COLUMNS: dict[str, Columns] = {
    figures.TASKS: (
        ("no", gettext_lazy("序号"), lambda row: row.no),
        ("text", gettext_lazy("任务"), lambda row: row.text),
        ("state", _STATE, _task_state),
        ("due", _DUE, lambda row: row.due),
        ("owner", _UNIT, lambda row: row.owner),
        ("", gettext_lazy("进展和佐证"), _progress),
    ),
    figures.INDICATORS: (
        ("name", gettext_lazy("指标"), lambda row: row.name),
        ("", gettext_lazy("要求"), lambda row: row.goal),
        ("", gettext_lazy("现值"), lambda row: row.now),
        ("state", gettext_lazy("结论"), _marked("")),
        ("owner", _UNIT, lambda row: row.owner),
        ("", gettext_lazy("数据和佐证"), _reported),
    ),
    figures.RETURNS: (
        ("unit", gettext_lazy("单位"), lambda row: row.unit),
        ("state", gettext_lazy("报送"), _came),
        ("when", gettext_lazy("时间"), lambda row: row.submitted[:10]),
    ),
    figures.ORDERS: (
        ("number", gettext_lazy("编号"), lambda row: row.number),
        ("unit", gettext_lazy("单位"), lambda row: row.unit),
        ("", gettext_lazy("问题"), lambda row: row.problem),
        ("due", _DUE, lambda row: row.deadline),
        ("state", _STATE, _marked("order_")),
    ),
    figures.MEASURES: (
        ("no", gettext_lazy("任务"), lambda row: row.no),
        ("text", gettext_lazy("措施"), lambda row: row.text),
        ("", gettext_lazy("完成标志"), lambda row: row.mark),
        ("due", _DUE, lambda row: row.due),
        ("unit", _UNIT, lambda row: row.unit),
        ("state", _STATE, _marked("measure_")),
    ),
    figures.UNITS: (("unit", gettext_lazy("单位"), lambda row: row),),
}


def listed(query: QueryDict, found: Opened, selection: Selection) -> tuple[Listing, list[Row]]:
    columns = COLUMNS[selection.of]
    keep = {"issue": str(found.issue.number)} if found.issue else {}
    listing = Listing(query, (), tuple(name for name, _head, _value in columns if name), "", keep)
    values = [value for _name, _head, value in columns]
    rows = [
        row
        for row in selection.rows
        if not listing.text or any(listing.text in str(value(row)) for value in values)
    ]
    asked = listing.sort.lstrip("-")
    order = next((value for name, _head, value in columns if asked and name == asked), None)
    return listing, sorted(rows, key=order, reverse=listing.sort.startswith("-")) if order else rows  # type: ignore[arg-type]


def sheet(selection: Selection, rows: Sequence[Row]) -> Sheet:
    columns = COLUMNS[selection.of]
    heads = tuple(str(head) for _name, head, _value in columns)
    return Sheet(
        selection.label[:31], heads, tuple(tuple(value(row) for _n, _h, value in columns) for row in rows)
    )
