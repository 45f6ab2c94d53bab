"""A year's measures as a workbook: out with the plan's own tasks to fill in, and back with the faults of each row."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from python_calamine import CalamineError

from laoyou.access.models import Department
from laoyou.lib.workbooks import open_workbook
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.actions.measures import Planned
from laoyou.progress.errors import Refused
from laoyou.progress.models import Measure

WIDTHS = (8, 48, 24, 48, 36, 14)
MOST_ROWS = 2000
Cells = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`number` as the workbook counts; `cells`: task number, task, unit, measure, mark, date. `fault` "" when it is right."""

    number: int
    cells: Cells
    planned: Planned | None
    fault: str = ""


def heads() -> tuple[str, ...]:
    return (_("任务序号"), _("任务"), _("责任单位"), _("年度措施"), _("完成标志"), _("完成时限"))


def workbook(plan: Plan, year: int) -> bytes:
    """The measures there are; tasks without one stand as rows to fill in, one for each unit that leads or shares."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(_("%(year)s 年度计划") % {"year": year})
    page.write_row(0, 0, heads(), head)
    for index, row in enumerate(_rows(plan, year), start=1):
        page.write_row(index, 0, row, text)
    page.freeze_panes(1, 0)
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    book.close()
    return stream.getvalue()


def _rows(plan: Plan, year: int) -> list[Cells]:
    rows: list[Cells] = []
    has: set[tuple[int, int]] = set()
    found = Measure.objects.filter(plan=plan, year=year).exclude(state=Measure.State.DROPPED)
    for each in found.select_related("task", "department").order_by("task__no", "due"):
        has.add((each.task_id, each.department_id))
        rows.append(
            (
                str(each.task.no),
                each.task.text,
                each.department.name,
                each.text,
                each.completion_mark,
                each.due.isoformat(),
            )
        )
    held = Obligation.objects.filter(
        plan=plan, task__isnull=False, role__in=("lead", "shared"), department__name__isnull=False
    ).select_related("task", "department")
    for one in held.order_by("task__no", "id"):
        if one.task and one.department and (one.task.pk, one.department.pk) not in has:
            has.add((one.task.pk, one.department.pk))
            rows.append((str(one.task.no), one.task.text, one.department.name, "", "", ""))
    return rows


def read(plan: Plan, year: int, content: bytes) -> list[SheetRow]:
    """Rows of a workbook that came back; rows without a measure are left out. Refused when it is none of ours."""
    try:
        sheet = open_workbook(content).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Refused(_("文件打不开。请用从这里导出的 Excel 表（.xlsx）填好再传。"), "file") from error
    if not rows or [_cell(cell) for cell in rows[0][:6]] not in (list(heads()), list(_chinese_heads())):
        raise Refused(_("第一行的表头与导出的表不同。请用从这里导出的表填写，不要改表头。"), "file")
    if len(rows) > MOST_ROWS:
        raise Refused(_("表里超过 %(most)d 行，请分几次传。") % {"most": MOST_ROWS}, "file")
    cells = [(number, six(row)) for number, row in enumerate(rows[1:], start=2)]
    return check(plan, year, [(number, row) for number, row in cells if any(row[3:])])


def check(plan: Plan, year: int, rows: Sequence[tuple[int, Cells]]) -> list[SheetRow]:
    """Each row with what is wrong with it; a row that the plan has already is wrong too."""
    tasks = {str(task.no): task for task in plan.tasks.all()}
    held = Obligation.objects.filter(plan=plan, task__isnull=False, department__name__isnull=False)
    units: dict[int, dict[str, Department]] = {}
    for each in held.select_related("department"):
        if each.department and each.task_id:
            units.setdefault(each.task_id, {})[each.department.name] = each.department
    there = set(
        Measure.objects.filter(plan=plan, year=year)
        .exclude(state=Measure.State.DROPPED)
        .values_list("task_id", "department__name", "text")
    )
    found = []
    for number, cells in rows:
        made = _planned(year, cells, tasks, units)
        fault = made if isinstance(made, str) else ""
        if not isinstance(made, str) and (made.task.pk, made.department.name, made.text) in there:
            fault = _("这条措施已经有了，不会重复导入。")
        found.append(SheetRow(number, cells, None if isinstance(made, str) or fault else made, fault))
    return found


def _planned(
    year: int, cells: Cells, tasks: dict[str, Task], units: dict[int, dict[str, Department]]
) -> Planned | str:
    """The row as a measure, or what is wrong with it."""
    no, _task, unit, text, mark, day = cells
    task = tasks.get(no)
    if task is None:
        return _("方案里没有序号为“%(no)s”的任务。") % {"no": no}
    department = units.get(task.pk, {}).get(unit)
    if department is None:
        return _("“%(unit)s”不是这项任务的责任单位，请写方案里的全称。") % {"unit": unit}
    if not text or not mark:
        return _("年度措施和完成标志都要填。")
    try:
        due = datetime.date.fromisoformat(day)
    except ValueError:
        return _("完成时限“%(day)s”不是日期，请写成 2025-12-31 的样子。") % {"day": day}
    if due.year != year:
        return _("完成时限要在 %(year)s 年内。") % {"year": year}
    return Planned(task, department, year, text, mark, due)


def six(row: Sequence[Any]) -> Cells:
    no, task, unit, text, mark, due = [_cell(cell) for cell in [*row, *[""] * 6][:6]]
    return no, task, unit, text, mark, due


def _cell(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value if value is not None else "").strip()
    return text.replace("/", "-").replace(".", "-") if text[:4].isdigit() and len(text) <= 10 else text


def _chinese_heads() -> tuple[str, ...]:
    """A workbook made in Chinese comes back to an English screen too."""
    with translation.override("zh-hans"):
        return heads()
