"""From when to when a plan runs."""

import datetime
from dataclasses import dataclass

from laoyou.packs import queries as packs
from laoyou.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Span:
    """The plan period, as the packs know it, and the day before which nothing can have happened for the plan."""

    since: datetime.date | None
    until: datetime.date | None

    @property
    def years(self) -> list[int]:
        return list(range(self.since.year, self.until.year + 1)) if self.since and self.until else []


def span(plan: Plan) -> Span:
    """Read once for a plan in hand: a return asks it for each of its entries."""
    known: Span = plan.__dict__.get("_span") or plan.__dict__.setdefault("_span", _span(plan))
    return known


def _span(plan: Plan) -> Span:
    try:
        known = {one["key"]: one for one in packs.plan_periods(release_id=plan.pack_release_id or None)}
    except packs.NoRelease:
        known = {}
    period = known.get(plan.period)
    since = _day(period["since"]) if period else plan.issued
    starts = [day for day in (since, plan.issued) if day]
    return Span(min(starts, default=None), _day(period["until"]) if period else None)


def _day(value: datetime.date | str) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
