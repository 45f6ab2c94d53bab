"""The board as a workbook: what is shown, in the language of the screen."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from laoyou.indicators.rules import STATES
from laoyou.plans.models import Plan
from laoyou.plans.queries.board import ObligationRow, TaskFilter, TaskRow, board_tasks
from laoyou.plans.queries.figures import TargetRow, board_indicators, board_parameters

SHEETS = ("tasks", "indicators", "parameters")
_ALL = 100_000
_WIDEST = 60

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` in the order of `heads`; a number stays a number."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Further columns of the sheet of tasks, by task id, from a package above this one."""

    heads: tuple[str, ...]
    cells: Mapping[int, tuple[Cell, ...]]


def workbook(
    plan: Plan,
    *,
    sheets: Sequence[str] = SHEETS,
    tasks: TaskFilter | None = None,
    beside: Beside | None = None,
) -> bytes:
    """An .xlsx file. `tasks` narrows the sheet of tasks as the page was narrowed; all its pages are exported."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in (table(plan, name, tasks, beside) for name in sheets if name in SHEETS):
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, sheet.heads, head)
        for index, row in enumerate(sheet.rows, start=1):
            page.write_row(index, 0, row, text)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.heads) - 1)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
    book.close()
    return stream.getvalue()


def table(plan: Plan, name: str, tasks: TaskFilter | None = None, beside: Beside | None = None) -> Sheet:
    """One sheet as plain rows."""
    if name == "indicators":
        return _indicators(plan)
    return _parameters(plan) if name == "parameters" else _tasks(plan, tasks or TaskFilter(), beside)


def _tasks(plan: Plan, wanted: TaskFilter, beside: Beside | None) -> Sheet:
    everything = replace(wanted, page=1, size=_ALL)
    heads = (
        _("序号"),
        _("任务"),
        _("牵头"),
        _("按职责分工负责"),
        _("配合"),
        _("原文责任单位"),
        _("共同编号"),
        _("条款"),
    )
    rows = board_tasks(plan, everything).page.rows
    more = beside or Beside((), {})
    cells = tuple((*_task(row), *more.cells.get(row.task.pk, ())) for row in rows)
    return Sheet(_("任务"), (*heads, *more.heads), cells)


def _task(row: TaskRow) -> tuple[Cell, ...]:
    units = (_names(row.by_role(role)) for role in ("lead", "shared", "support"))
    return (row.task.no, row.task.text, *units, row.task.raw, row.task.nkey, row.task.clause)


def _names(obligations: Sequence[ObligationRow]) -> str:
    return _("、").join(each.name for each in obligations)


def _indicators(plan: Plan) -> Sheet:
    heads = (
        _("序号"), _("指标"), _("基期年"), _("基期值"), _("目标年"), _("要求"), _("目标值"), _("计量单位"), _("属性"),
        _("责任单位"), _("最新数据"), _("期间"), _("判断"), _("条款"),
    )  # fmt: skip
    return Sheet(_("指标"), heads, tuple(_indicator(row) for row in board_indicators(plan)))


def _indicator(row: TargetRow) -> tuple[Cell, ...]:
    target = row.target
    binding = {True: _("约束性"), False: _("预期性"), None: _("未说明")}[target.binding]
    return (
        target.no,
        target.name,
        target.baseline_year,
        _number(target.baseline_value),
        target.year,
        target.op,
        _number(target.value),
        target.unit,
        binding,
        row.owner or _names(row.obligations),
        float(row.judgement.value) if row.judgement.value is not None else None,
        row.observation.period if row.observation else None,
        str(STATES[row.judgement.state]),
        target.clause,
    )


def _parameters(plan: Plan) -> Sheet:
    heads = (
        _("标准"),
        _("适用对象"),
        _("要求"),
        _("数值"),
        _("计量单位"),
        _("每"),
        _("责任单位"),
        _("任务序号"),
        _("条款"),
    )
    rows = tuple(
        (
            row.rule.text,
            row.rule.subject,
            row.rule.op,
            _number(row.rule.value),
            row.rule.unit,
            row.rule.per,
            _names(row.obligations) or _("尚无责任单位"),
            row.covered_by.no if row.covered_by else None,
            row.rule.clause,
        )
        for row in board_parameters(plan)
    )
    return Sheet(_("标准"), heads, rows)


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _widths(sheet: Sheet) -> list[int]:
    """Chinese signs are twice as wide as digits."""
    columns = zip(sheet.heads, *sheet.rows, strict=True)
    return [min(_WIDEST, max(8, 2 + max(_width(cell) for cell in column))) for column in columns]


def _width(cell: Any) -> int:
    text = "" if cell is None else str(cell)
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
