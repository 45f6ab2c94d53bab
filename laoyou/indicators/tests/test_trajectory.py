import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.indicators.periods import parse_period
from laoyou.indicators.rules import Observed, TargetSpec, judge
from laoyou.indicators.trajectory import URGENCY, Point, Standing, assess, course_of

ON = datetime.date(2024, 1, 15)


def seen(value: object, period: str = "2023") -> Observed:
    parsed = parse_period(period)
    assert parsed
    return Observed(parsed, value=Fraction(str(value)))


def spec(
    op: str = ">=",
    value: str = "60",
    baseline: str | None = "50",
    *,
    direction: str = "higher",
    each_year: bool = False,
) -> TargetSpec:
    start = None if baseline is None else Fraction(baseline)
    return TargetSpec(
        op, Fraction(value), direction=direction, year=2025, baseline=start, each_year=each_year
    )


def stand(asked: TargetSpec, *figures: Observed, on: datetime.date = ON, **more: object) -> Standing:
    return assess(asked, figures, on, **{"baseline_year": 2020, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "state"),
    [("60", "met"), ("56", "on_track"), ("55.999999", "at_risk"), ("55", "at_risk"), ("54.999999", "behind")],
)
def test_states_on_a_straight_way(value: str, state: str) -> None:
    """From 50 in 2020 to 60 in 2025: 56 is asked at the end of 2023, and a tenth of the way is 1."""
    assert stand(spec(), seen(value)).state == state


def test_the_way_may_fall() -> None:
    asked = spec("<=", "40", direction="lower")
    assert [stand(asked, seen(value)).state for value in ("44", "44.5", "46", "40")] == [
        "on_track",
        "at_risk",
        "behind",
        "met",
    ]
    assert stand(asked, seen("44.5")).gap == Fraction("0.5")


def test_milestones_bend_the_way() -> None:
    early = [Point.year_end(2023, Fraction(58))]
    assert stand(spec(), seen("57"), milestones=early).state == "at_risk"
    assert stand(spec(), seen("58"), milestones=early).planned == 58
    half = stand(spec(), seen("58", "2024H1"), milestones=early, on=datetime.date(2024, 7, 1))
    assert half.planned == Fraction("58.5")


def test_nothing_is_rounded() -> None:
    """A third of the way, counted: one place too few is short."""
    asked = TargetSpec(">=", Fraction(10), "个", "每千人口", "higher", 2023, Fraction(0))
    period = parse_period("2021")
    assert period
    states = [
        assess(
            asked,
            [Observed(period, Fraction(above), Fraction(3_000_000))],
            datetime.date(2022, 1, 9),
            baseline_year=2020,
        ).state
        for above in (10_000, 9_999)
    ]
    assert states == ["on_track", "at_risk"]


def test_without_a_baseline_the_first_figure_is_the_start() -> None:
    asked = spec(baseline=None)
    assert stand(asked, seen("56"), seen("50", "2021"), baseline_year=None).planned == 55
    alone = stand(asked, seen("56"), baseline_year=None)
    assert (alone.state, alone.gap) == ("on_track", Fraction(0))
    assert stand(asked, baseline_year=None).state == "no_data"


def test_after_the_target_year() -> None:
    late = datetime.date(2026, 2, 1)
    assert stand(spec(), seen("59", "2025"), on=late).state == "missed"
    assert stand(spec(), seen("60", "2025"), on=late).state == "met"
    assert stand(spec(), seen("59", "2025H1"), on=late).reason == "awaits_final"
    assert stand(spec(), seen("59", "2026"), on=late).reason == "later_year"


def test_an_old_figure_is_called_old() -> None:
    assert stand(spec(), seen("57", "2021"), on=datetime.date(2024, 1, 15)).reason == "stale"


def test_what_must_be_kept() -> None:
    kept = spec("=", "100", "100")
    assert stand(kept, seen("100")).state == "met"
    assert stand(kept, seen("100"), seen("99", "2022")).state == "missed"


def test_each_year_is_asked_when_it_is_over() -> None:
    yearly = spec("=", "20000", None, each_year=True)
    years = [seen("20000", str(year)) for year in (2023, 2022, 2021)]
    assert stand(yearly, *years).state == "on_track"
    assert stand(yearly, *years, on=datetime.date(2026, 1, 2)).reason == "year_missing"
    assert stand(yearly, seen("19999"), *years[1:]).state == "missed"
    assert stand(yearly, seen("9000", "2024H1"), *years).state == "on_track"


def test_no_direction_is_unclear() -> None:
    assert stand(spec("=", "60", direction=""), seen("55")).state == "unclear"


def test_a_way_never_asks_for_more_than_the_target() -> None:
    assert course_of(spec(baseline="70"), baseline_year=2020).planned(2023 * 12 + 12) == 60
    assert stand(spec(baseline="70"), seen("59")).state == "behind"


numbers = st.fractions(min_value=0, max_value=200, max_denominator=50)
periods = st.sampled_from(["2021", "2022H1", "2023Q3", "2024-05", "2025H1", "2025", "2025Q4"])
days = st.dates(datetime.date(2021, 1, 1), datetime.date(2027, 1, 1))
ORDERED = {"missed", "behind", "at_risk", "on_track", "met"}


@given(st.sampled_from([">=", ">", "<=", "<", "="]), numbers, numbers, numbers, numbers, periods, days)
def test_a_better_value_never_stands_worse(
    op: str, target: Fraction, start: Fraction, one: Fraction, other: Fraction, period: str, on: datetime.date
) -> None:
    falls = op.startswith("<")
    asked = TargetSpec(op, target, direction="lower" if falls else "higher", year=2025, baseline=start)
    worse, better = sorted((one, other), reverse=falls)
    states = [stand(asked, seen(value, period), on=on).state for value in (worse, better)]
    if set(states) <= ORDERED and not asked.keeps:
        assert URGENCY[states[0]] <= URGENCY[states[1]]


@given(st.sampled_from([">=", ">", "<=", "<", "=", "≈"]), numbers, numbers, numbers, days)
def test_at_the_end_of_the_target_year_it_is_the_judgement(
    op: str, target: Fraction, start: Fraction, value: Fraction, on: datetime.date
) -> None:
    asked = TargetSpec(op, target, direction="higher", year=2025, baseline=start)
    assert stand(asked, seen(value, "2025"), on=on).state == judge(asked, seen(value, "2025")).state


@given(numbers, numbers, st.integers(2021 * 12, 2026 * 12))
def test_the_way_runs_from_start_to_target(start: Fraction, target: Fraction, month: int) -> None:
    asked = TargetSpec(">=", target, direction="higher", year=2025, baseline=start)
    planned = course_of(asked, baseline_year=2020).planned(month)
    assert planned is None or min(start, target) <= planned <= target
