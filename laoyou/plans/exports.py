"""The board as a workbook: what is shown, in the language of the screen."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import xlsxwriter
from django.utils.translation import gettext as _

from laoyou.indicators.trajectory import STATES
from laoyou.plans.models import Plan
from laoyou.plans.queries.board import ObligationRow, TaskFilter, TaskRow, board_tasks
from laoyou.plans.queries.figures import TargetRow, board_indicators, board_parameters
from laoyou.plans.tabular import Cell, Sheet, add_sheet, exact

SHEETS = ("tasks", "indicators", "parameters")
_ALL = 100_000


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
    return book_of([table(plan, name, tasks, beside) for name in sheets if name in SHEETS])


def book_of(sheets: Sequence[Sheet]) -> bytes:
    """Each sheet with its head kept in sight, a filter and columns as wide as what stands in them."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    for sheet in sheets:
        add_sheet(book, sheet)
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
        _("责任单位"), _("最新数据"), _("期间"), _("应达到"), _("差距"), _("判断"), _("审核情况"), _("佐证"), _("条款"),
    )  # fmt: skip
    return Sheet(_("指标"), heads, tuple(_indicator(row) for row in board_indicators(plan, sort="no")))


def _indicator(row: TargetRow) -> tuple[Cell, ...]:
    target = row.target
    binding = {True: _("约束性"), False: _("预期性"), None: _("未说明")}[target.binding]
    seen = row.observation
    return (
        target.no,
        target.name,
        target.baseline_year,
        exact(target.baseline_value),
        target.year,
        target.op,
        exact(target.value),
        target.unit,
        binding,
        row.owner or _names(row.obligations),
        exact(row.now),
        seen.period if seen else None,
        exact(row.standing.planned),
        exact(row.standing.gap),
        str(STATES[row.state]),
        row.status.words if row.status else None,
        _("、").join(file.name for file in seen.evidence.all()) if seen else None,
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
            exact(row.rule.value),
            row.rule.unit,
            row.rule.per,
            _names(row.obligations) or _("尚无责任单位"),
            row.covered_by.no if row.covered_by else None,
            row.rule.clause,
        )
        for row in board_parameters(plan)
    )
    return Sheet(_("标准"), heads, rows)
