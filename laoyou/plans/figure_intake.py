"""A filled sheet of figures, read: what it would add and change, and each fault with its cell. Nothing is written here."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from python_calamine import CalamineError, SheetVisibleEnum

from laoyou.indicators import queries as standing_figures
from laoyou.indicators.amounts import amounts_of
from laoyou.indicators.models import Observation
from laoyou.indicators.periods import parse_period
from laoyou.indicators.sanity import Doubt, usual_day
from laoyou.lib.workbooks import open_workbook
from laoyou.plans.actions.figures import Figure
from laoyou.plans.errors import Refused
from laoyou.plans.figure_sheets import HEADS
from laoyou.plans.models import Plan, Target
from laoyou.plans.queries.doubts import doubts_about
from laoyou.plans.queries.specs import figure_key

MOST_BYTES, MOST_ROWS, _HEAD_ROWS = 5 << 20, 5000, 10
_SHARES = {"%", "％"}
ADDED, CHANGED, SAME = "added", "changed", "same"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell, and what to do."""

    sheet: str
    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row that would be reported; `change` added, changed or same, `kept` what stands now."""

    sheet: str
    row: int
    figure: Figure
    change: str
    kept: Observation | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()

    def of(self, change: str) -> list[Line]:
        return [line for line in self.lines if line.change == change]

    @property
    def doubted(self) -> list[Line]:
        return [line for line in self.to_report if line.doubts]

    @property
    def to_report(self) -> list[Line]:
        return [line for line in self.lines if line.change != SAME]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the sheet as text; `given` by the keys of HEADS."""

    sheet: str
    row: int
    given: dict[str, str]


class _Wrong(Exception):
    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column, self.words = column, words


def read(plan: Plan, content: bytes) -> Intake:
    """Refused where the file is no workbook or has no such sheet."""
    return compare(plan, cells_of(content))


def compare(plan: Plan, cells: Sequence[Cells]) -> Intake:
    targets = {str(each.pk): each for each in plan.targets.all()}
    named = {each.name: each for each in targets.values()}
    standing = standing_figures.standing(plan.division_id, {figure_key(each) for each in targets.values()})
    kept = {(key, row.period): row for key, rows in standing.items() for row in rows}
    lines: list[Line] = []
    faults: list[Fault] = []
    for row in cells:
        try:
            line = _line(row, targets, named, kept)
            _once(line, lines)
            lines.append(line)
        except _Wrong as wrong:
            faults.append(Fault(row.sheet, row.row, str(HEADS[wrong.column]), wrong.words))
    return Intake(tuple(_doubted(plan, lines)), tuple(faults))


def _once(line: Line, before: Sequence[Line]) -> None:
    same = next(
        (
            each
            for each in before
            if (each.figure.target, each.figure.period) == (line.figure.target, line.figure.period)
        ),
        None,
    )
    if same:
        raise _Wrong("period", _("与第 %(row)d 行重复：同一指标同一期只填一行。") % {"row": same.row})


def _line(
    row: Cells,
    targets: Mapping[str, Target],
    named: Mapping[str, Target],
    kept: Mapping[tuple[str, str], Observation],
) -> Line:
    given = row.given
    target = targets.get(given["number"]) or named.get(given["name"])
    if target is None:
        raise _Wrong("number", _("编号和指标名都不在这份方案里。请用本方案下载的表填报。"))
    period = _period(given["period"])
    now = kept.get((figure_key(target), period))
    day = _day(given["as_of"], period, now)
    figure = Figure(
        target,
        period,
        *_amounts(given, target),
        as_of=day,
        note=given["note"],
        corrects=now,
        unit_said=bool(given["unit"]) or given["value"].endswith("%"),
    )
    try:
        amounts = amounts_of(figure.numerator, figure.denominator, figure.value, figure.unit)
    except Refused as refused:
        raise _Wrong(refused.field if refused.field in HEADS else "value", refused.message) from refused
    if now is None:
        return Line(row.sheet, row.row, figure, ADDED)
    if day == now.as_of and all(
        amounts[name] == getattr(now, name) for name in ("numerator", "denominator", "value")
    ):
        return Line(row.sheet, row.row, figure, SAME, now)
    if not figure.note:
        raise _Wrong("note", _("这一行改了已上报的数据。请在说明栏写明更正的原因。"))
    return Line(row.sheet, row.row, figure, CHANGED, now)


