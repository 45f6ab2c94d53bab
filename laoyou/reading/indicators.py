"""Rows of an indicator table read into indicators: baseline, target, whether binding, who answers for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import Table
from .cells import Cell, number_of
from .columns import UNITS, Column
from .lines import squeezed
from .measures import Measure, factor_of, in_brackets, read_measure
from .rows import Row
from .units import read_units

_TITLE_REACH = 120
_YEAR = re.compile(r"20\d\d")
_PERIOD = re.compile(r"十([二三四五六])五")
_PERIOD_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_BASE = re.compile(r"基期|基准|基数|现状|现有|当前|现期|实际|实绩|完成|基础值")
_AIM = re.compile(r"目标|规划|预期|末|达到")
_VALUE = re.compile(
    r"(?:每(?:百|千|万)(?:人口?|名?老人|老年人))?(?:(?:年均|累计|较\d{4}年|比\d{4}年)*(?:提高|增长|增加|下降|降低|减少|压减)(?:到|至)?)?(?P<before>[<>≥≤≈=~]{1,2}|不低于|不少于|不小于|至少|大于等于|大于|高于|超过|不超过|不高于|不大于|小于等于|小于|低于|控制在|达到|约|保持在?|提高到|[≥≤])*\s*"
    r"[\[(〔【]?\s*(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?P<big>[百千]?[万亿]|[百千](?=[\u4e00-\u9fff张个人名家所元]))?\s*[\])〕】]?\s*"
    r"(?P<unit>%|‰|[\u4e00-\u9fff/·a-zA-Z]{0,10}?)\s*[\])〕】]?\s*(?P<after>以上|以下|以内|左右|及以上|及以下|\+)?\s*(?:\(.*\))?"
)
_DASH = re.compile(r"[—\-–/―…无*]*")
_OPS = {
    ">": ">",
    "≥": ">=",
    ">=": ">=",
    "<": "<",
    "≤": "<=",
    "<=": "<=",
    "≈": "≈",
    "~": "≈",
    "=": "=",
    "不低于": ">=",
    "不少于": ">=",
    "不小于": ">=",
    "至少": ">=",
    "大于等于": ">=",
    "大于": ">",
    "高于": ">",
    "超过": ">",
    "不超过": "<=",
    "不高于": "<=",
    "不大于": "<=",
    "小于等于": "<=",
    "小于": "<",
    "低于": "<",
    "控制在": "=",
    "约": "≈",
    "以上": ">=",
    "及以上": ">=",
    "+": ">=",
    "以下": "<=",
    "及以下": "<=",
    "以内": "<=",
    "左右": "≈",
}
_PER = re.compile(
    r"每(?:百|千|万|十万)(?:名|个)?(?:常住|户籍)?(?:老年人口|老年人|老人|人口|人|婴幼儿|幼儿|儿童|张床位)?|每年|每月|每周|人均|户均|每个?(?:县|市|乡镇|街道|社区|县市)"
)
_BINDING = re.compile(r"约束性|预期性|^(?:约束|预期)$")
_OTHERS = re.compile(r"国家|全国|省级|全省|上级|国定|省定")
_TABLE_MEASURE = re.compile(r"单位\s*:\s*([^\s,。;:、]{1,8})\)?$")
_MERGED = {"attr", "measure", *UNITS}
_NUMBERED = re.compile(r"(?:\((\d{1,3})\)|(\d{1,3})[.、](?!\d))\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """`unit` is None when neither cell, column, head nor name prints one; `words` stand where the cell has no number."""

    year: int | None
    op: str
    value: float | int | None
    unit: str | None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """`name` lies in `name_span`; `milestones` are values of years between baseline and target."""

    no: int
    name: str
    name_span: tuple[int, int]
    baseline: Value | None
    target: Value | None
    binding: bool | None
    units: tuple[str, ...]
    per: str | None
    milestones: tuple[Value, ...]
    start: int
    end: int
    group: str | None
    confidence: float


def read_indicators(tables: Sequence[Table], shadow: str = "") -> tuple[list[Indicator], list[Row]]:
    """Indicators, and the rows which gave none. Above the table, `shadow` may name the year and unit that its head does not."""
    indicators: list[Indicator] = []
    left: list[Row] = []
    for table in tables:
        above = shadow[max(0, table.start - _TITLE_REACH) : table.start]
        filler, last, year = _MergedCells(table.columns), 0, _title_year(above)
        measure = _table_measure(above)
        for row in table.rows:
            indicator = _indicator(row, filler.filled(row), table.columns, last, year, measure)
            if indicator is None:
                left.append(row)
                continue
            last = indicator.no
            indicators.append(indicator)
    return indicators, left


class _MergedCells:
    """What a row inherits of the cell above that was merged down to it: kind, measure, responsible units."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.above: dict[int, Cell] = {}
        self.group: str | None = None

    def filled(self, row: Row) -> list[tuple[Cell, Column]]:
        if row.group != self.group:
            self.above, self.group = {}, row.group
        pairs: list[tuple[Cell, Column]] = []
        for place, (cell, column) in enumerate(zip(row.cells, self.columns, strict=True)):
            if cell and column.kind in _MERGED:
                self.above[place] = cell
            whole = cell or self.above.get(place)
            if whole:
                pairs.append((whole, column))
        return pairs


