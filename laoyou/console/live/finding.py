"""What the registers say of a plan's indicators, beside what was reported: for the reader's own divisions."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from laoyou.access.scope import Actor
from laoyou.indicators.computed import Computed, compute
from laoyou.indicators.periods import Period, parse_period
from laoyou.indicators.rules import Judgement, Observed, in_unit_of, judge
from laoyou.packs.queries import indicator_queries
from laoyou.places.queries import codes_upwards, descendant_ids
from laoyou.plans.models import Plan
from laoyou.plans.queries import TargetRow


@dataclass(frozen=True)
class Live:
    """`partly`: the reader sees only a part of the plan's division, so the target is not judged by it."""

    row: TargetRow
    figure: Computed
    within: frozenset[int]
    partly: bool

    @property
    def value(self) -> Fraction | None:
        """In the target's unit."""
        return None if self.figure.value is None else in_unit_of(self.row.spec, self._observed)

    @property
    def judgement(self) -> Judgement | None:
        """Held against the target as such, whatever its year: whether it would be met as things stand."""
        if self.partly or self.value is None:
            return None
        return judge(replace(self.row.spec, year=None, each_year=False), self._observed)

    @property
    def difference(self) -> Fraction | None:
        """From what was reported last to what is registered."""
        if self.partly or self.value is None or self.row.now is None:
            return None
        return self.value - self.row.now

    @property
    def _observed(self) -> Observed:
        period = parse_period(str(self.figure.on.year)) or Period(self.figure.on.year, 1, 12)
        numerator = Fraction(self.figure.numerator or 0)
        if not self.figure.is_ratio:
            return Observed(period, value=numerator)
        return Observed(period, numerator, Fraction(self.figure.denominator or 0))


def lives(actor: Actor, plan: Plan, rows: Sequence[TargetRow], on: datetime.date) -> list[Live | None]:
    """For each row what the registers say; None where the packs have no query for it. Counted in one query."""
    known = indicator_queries(division_codes=codes_upwards(plan.division))
    wanted = {
        row.target.indicator: known[row.target.indicator] for row in rows if row.target.indicator in known
    }
    if not wanted:
        return [None for _row in rows]
    whole = descendant_ids([plan.division_id])
    within = frozenset(whole & actor.divisions_for("plan.read"))
    figures = compute(wanted.values(), within, on)
    return [
        Live(row, figures[row.target.indicator], within, plan.division_id not in within)
        if row.target.indicator in figures
        else None
        for row in rows
    ]


def live(actor: Actor, plan: Plan, row: TargetRow, on: datetime.date) -> Live | None:
    return lives(actor, plan, [row], on)[0]
