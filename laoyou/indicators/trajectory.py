"""Whether a target will be reached: the way from baseline to target, and where a figure stands on it. Pure, in fractions.

The way is straight between the end of the baseline's year and the end of the target's, or through milestones. It never
asks for more than the target itself. At the end of the target's year the answer is that of `rules.judge`.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from laoyou.indicators.periods import Period
from laoyou.indicators.rules import (
    MET,
    MISSED,
    NO_DATA,
    NOT_DUE,
    UNCLEAR,
    Judgement,
    Observed,
    TargetSpec,
    in_unit_of,
    judge,
    judge_years,
)

ON_TRACK, AT_RISK, BEHIND = "on_track", "at_risk", "behind"
STATES = {
    MISSED: _("未达标"),
    BEHIND: _("落后"),
    AT_RISK: _("有风险"),
    UNCLEAR: _("需人工判断"),
    NO_DATA: _("暂无数据"),
    ON_TRACK: _("进度正常"),
    MET: _("已达标"),
}
URGENCY = {state: at for at, state in enumerate(STATES)}
WILL_MISS = frozenset({MISSED, BEHIND, AT_RISK})
REASONS = {
    "no_start": _("没有基期值，也没有更早的数据，画不出应有进度。可由方案办公室设定阶段目标。"),
    "awaits_final": _("目标年份已过，最后一期数据还没有上报。"),
    "stale": _("最近一期数据已超过一年。"),
}
# A shortfall of up to a tenth of the whole way counts as "at risk", more as "behind": about half a year's lag on a
# five-year way. No document sets it; it is the program's own choice and stands on the page that shows the state.
AT_RISK_SHARE = Fraction(1, 10)
_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """What is asked, or was counted, at the end of a month; `month` counts from the year 0."""

    month: int
    value: Fraction

    @classmethod
    def at(cls, period: Period, value: Fraction) -> "Point":
        return cls(period.year * _YEAR + period.last, value)

    @classmethod
    def year_end(cls, year: int, value: Fraction) -> "Point":
        return cls(year * _YEAR + _YEAR, value)

    @property
    def year(self) -> Fraction:
        """The point on an axis whose number stands at the end of its year: 2025H1 lies half-way from 2024 to 2025."""
        return Fraction(self.month, _YEAR) - 1


@dataclass(frozen=True, slots=True)
class Course:
    """The way: its points from the start to the target, in order. Empty where there is none."""

    points: tuple[Point, ...] = ()

    def planned(self, month: int) -> Fraction | None:
        """What the way asks at the end of a month; before its start and after its end nothing."""
        if len(self.points) < 2 or not self.points[0].month <= month <= self.points[-1].month:
            return None
        for before, after in zip(self.points, self.points[1:], strict=False):
            if month <= after.month:
                share = Fraction(month - before.month, after.month - before.month)
                return before.value + (after.value - before.value) * share
        return None

    @property
    def length(self) -> Fraction:
        return abs(self.points[-1].value - self.points[0].value) if self.points else Fraction(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """`at`: the index of the figure that was judged; `gap` is negative where the figure falls short of `planned`."""

    state: str
    reason: str = ""
    value: Fraction | None = None
    planned: Fraction | None = None
    gap: Fraction | None = None
    at: int | None = None
    course: Course = Course()

    @property
    def will_miss(self) -> bool:
        return self.state in WILL_MISS


def sense(spec: TargetSpec) -> str:
    """higher, lower, or '' where neither the comparator nor the direction says which is better."""
    if spec.op in {">=", ">"}:
        return "higher"
    return "lower" if spec.op in {"<=", "<"} else spec.direction


def course_of(
    spec: TargetSpec,
    *,
    baseline_year: int | None = None,
    milestones: Sequence[Point] = (),
    figures: Sequence[Observed] = (),
) -> Course:
    """The way to a target. Where the plan states no baseline it starts at the first figure that was reported."""
    if spec.year is None:
        return Course()
    end = Point.year_end(spec.year, spec.value)
    if spec.each_year or spec.keeps:
        since = baseline_year or min((each.period.year for each in figures), default=spec.year - 1)
        return Course((Point.year_end(min(since, spec.year - 1), spec.value), end))
    start = _start(spec, baseline_year, figures, end)
    between = sorted(
        each for each in milestones if (start is None or start.month < each.month) and each.month < end.month
    )
    points = [*([start] if start else []), *between, end]
    return (
        Course(tuple(replace(each, value=_capped(spec, each.value)) for each in points))
        if len(points) > 1
        else Course()
    )


def _start(
    spec: TargetSpec, baseline_year: int | None, figures: Sequence[Observed], end: Point
) -> Point | None:
    if spec.baseline is not None and baseline_year is not None and baseline_year * _YEAR + _YEAR < end.month:
        return Point.year_end(baseline_year, spec.baseline)
    known = ((each, in_unit_of(spec, each)) for each in figures)
    seen = [Point.at(each.period, value) for each, value in known if value is not None]
    first = min(seen, key=lambda point: point.month, default=None)
    return first if first and first.month < end.month else None


def _capped(spec: TargetSpec, value: Fraction) -> Fraction:
    better = sense(spec)
    if not better:
        return value
    return min(value, spec.value) if better == "higher" else max(value, spec.value)


def assess(
    spec: TargetSpec,
    figures: Sequence[Observed],
    on: datetime.date,
    *,
    baseline_year: int | None = None,
    milestones: Sequence[Point] = (),
    at_risk: Fraction = AT_RISK_SHARE,
) -> Standing:
    """Where a target stands on a day, by the figures known then, the latest period first."""
    course = course_of(spec, baseline_year=baseline_year, milestones=milestones, figures=figures)
    if not figures:
        return Standing(NO_DATA, "no_figure", course=course)
    if spec.each_year:
        return _each_year(spec, figures, on, baseline_year, course)
    at = _judged(spec, figures)
    found = judge(spec, figures[at])
    standing = Standing(found.state, found.reason, found.value, at=at, course=course)
    if found.state != NOT_DUE:
        return (
            _beside(standing, figures[at].period)
            if spec.year and figures[at].period.year <= spec.year
            else standing
        )
    return _on_the_way(spec, standing, figures[at].period, on, at_risk)


def _judged(spec: TargetSpec, figures: Sequence[Observed]) -> int:
    """The figure that counts: one that fell below what must be kept, else the latest that is not after the target."""
    if spec.keeps:
        short = (at for at, each in enumerate(figures) if judge(spec, each).state == MISSED)
        return next(short, 0)
    due = (at for at, each in enumerate(figures) if spec.year is None or each.period.year <= spec.year)
    return next(due, 0)


def _beside(standing: Standing, period: Period) -> Standing:
    planned = standing.course.planned(period.year * _YEAR + period.last)
    gap = standing.value - planned if standing.value is not None and planned is not None else None
    return replace(standing, planned=planned, gap=gap)


def _on_the_way(
    spec: TargetSpec, standing: Standing, period: Period, on: datetime.date, at_risk: Fraction
) -> Standing:
    if spec.year is not None and on.year > spec.year:
        return replace(_beside(standing, period), state=NO_DATA, reason="awaits_final")
    standing = _beside(standing, period)
    if standing.gap is None:
        return replace(standing, state=UNCLEAR, reason="no_start")
    short = -standing.gap if sense(spec) == "higher" else standing.gap
    stale = "stale" if on.year * _YEAR + on.month - (period.year * _YEAR + period.last) > _YEAR else ""
    if short <= 0:
        return replace(standing, state=ON_TRACK, reason=stale)
    near = short <= at_risk * standing.course.length
    return replace(standing, state=AT_RISK if near else BEHIND, reason=stale)


def _each_year(
    spec: TargetSpec,
    figures: Sequence[Observed],
    on: datetime.date,
    baseline_year: int | None,
    course: Course,
) -> Standing:
    """Every year that is over must have reached it; the years ahead are not asked for yet."""
    years = {each.period.year: each for each in reversed(figures) if each.period.whole_year}
    since = baseline_year + 1 if baseline_year else min(years, default=figures[0].period.year)
    last = min(spec.year or on.year, max(on.year - 1, max(years, default=since)))
    found = judge_years(replace(spec, year=last), years, since) if years else _only_parts(spec, figures)
    state = ON_TRACK if found.state == MET and spec.year and last < spec.year else found.state
    at = next((at for at, each in enumerate(figures) if each.period.whole_year), 0)
    # The target's value is asked of whole years; a part of one has nothing to be compared with.
    standing = Standing(state, found.reason, found.value, at=at, course=course)
    return _beside(standing, figures[at].period) if years else standing


def _only_parts(spec: TargetSpec, figures: Sequence[Observed]) -> Judgement:
    return Judgement(NO_DATA, "year_missing", in_unit_of(spec, figures[0]))
