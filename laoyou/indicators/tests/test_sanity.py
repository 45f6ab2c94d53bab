import datetime
from fractions import Fraction

import pytest

from laoyou.indicators.periods import parse_period
from laoyou.indicators.rules import Observed, TargetSpec
from laoyou.indicators.sanity import doubts, period_days

SHARE = TargetSpec(">=", Fraction(55), "%", direction="higher", year=2025)


def figure(value: str = "", above: int = 0, below: int = 0, period: str = "2025H1") -> Observed:
    parsed = parse_period(period)
    assert parsed
    if value:
        return Observed(parsed, value=Fraction(value), unit="%")
    return Observed(parsed, Fraction(above), Fraction(below))


def keys(now: Observed, former: Observed | None = None, day: str = "2025-06-30", **more: bool) -> list[str]:
    return [
        each.key for each in doubts(SHARE, now, as_of=datetime.date.fromisoformat(day), former=former, **more)
    ]


def test_a_plain_figure_is_not_doubted() -> None:
    assert keys(figure("56"), figure("55", period="2024H2")) == []


@pytest.mark.parametrize(
    ("now", "key"),
    [(figure("130"), "over_all"), (figure(above=130, below=100), "over_all"), (figure("0.7"), "as_fraction")],
)
def test_shares(now: Observed, key: str) -> None:
    assert keys(now) == [key]


def test_a_day_outside_the_period() -> None:
    assert keys(figure("56"), day="2025-07-01") == ["outside"]
    assert keys(figure("56"), day="2024-12-31") == ["outside"]


def test_jumps() -> None:
    assert keys(figure("56"), figure("36")) == ["jump"]
    assert keys(figure("54"), figure("36")) == []
    assert keys(figure(above=56, below=121), figure(above=50, below=100)) == ["denominator"]


def test_a_unit_forgotten() -> None:
    assert keys(figure("56"), unit_said=False) == ["unit_missing"]


def test_days_of_periods() -> None:
    for text, first, last in (("2025", "2025-01-01", "2025-12-31"), ("2024-02", "2024-02-01", "2024-02-29")):
        period = parse_period(text)
        assert period
        assert [str(day) for day in period_days(period)] == [first, last]