def read_value(text: str, year: int | None, measure: Measure | None) -> Value | None:
    """≥4.5, 10万, 55%以上, [500]: the value and how it binds; None when the cell holds a dash.

    The factor of the measure (万人) counts where the cell prints neither unit nor factor of its own.
    """
    words = squeezed(text)
    found = _VALUE.fullmatch(words)
    if not found:
        return None if _DASH.fullmatch(words) else Value(year, "=", None, None, words)
    factor = factor_of(found["big"]) if found["big"] or found["unit"] or not measure else measure.factor
    value = round(float(found["number"].replace(",", "")) * factor, 6)
    op = _OPS.get(found["after"] or "") or _OPS.get(found["before"] or "", "=")
    unit = found["unit"] or (measure.unit if measure else None)
    return Value(year, op, int(value) if value.is_integer() else value, unit)


def _table_measure(above: str) -> Measure | None:
    """单位:万人, printed between the title of a table and its head."""
    found = _TABLE_MEASURE.search(above.rstrip())
    return read_measure(found[1]) if found else None


def _title_year(above: str) -> int | None:
    """The year in the title of a table, the last two lines above it."""
    title = " ".join(above.rstrip().splitlines()[-2:])
    if found := _YEAR.findall(title):
        return int(found[-1])
    period = _PERIOD.search(title)
    return _PERIOD_END[period[1]] if period else None


def _indicator(
    row: Row,
    pairs: Sequence[tuple[Cell, Column]],
    columns: Sequence[Column],
    last: int,
    year: int | None,
    measure: Measure | None,
) -> Indicator | None:
    name_cell = next((cell for cell, column in reversed(pairs) if column.kind == "name"), None)
    if name_cell is None:
        return None
    printed = next((number_of(cell.text) for cell, column in pairs if column.kind == "no"), None)
    begun = _NUMBERED.match(name_cell.text) if printed is None else None
    name = squeezed(name_cell.text[begun.end() :] if begun else name_cell.text)
    if begun:
        printed = int(begun[1] or begun[2])
    values = _values(pairs, _measure(pairs, name) or measure, columns)
    baseline, milestones, target = _placed(values)
    target = replace(target, year=year) if target and target.year is None else target
    if baseline is None and target is None:
        return None
    per = _PER.search(name)
    return Indicator(
        printed if printed is not None else last + 1,
        name,
        (name_cell.start, name_cell.end),
        baseline,
        target,
        _binding(pairs, row.group),
        _units(pairs),
        per.group() if per else None,
        milestones,
        row.start,
        row.end,
        row.group,
        0.99 if _known(target) else 0.6,
    )