def _period(text: str) -> str:
    # Excel takes 2025-07 for a date, the first of July.
    plain = text.removesuffix("-01") if len(text) == len("2025-07-01") else text.upper()
    known = parse_period(plain)
    if known is None:
        raise _Wrong(
            "period", _("“%(text)s”不是期间。请写成 2025、2025H1、2025Q3 或 2025-07。") % {"text": text}
        )
    today = timezone.localdate()
    if (known.year, known.first) > (today.year, today.month):
        raise _Wrong("period", _("这个期间还没有开始，不能上报。"))
    return plain


def _day(text: str, period: str, now: Observation | None) -> datetime.date:
    today = timezone.localdate()
    if not text:
        known = parse_period(period)
        return now.as_of if now else usual_day(known, today) if known else today
    try:
        day = datetime.date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        raise _Wrong("as_of", _("“%(text)s”不是日期。请写成 2025-06-30。") % {"text": text}) from None
    if day > today:
        raise _Wrong("as_of", _("数据截止日期不能晚于今天。"))
    return day


def _amounts(given: Mapping[str, str], target: Target) -> tuple[str | None, str | None, str | None]:
    value, unit = given["value"], given["unit"]
    if value.endswith("%") and target.unit not in _SHARES:
        raise _Wrong(
            "value",
            _("“%(value)s”带百分号，而目标的单位是“%(unit)s”。请核对。")
            % {"value": value, "unit": target.unit or "—"},
        )
    if value and unit and target.unit and _plain_unit(unit) != _plain_unit(target.unit):
        raise _Wrong(
            "unit",
            _("单位“%(unit)s”与目标的单位“%(wanted)s”不同。请换算后再填。")
            % {"unit": unit, "wanted": target.unit},
        )
    return given["numerator"] or None, given["denominator"] or None, value.removesuffix("%") or None


def _plain_unit(unit: str) -> str:
    return unit.replace("％", "%").strip()


def _doubted(plan: Plan, lines: Sequence[Line]) -> Iterator[Line]:
    for line, found in zip(lines, doubts_about(plan, [line.figure for line in lines]), strict=True):
        yield replace(line, doubts=() if line.change == SAME else tuple(found))


def cells_of(content: bytes) -> list[Cells]:
    if len(content) > MOST_BYTES:
        raise Refused(
            _("文件超过 %(limit)d MB。请只保留填报的那张表。") % {"limit": MOST_BYTES >> 20}, "file"
        )
    try:
        book = open_workbook(content, ods=True)
        pages = [
            (sheet.name, book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(
            _("这个文件不是 Excel 工作簿，或已损坏。请用下载的表填好后另存为 .xlsx 再传。"), "file"
        ) from error
    rows = [row for name, page in pages for row in _page(name, page)]
    if not rows:
        raise Refused(_("表里没有填好的数据。表头须有“期间”“分子”“分母”“数值”各列，请用下载的表填。"), "file")
    if len(rows) > MOST_ROWS:
        raise Refused(_("一次最多导入 %(most)d 行。请分开导入。") % {"most": MOST_ROWS}, "file")
    return rows


def _page(name: str, page: Sequence[Sequence[Any]]) -> Iterator[Cells]:
    heads = _heads()
    for first, row in enumerate(page[:_HEAD_ROWS], start=1):
        columns = {heads[text]: column for column, cell in enumerate(row) if (text := _text(cell)) in heads}
        if set(columns) >= {"period", "numerator", "denominator", "value"}:
            yield from _filled(name, page[first:], first + 1, columns)
            return


def _filled(
    name: str, rows: Sequence[Sequence[Any]], first: int, columns: Mapping[str, int]
) -> Iterator[Cells]:
    for number, row in enumerate(rows, start=first):
        given = {
            key: _text(row[columns[key]]) if key in columns and columns[key] < len(row) else ""
            for key in HEADS
        }
        if given["numerator"] or given["denominator"] or given["value"]:
            yield Cells(name, number, given)


def _heads() -> dict[str, str]:
    """A sheet may come back to a person who reads the pages in the other language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(words): key for key, words in HEADS.items()}
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        # Excel keeps 4293 as 4293.0, and 0.1 + 0.2 with seventeen digits.
        return f"{Decimal(repr(round(cell, 6))).normalize():f}"
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell).strip().replace("％", "%")
