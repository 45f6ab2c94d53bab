"""Whether a figure reaches its target. Everything is counted in fractions; nothing is rounded before it is compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from laoyou.indicators.periods import Period

MET, MISSED, NO_DATA, UNCLEAR, NOT_DUE = "met", "missed", "no_data", "unclear", "not_due"
STATES = {
    MET: _("已达到"),
    MISSED: _("未达到"),
    NO_DATA: _("暂无数据"),
    UNCLEAR: _("需人工判断"),
    NOT_DUE: _("未到期，尚有差距"),
}
REASONS = {
    "": "",
    "no_figure": _("还没有上报数据。"),
    "other_unit": _("上报数据的单位与目标的单位不同，请核对。"),
    "no_direction": _("不知道该指标是越高越好还是越低越好，请先关联到已知指标。"),
    "about": _("目标是“左右”，没有写明界限，请人工判断。"),
    "later_year": _("没有目标年份的数据，只有以后年份的数据。"),
    "year_missing": _("目标要求每年达到，有的年份还没有数据。"),
}
_SCALES = {"%": 100, "％": 100, "‰": 1000}
_PER = {"每百": 100, "每千": 1000, "每万": 10_000, "每十万": 100_000, "每10万": 100_000}


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """`op` = >= > <= < ≈; `direction` higher, lower or '' where nobody said; `value` in `unit` (70 for 70 %).

    A ratio is taken times `times`, the definition's own, or where that is 0 what `unit` and `per` say.
    """

    op: str
    value: Fraction
    unit: str = ""
    per: str = ""
    direction: str = ""
    year: int | None = None
    baseline: Fraction | None = None
    each_year: bool = False
    times: int = 0

    @property
    def keeps(self) -> bool:
        """The plan asks that what was reached stays so; it can be missed before its year."""
        return self.op == "=" and self.baseline == self.value


@dataclass(frozen=True, slots=True)
class Observed:
    """A figure: two counts, or a value in `unit`."""

    period: Period
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    value: Fraction | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` is a key of REASONS; `value` is the figure in the target's unit."""

    state: str
    reason: str = ""
    value: Fraction | None = None


def fraction(number: Decimal | int | str) -> Fraction:
    return Fraction(number)


def scale(unit: str, per: str = "") -> int:
    """What a ratio is multiplied by to be in the unit: 100 for %, 1,000 where `per` speaks of 每千人口."""
    if unit in _SCALES:
        return _SCALES[unit]
    found = [size for word, size in _PER.items() if word in (per or unit)]
    return max(found, default=1)


def in_unit_of(spec: TargetSpec, seen: Observed) -> Fraction | None:
    """The figure in the target's unit, or None where the units do not fit."""
    if seen.numerator is not None and seen.denominator:
        return seen.numerator / seen.denominator * (spec.times or scale(spec.unit, spec.per))
    if seen.value is None or (seen.unit and spec.unit and _same(seen.unit) != _same(spec.unit)):
        return None
    return seen.value


def judge(spec: TargetSpec, seen: Observed | None) -> Judgement:
    """One figure against a target. A target for each year goes to `judge_years`."""
    if seen is None:
        return Judgement(NO_DATA, "no_figure")
    value = in_unit_of(spec, seen)
    if value is None:
        return Judgement(UNCLEAR, "other_unit")
    state, reason = _compare(spec, value)
    if spec.year is not None and seen.period.year > spec.year and not spec.keeps:
        return Judgement(UNCLEAR, "later_year", value)
    if state == MISSED and _early(spec, seen.period):
        state = NOT_DUE
    return Judgement(state, reason, value)


def judge_years(spec: TargetSpec, years: Mapping[int, Observed], since: int) -> Judgement:
    """A target that every year from `since` to its year must reach: one year short is missed."""
    last = spec.year or max(years, default=since)
    found = {year: judge(_for_year(spec, year), years.get(year)) for year in range(since, last + 1)}
    shown = next((each.value for each in reversed(found.values()) if each.value is not None), None)
    for state in (MISSED, UNCLEAR):
        if worst := next((each for each in found.values() if each.state == state), None):
            return Judgement(state, worst.reason, worst.value)
    if not years:
        return Judgement(NO_DATA, "no_figure")
    if any(each.state == NO_DATA for each in found.values()):
        return Judgement(UNCLEAR, "year_missing", shown)
    if any(each.state == NOT_DUE for each in found.values()):
        return Judgement(NOT_DUE, "", shown)
    return Judgement(MET, "", shown)


def _for_year(spec: TargetSpec, year: int) -> TargetSpec:
    return TargetSpec(spec.op, spec.value, spec.unit, spec.per, spec.direction, year, times=spec.times)


def _early(spec: TargetSpec, period: Period) -> bool:
    """A figure from before the target's year, or from within it, that can still rise."""
    if spec.year is None or spec.keeps:
        return False
    return period.year < spec.year or (period.year == spec.year and not period.closes_year)


def _compare(spec: TargetSpec, value: Fraction) -> tuple[str, str]:
    exact = {
        ">=": value >= spec.value,
        ">": value > spec.value,
        "<=": value <= spec.value,
        "<": value < spec.value,
    }
    if spec.op in exact:
        return (MET if exact[spec.op] else MISSED), ""
    if value == spec.value or (spec.direction and _beyond(spec, value)):
        return MET, ""
    if spec.op == "≈":
        return UNCLEAR, "about"
    return (MISSED, "") if spec.direction else (UNCLEAR, "no_direction")


def _beyond(spec: TargetSpec, value: Fraction) -> bool:
    return value > spec.value if spec.direction == "higher" else value < spec.value


def _same(unit: str) -> str:
    return "%" if unit == "％" else unit
