"""Reads of figures. A figure that was corrected is history; the newest stands."""

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.db.models import Prefetch, prefetch_related_objects

from laoyou.evidence.models import File
from laoyou.indicators.models import Observation
from laoyou.indicators.periods import Period, parse_period
from laoyou.indicators.rules import Observed, fraction

EVIDENCE = Prefetch("evidence", queryset=File.objects.defer("content"))
REPORTED = Observation.Source.REPORTED


def standing(
    division_id: int, keys: Iterable[str], *, source: str = REPORTED, on: datetime.date | None = None
) -> dict[str, list[Observation]]:
    """By indicator, every figure of a source that no later one replaces, the latest period first.

    `on` leaves out what was counted after that day.
    """
    found = Observation.objects.filter(
        division_id=division_id, indicator__in=list(keys), superseded_by=None, source=source
    ).select_related("department", "recorded_by")
    if on is not None:
        found = found.filter(as_of__lte=on)
    by_key: dict[str, list[Observation]] = {}
    for each in sorted(found, key=_when, reverse=True):
        by_key.setdefault(each.indicator, []).append(each)
    return by_key


def latest(
    division_id: int, keys: Iterable[str], period: str | None = None, *, source: str = REPORTED
) -> dict[str, Observation]:
    """By indicator, the figure of a period, or of the latest one that has any."""
    return {
        key: chosen
        for key, rows in standing(division_id, keys, source=source).items()
        if (chosen := next((row for row in rows if period in {None, row.period}), None))
    }


def history(division_id: int, key: str, *, source: str = REPORTED) -> list[Observation]:
    """Every row, corrected ones too, newest first, with its evidence."""
    found = Observation.objects.filter(division_id=division_id, indicator=key, source=source)
    found = found.select_related("department", "recorded_by", "superseded_by").prefetch_related(EVIDENCE)
    return list(found.order_by("-recorded_at", "-id"))


def with_evidence(rows: Iterable[Observation]) -> None:
    """Fetch the evidence of many figures at once."""
    prefetch_related_objects(list(rows), EVIDENCE)


def former_of(row: Observation, others: Sequence[Observation]) -> Observation | None:
    """Among figures of the same indicator, the latest of an earlier period, of the same length where there is one."""
    period = parse_period(row.period)
    if period is None:
        return None
    return former(period, others)


def former(period: Period, others: Sequence[Observation]) -> Observation | None:
    ended = [
        (known, each) for each in others if (known := parse_period(each.period)) and _before(known, period)
    ]
    alike = [pair for pair in ended if pair[0].last - pair[0].first == period.last - period.first]
    return max(alike or ended, key=lambda pair: (pair[0].year, pair[0].last), default=(None, None))[1]


def _before(one: Period, other: Period) -> bool:
    return (one.year, one.last) < (other.year, other.last)


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
