from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.indicators.periods import parse_period
from laoyou.indicators.rules import Observed, TargetSpec, judge, judge_years, scale


def seen(value: str, period: str = "2025", unit: str = "") -> Observed:
    parsed = parse_period(period)
    assert parsed
    return Observed(parsed, value=Fraction(value), unit=unit)


def counted(above: int, below: int, period: str = "2025") -> Observed:
    parsed = parse_period(period)
    assert parsed
    return Observed(parsed, numerator=Fraction(above), denominator=Fraction(below))


def spec(op: str, value: str, **more: object) -> TargetSpec:
    return TargetSpec(op, Fraction(value), **{"direction": "higher", "year": 2025, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("op", "value", "figure", "state"),
    [
        (">", "70", "70", "missed"),
        (">", "70", "70.000001", "met"),
        (">=", "4.5", "4.5", "met"),
        (">=", "4.5", "4.499999", "missed"),
        ("=", "95", "95", "met"),
        ("=", "95", "97", "met"),
        ("=", "95", "94.9", "missed"),
        ("<=", "15", "15", "met"),
        ("<", "15", "15", "missed"),
        ("≈", "7.5", "7.5", "met"),
        ("≈", "7.5", "8", "met"),
        ("≈", "7.5", "7.4", "unclear"),
    ],
)
def test_each_comparison(op: str, value: str, figure: str, state: str) -> None:
    assert judge(spec(op, value), seen(figure)).state == state


def test_counts_are_not_rounded() -> None:
    places = spec(">=", "4.5", unit="个", per="每千人口")
    assert judge(places, counted(4293, 954090)).state == "missed"
    assert judge(places, counted(4294, 954090)).state == "met"
    assert judge(spec(">", "70", unit="%"), counted(700, 1000)).state == "missed"


def test_reaching_a_target_that_should_fall() -> None:
    assert judge(spec("=", "15", direction="lower"), seen("12")).state == "met"
    assert judge(spec("=", "15", direction="lower"), seen("16")).state == "missed"


def test_without_a_direction_only_the_number_itself_is_sure() -> None:
    assert judge(spec("=", "15", direction=""), seen("15")).state == "met"
    assert judge(spec("=", "15", direction=""), seen("16")).reason == "no_direction"


def test_no_figure_and_another_unit() -> None:
    assert judge(spec(">=", "95"), None).state == "no_data"
    assert judge(spec(">=", "95", unit="%"), seen("95", unit="人")).reason == "other_unit"


def test_short_before_its_year_is_not_yet_missed() -> None:
    assert judge(spec(">=", "95"), seen("90", "2024")).state == "not_due"
    assert judge(spec(">=", "95"), seen("90", "2025H1")).state == "not_due"
    assert judge(spec(">=", "95"), seen("90", "2025Q4")).state == "missed"
    assert judge(spec(">=", "95"), seen("99", "2026")).reason == "later_year"


def test_what_must_be_kept_is_missed_as_soon_as_it_falls() -> None:
    kept = spec("=", "100", baseline=Fraction(100))
    assert judge(kept, seen("99.9", "2023")).state == "missed"
    assert judge(kept, seen("100", "2023")).state == "met"


def test_each_year_counts() -> None:
    yearly = spec("=", "20000", each_year=True)
    years = {year: seen("20000", str(year)) for year in range(2021, 2026)}
    assert judge_years(yearly, years, 2021).state == "met"
    assert judge_years(yearly, {**years, 2023: seen("19999", "2023")}, 2021).state == "missed"
    assert (
        judge_years(yearly, {key: each for key, each in years.items() if key != 2023}, 2021).reason
        == "year_missing"
    )
    assert judge_years(yearly, {}, 2021).state == "no_data"


def test_scale_of_a_ratio() -> None:
    assert (scale("%"), scale("‰"), scale("个", "每千人口"), scale("张", "全县每百名老人"), scale("张")) == (
        100,
        1000,
        1000,
        100,
        1,
    )


@pytest.mark.parametrize("text", ["2025H3", "2025Q0", "2025-13", "25", "2025年", ""])
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None


numbers = st.fractions(min_value=0, max_value=1000, max_denominator=1000)


@given(numbers, numbers)
def test_the_comparisons_agree(target: Fraction, value: Fraction) -> None:
    period = parse_period("2025")
    assert period
    states = {
        op: judge(TargetSpec(op, target, direction="higher", year=2025), Observed(period, value=value)).state
        for op in (">=", ">", "<=", "<", "=")
    }
    assert (states[">="] == "met") == (states["<"] == "missed") == (states["="] == "met")
    assert (states[">"] == "met") == (states["<="] == "missed")


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(1, 50))
def test_a_ratio_does_not_change_with_the_size_of_its_counts(above: int, below: int, times: int) -> None:
    asked = spec(">=", "4.5", per="每千人口")
    assert judge(asked, counted(above, below)) == judge(asked, counted(above * times, below * times))
