"""Reads of figures. A figure that was corrected is history; the newest stands."""

from collections.abc import Iterable
from fractions import Fraction

from laoyou.indicators.models import Observation
from laoyou.indicators.periods import parse_period
from laoyou.indicators.rules import Observed, fraction


def standing(division_id: int, keys: Iterable[str]) -> dict[str, list[Observation]]:
    """By indicator, every figure that no later one replaces, the latest period first."""
    found = Observation.objects.filter(
        division_id=division_id, indicator__in=list(keys), superseded_by=None
    ).select_related("department", "recorded_by")
    by_key: dict[str, list[Observation]] = {}
    for each in sorted(found, key=_when, reverse=True):
        by_key.setdefault(each.indicator, []).append(each)
    return by_key


def latest(division_id: int, keys: Iterable[str], period: str | None = None) -> dict[str, Observation]:
    """By indicator, the figure of a period, or of the latest one that has any."""
    return {
        key: chosen
        for key, rows in standing(division_id, keys).items()
        if (chosen := next((row for row in rows if period in {None, row.period}), None))
    }


def history(division_id: int, key: str) -> list[Observation]:
    """Every row, corrected ones too, newest first."""
    found = Observation.objects.filter(division_id=division_id, indicator=key)
    return list(found.select_related("department", "recorded_by").order_by("-recorded_at", "-id"))


def observed(row: Observation) -> Observed:
    """The figure in fractions, for judging."""
    period = parse_period(row.period)
    if period is None:
        raise ValueError(f"Observation {row.pk} has the period {row.period!r}, which is none.")
    return Observed(
        period=period,
        numerator=_fraction(row.numerator),
        denominator=_fraction(row.denominator),
        value=_fraction(row.value),
        unit=row.unit,
    )


def _fraction(number: object) -> Fraction | None:
    return None if number is None else fraction(str(number))


def _when(row: Observation) -> tuple[int, int, bool]:
    period = parse_period(row.period)
    return (period.year, period.last, period.whole_year) if period else (0, 0, False)
