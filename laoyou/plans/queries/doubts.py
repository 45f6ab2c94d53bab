"""What looks wrong about figures before they are kept."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.utils import timezone

from laoyou.indicators import queries as figures
from laoyou.indicators.amounts import amounts_of
from laoyou.indicators.levels import returned_among
from laoyou.indicators.models import Observation
from laoyou.indicators.periods import Period, parse_period
from laoyou.indicators.rules import Observed, fraction
from laoyou.indicators.sanity import Doubt, doubts, usual_day
from laoyou.plans.models import Plan, Target
from laoyou.plans.queries.board import words_of
from laoyou.plans.queries.specs import figure_key, spec_of


class Given(Protocol):
    """A figure as it was given; see actions.figures.Figure."""

    @property
    def target(self) -> Target: ...
    @property
    def period(self) -> str: ...
    @property
    def numerator(self) -> Any: ...
    @property
    def denominator(self) -> Any: ...
    @property
    def value(self) -> Any: ...
    @property
    def unit(self) -> str: ...
    @property
    def unit_said(self) -> bool: ...
    @property
    def as_of(self) -> datetime.date | None: ...


def doubts_about(plan: Plan, given: Sequence[Given]) -> list[list[Doubt]]:
    """For each figure, what is odd about it beside the figures that stand. Few queries, however many figures."""
    words = words_of(plan).indicators
    standing = figures.standing(plan.division_id, {figure_key(each.target) for each in given})
    back = returned_among(row for rows in standing.values() for row in rows)
    standing = {key: [row for row in rows if row.pk not in back] for key, rows in standing.items()}
    return [
        _doubts(each, words.get(each.target.indicator, {}), standing.get(figure_key(each.target), []))
        for each in given
    ]


def _doubts(given: Given, definition: dict[str, Any], standing: Iterable[Observation]) -> list[Doubt]:
    period = parse_period(given.period)
    if period is None:
        return []
    former = figures.former(period, [row for row in standing if row.period != given.period])
    return doubts(
        spec_of(given.target, definition),
        observed_of(given, period),
        as_of=given.as_of or usual_day(period, timezone.localdate()),
        former=figures.observed(former) if former else None,
        unit_said=given.unit_said,
    )


def observed_of(given: Given, period: Period) -> Observed:
    kept = amounts_of(given.numerator, given.denominator, given.value, given.unit)
    exact = {
        name: fraction(number) if isinstance(number := kept[name], Decimal) else None
        for name in ("numerator", "denominator", "value")
    }
    return Observed(period, **exact, unit=str(kept["unit"]))
