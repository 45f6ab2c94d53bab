"""Rows pasted from a spreadsheet, with a head that says what each column holds."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from laoyou.plans.rules.payloads import Payload, faults
from laoyou.reading.columns import Column, classify, purpose, settled
from laoyou.reading.numerals import find_amounts
from laoyou.reading.units import read_units

_NOTHING = {"", "-", "—", "——", "–", "/", "无", "暂无"}
_LONGEST_NO = 5
_GOES_ON = re.compile(
    r"[.,]?\d"
)  # 1.2.3, or more digits than a number is read with: its head alone would be wrong
_YEAR = re.compile(r"(?:19|20)\d\d")
_BASE = re.compile(r"基期|基准|现状|现有|当前|基数")
_OPS = (
    (re.compile(r"≥|>=|不低于|不少于|以上|至少"), ">="),
    (re.compile(r"≤|<=|不高于|不超过|以下|以内|至多"), "<="),
    (re.compile(r">|高于|大于|超过"), ">"),
    (re.compile(r"<|低于|小于"), "<"),
    (re.compile(r"≈|左右|约"), "≈"),
)
_UNIT = re.compile(r"^\s*[%‰]|^\s*[^\d\s()≥≤><,。;以左]{1,8}")


@dataclass(frozen=True, slots=True)
class CellError:
    """`row` counts from 1 with the head; `column` is its head, `why` says what to do."""

    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """What was pasted: `kind` indicator or task, one payload a row that is right, and what is wrong with the others."""

    kind: str
    payloads: tuple[Payload, ...]
    errors: tuple[CellError, ...]


def parse_table(text: str) -> Table:
    """Cells divided by tabs, as a spreadsheet copies them; quoted cells may hold line breaks."""
    try:
        cells = csv.reader(io.StringIO(text), delimiter="\t")
        rows = [row for row in cells if any(cell.strip() for cell in row)]
    except csv.Error:
        return Table("", (), (CellError(1, "", text[:60], _quote_advice()),))
    head = [_column(cell) for cell in rows[0]] if rows else []
    use = purpose([column for column in head if column.kind != "remark" or column.label])
    if use not in {"indicators", "tasks"}:
        return Table("", (), (CellError(1, "", "\t".join(rows[0])[:60] if rows else "", _head_advice()),))
    columns = settled(head, use)
    kind = "indicator" if use == "indicators" else "task"
    parsed = [_row(kind, columns, row, index) for index, row in enumerate(rows[1:], start=2)]
    payloads = tuple(payload for payload, errors in parsed if not errors)
    return Table(kind, payloads, tuple(error for _payload, errors in parsed for error in errors))


def _column(cell: str) -> Column:
    return classify(cell) or Column("remark", cell.strip())


def _quote_advice() -> str:
    return _("有单元格太长，或引号没有成对。请只复制表格区域，再粘贴一次。")


def _head_advice() -> str:
    return _(
        "没有找到表头。请把表头一起复制，例如：指标名称、单位、2020年、2025年、属性、责任部门；或：序号、重点任务、责任单位。"
    )


def _row(
    kind: str, columns: Sequence[Column], cells: Sequence[str], index: int
) -> tuple[Payload, list[CellError]]:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        extra = cells[len(columns)]
        return {}, [CellError(index, "", extra, _("这一行的单元格比表头多，请核对是否错列。"))]
    filled = [*map(str.strip, cells), *[""] * (len(columns) - len(cells))]
    build = _indicator if kind == "indicator" else _task
    payload, errors = build(columns, filled, index)
    if not errors and (wrong := faults(kind, payload)):
        errors.append(CellError(index, _label(wrong[0].field, columns), "", wrong[0].message))
    return payload, errors


def _label(field: str, columns: Sequence[Column]) -> str:
    """The head of the column that a fault of a payload comes from."""
    if field.startswith("target."):
        values = [column.label for column in columns if column.kind == "value"]
        return max(values, key=lambda label: _year_of(label) or 0, default="")
    kind = {"name": "name", "text": "task", "responsibilities": "resp"}.get(field, "")
    return next((column.label for column in columns if column.kind == kind), field)


def _number(
    cells: Sequence[str], columns: Sequence[Column], index: int
) -> tuple[int | None, list[CellError]]:
    text = _plain(_cell("no", columns, cells))
    if text in _NOTHING:
        return None, []
    if text.isdecimal() and len(text) <= _LONGEST_NO:
        return int(text), []
    label = next(column.label for column in columns if column.kind == "no")
    return None, [CellError(index, label, text, _("序号应是整数。"))]


def _plain(cell: str) -> str:
    """Full-width digits and signs as plain ones."""
    return unicodedata.normalize("NFKC", cell).strip()


def _cell(kind: str, columns: Sequence[Column], cells: Sequence[str]) -> str:
    return next((cell for column, cell in zip(columns, cells, strict=True) if column.kind == kind), "")


def _task(columns: Sequence[Column], cells: Sequence[str], index: int) -> tuple[Payload, list[CellError]]:
    no, errors = _number(cells, columns, index)
    named = []
    raw = []
    for column, cell in zip(columns, cells, strict=True):
        if column.kind in {"resp", "lead", "support"} and cell not in _NOTHING:
            role = column.kind if column.kind != "resp" else None
            named += [
                {"unit": unit.unit, "role": unit.role}
                for unit in read_units(_plain(cell), role, column.first_leads)
            ]
            raw.append(cell)
    payload = {
        "no": no,
        "text": _cell("task", columns, cells),
        "responsibilities": named,
        "raw": ";".join(raw),
    }
    return payload, errors


def _indicator(
    columns: Sequence[Column], cells: Sequence[str], index: int
) -> tuple[Payload, list[CellError]]:
    no, errors = _number(cells, columns, index)
    unit = _cell("measure", columns, cells)
    values: list[tuple[Column, int | None, Payload | None]] = []
    for column, cell in zip(columns, cells, strict=True):
        if column.kind == "value":
            value, wrong = _value(_plain(cell), _plain(unit))
            errors += [CellError(index, column.label, cell, wrong)] if wrong else []
            values.append((column, _year_of(column.label), value))
    baseline, target = _ends(values)
    binding, wrong = _binding(_cell("attr", columns, cells))
    if wrong:
        label = next(column.label for column in columns if column.kind == "attr")
        errors.append(CellError(index, label, _cell("attr", columns, cells), wrong))
    return {
        "no": no,
        "name": _cell("name", columns, cells),
        "baseline": baseline,
        "target": target,
        "binding": binding,
        "unit_responsible": _owner(columns, cells),
    }, errors


def _owner(columns: Sequence[Column], cells: Sequence[str]) -> str | None:
    found = _cell("lead", columns, cells) or _cell("resp", columns, cells)
    return None if found in _NOTHING else found


def _ends(
    values: Sequence[tuple[Column, int | None, Payload | None]],
) -> tuple[Payload | None, Payload | None]:
    """The last column of values is what is aimed at, the first, where there are two, where it began."""
    ordered = sorted(values, key=lambda entry: (not _BASE.search(entry[0].label), entry[1] or 0))
    if not ordered:
        return None, None
    _column, year, target = ordered[-1]
    if target is not None:
        target = target | {"year": year}
    _column, year, first = ordered[0]
    if len(ordered) < 2 or first is None:
        return None, target
    return {"year": year, "value": first["value"], "unit": first["unit"]}, target


def _year_of(label: str) -> int | None:
    found = _YEAR.search(label)
    return int(found.group()) if found else None


def _value(cell: str, unit: str) -> tuple[Payload | None, str]:
    """op, value and unit of a cell such as ≥4.5, 90% or 1.6万."""
    if cell in _NOTHING:
        return None, ""
    amounts = list(find_amounts(cell))
    if len(amounts) != 1 or _GOES_ON.match(cell, amounts[0].end):
        return None, _("这里应只有一个数，例如 95%、≥4.5 或 10万；没有数据可以填“—”。")
    amount = amounts[0]
    after = _UNIT.match(cell[amount.end :])
    own = after.group().strip() if after else ""
    op = next((op for pattern, op in _OPS if pattern.search(cell)), "=")
    return {"op": op, "value": amount.value, "unit": "%" if amount.share else own or unit}, ""


def _binding(cell: str) -> tuple[bool | None, str]:
    if cell in _NOTHING:
        return None, ""
    if "约束" in cell and "预期" not in cell:
        return True, ""
    if "预期" in cell and "约束" not in cell:
        return False, ""
    return None, _("属性应是“约束性”或“预期性”，没有可以留空。")


def as_pasted(payload: Payload) -> dict[str, Any]:
    """A table that has no baseline, kind or owner for a row says by that itself that it states none."""
    silent = {
        "baseline": payload.get("baseline"),
        "binding": payload.get("binding"),
        "owner": payload.get("unit_responsible"),
    }
    return payload | {"not_stated": [name for name, value in silent.items() if value is None]}