def _measure(pairs: Sequence[tuple[Cell, Column]], name: str) -> Measure | None:
    printed = next((squeezed(cell.text) for cell, column in pairs if column.kind == "measure"), None)
    if printed and not re.fullmatch(r"[—\-–/]+", printed):
        return read_measure(printed)
    return in_brackets(name)


def _year(column: Column, columns: Sequence[Column]) -> int | None:
    if found := _YEAR.findall(column.label):
        return int(found[-1])
    if period := _PERIOD.search(column.label):
        return _PERIOD_END[period[1]]
    return None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values in one row. `aim`: whether its head says aim or start; None when it says neither.

    `others` when the aim is that of the country or the level above.
    """

    aim: bool | None
    year: int | None
    value: Value | None
    others: bool = False


def _values(
    pairs: Sequence[tuple[Cell, Column]], measure: Measure | None, columns: Sequence[Column]
) -> list[_Column]:
    """In the order of the columns."""
    filled = {id(column): cell for cell, column in pairs}
    values: list[_Column] = []
    for column in columns:
        if column.kind != "value":
            continue
        cell, year = filled.get(id(column)), _year(column, columns)
        value = read_value(cell.text, year, measure or in_brackets(column.label)) if cell else None
        values.append(_Column(_is_aim(column.label), year, value, bool(_OTHERS.search(column.label))))
    return _one_a_year(values)


def _one_a_year(values: Sequence[_Column]) -> list[_Column]:
    """Of several columns for one year the own aim counts: the first that is filled and not said to be another level's."""
    kept: list[_Column] = []
    for item in values:
        place = next(
            (
                index
                for index, other in enumerate(kept)
                if item.year and other.year == item.year and (other.aim, item.aim).count(False) != 1
            ),
            None,
        )
        if place is None:
            kept.append(item)
        elif (kept[place].others and not item.others) or kept[place].value is None:
            kept[place] = item
    return kept


def _is_aim(label: str) -> bool | None:
    if _BASE.search(label):
        return False
    return True if _AIM.search(label) and "十三五" not in label else None


def _placed(values: Sequence[_Column]) -> tuple[Value | None, tuple[Value, ...], Value | None]:
    """Baseline, values between, target: the last column is the aim, the first of several what it starts from."""
    if not values:
        return None, (), None
    if len(values) == 1:
        only = values[0]
        return (_known(only.value), (), None) if only.aim is False else (None, (), only.value)
    ordered = _by_year(values)
    starts = ordered[0].aim is not True
    between = ordered[1:-1] if starts else ordered[:-1]
    stones = tuple(value for item in between if (value := _known(item.value)))
    return _known(ordered[0].value) if starts else None, stones, ordered[-1].value


def _known(value: Value | None) -> Value | None:
    """A baseline in words is none."""
    return value if value and value.value is not None else None


def _by_year(values: Sequence[_Column]) -> list[_Column]:
    """Columns may stand in any order: an aim printed before its baseline is put after it."""
    if values[0].aim is True and values[-1].aim is False:
        return list(reversed(values))
    years = [item.year for item in values if item.year]
    return sorted(values, key=lambda item: item.year or 0) if len(years) == len(values) else list(values)


def _binding(pairs: Sequence[tuple[Cell, Column]], group: str | None) -> bool | None:
    said = [
        squeezed(cell.text) for cell, column in pairs if column.kind in {"attr", "name", "remark", "category"}
    ]
    for words in [*said, group or ""]:
        if found := _BINDING.search(words):
            return found.group().startswith("约束")
    return None


def _units(pairs: Sequence[tuple[Cell, Column]]) -> tuple[str, ...]:
    return tuple(
        item.unit for cell, column in pairs if column.kind in UNITS for item in read_units(cell.text)
    )
