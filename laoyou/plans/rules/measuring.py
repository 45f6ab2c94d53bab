"""Two values side by side: brought onto one scale, and said which is the stricter, or why that cannot be said. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10}
_A_YEAR = {  # the calendar's: how many of each a year has
    "日": 365, "天": 365, "周": 52, "星期": 52, "旬": 36, "月": 12, "季度": 4, "季": 4, "年": 1,
}  # fmt: skip
_TIME = re.compile(r"每(半|[两二三四五六十]|\d{1,3})?个?(星期|季度|[日天周旬月季年])(?:度|内)?")
_UPWARDS, _DOWNWARDS = {">=", ">"}, {"<=", "<"}
_SHARES = {"%", "‰", "百分点"}

VERDICTS: dict[str, str | Promise] = {
    "equal": _("一样"),
    "first_stricter": _("左边更严"),
    "second_stricter": _("右边更严"),
    "first_higher": _("左边更高"),
    "second_higher": _("右边更高"),
    "below_upper": _("低于上级目标"),
    "meets_upper": _("不低于上级目标"),
    "total": _("总数随地方大小而不同，只并列，不比高低"),
    "other_unit": _("计量单位不同，不能直接比"),
    "other_scale": _("按不同的口径计，不能直接比"),
    "other_way": _("一边是下限，一边是上限，不能直接比"),
}
SAID_OF_UPPER = frozenset({"below_upper", "meets_upper"})


@dataclass(frozen=True, slots=True)
class Amount:
    """`per` as the document says it: 每周, 每千人口; `direction` higher or lower where it is known which is better."""

    op: str
    value: Decimal
    unit: str = ""
    per: str = ""
    year: int | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """`first` and `second` are on one scale, `yearly` when that is a year; `difference` is second less first."""

    verdict: str
    first: Fraction
    second: Fraction
    yearly: bool = False

    @property
    def difference(self) -> Fraction | None:
        return None if self.verdict in {"other_unit", "other_scale"} else self.second - self.first


def times_a_year(per: str) -> Fraction | None:
    """每周 52, 每两个月 6, 每半年 2; None where no stretch of time is named."""
    found = _TIME.search(unicodedata.normalize("NFKC", per))
    if found is None:
        return None
    many, period = found[1] or "1", found[2]
    length = Fraction(1, 2) if many == "半" else Fraction(_COUNT.get(many) or int(many))
    return _A_YEAR[period] / length if length else None


def stricter(first: Amount, second: Amount) -> Measured:
    """Of two standing rules on one thing."""
    measured = _measured(first, second)
    if measured.verdict != "":
        return measured
    ways = {_way(first), _way(second)} - {""}
    if len(ways) > 1:
        return _as("other_way", measured)
    way = next(iter(ways), "higher" if measured.yearly else "")
    if measured.first == measured.second:
        return _as("equal", measured)
    higher = "first" if measured.first > measured.second else "second"
    if not way:
        return _as(f"{higher}_higher", measured)
    lower = "second" if higher == "first" else "first"
    return _as(f"{higher if way == 'higher' else lower}_stricter", measured)


def compared(first: Amount, second: Amount, *, upper: str = "", same_place: bool = False) -> Measured:
    """Of two targets. `upper` is `first` or `second` where that plan's division lies above the other's, else ''."""
    measured = _measured(first, second)
    if measured.verdict != "":
        return measured
    if measured.first == measured.second:
        return _as("equal", measured)
    if not same_place and not _scaled(first):
        return _as("total", measured)
    way = _better(first, second)
    higher = "first" if measured.first > measured.second else "second"
    same_year = first.year is None or second.year is None or first.year == second.year
    if not upper or not way or not same_year:
        return _as(f"{higher}_higher", measured)
    better = higher if way == "higher" else ("second" if higher == "first" else "first")
    return _as("below_upper" if better == upper else "meets_upper", measured)


def _measured(first: Amount, second: Amount) -> Measured:
    """Both on one scale, the verdict still open; or with the reason why they are on none."""
    plain = Measured("", Fraction(first.value), Fraction(second.value))
    units = {_unit(first.unit), _unit(second.unit)} - {""}  # a table may give no unit where the name says it
    if len(units) > 1:
        return _as("other_unit", plain)
    rates = times_a_year(first.per), times_a_year(second.per)
    if _base(first.per) != _base(second.per) or (rates[0] is None) != (rates[1] is None):
        return _as("other_scale", plain)
    if rates[0] is None or rates[1] is None:
        return plain
    return Measured("", plain.first * rates[0], plain.second * rates[1], yearly=True)


def _as(verdict: str, measured: Measured) -> Measured:
    return Measured(verdict, measured.first, measured.second, measured.yearly)


def _way(amount: Amount) -> str:
    if amount.op in _UPWARDS:
        return "higher"
    return "lower" if amount.op in _DOWNWARDS else ""


def _better(first: Amount, second: Amount) -> str:
    """Which way is better, by what the indicator is, else by how the targets are put; '' where the two disagree."""
    for ways in ({first.direction, second.direction} - {""}, {_way(first), _way(second)} - {""}):
        if ways:
            return ways.pop() if len(ways) == 1 else ""
    return ""


def _unit(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).strip()


def _base(per: str) -> str:
    """What is left of 每人每月 when the time is taken out."""
    return _TIME.sub("", unicodedata.normalize("NFKC", per)).strip()


def _scaled(amount: Amount) -> bool:
    """A share or so many for each of something: comparable between a county and a city, as a total is not."""
    return _unit(amount.unit) in _SHARES or bool(amount.per.strip())
