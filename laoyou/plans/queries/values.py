"""Figures before an office, each with the target it is for, in the target's unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from laoyou.indicators import queries as figures
from laoyou.indicators.levels import Status
from laoyou.indicators.models import Observation
from laoyou.indicators.rules import Observed, in_unit_of
from laoyou.indicators.waiting import Waiting
from laoyou.places.models import Division
from laoyou.plans.models import Plan, Target
from laoyou.plans.queries.board import Words, words_of
from laoyou.plans.queries.specs import figure_key, spec_of


@dataclass(frozen=True, slots=True)
class ValueRow:
    """`target` None where no live plan has the indicator; `at` the level that decides, or that sent it back."""

    observation: Observation
    at: Division
    status: Status
    target: Target | None
    name: str
    unit: str
    value: Fraction | None
    former: Observation | None
    former_value: Fraction | None

    @property
    def change(self) -> Fraction | None:
        return (
            self.value - self.former_value
            if self.value is not None and self.former_value is not None
            else None
        )


def value_rows(found: Sequence[Waiting]) -> list[ValueRow]:
    """In two queries and those of one release of packs for each that plans were adopted under."""
    targets = _targets({each.observation.division_id for each in found})
    words: dict[int | None, Words] = {}
    rows = []
    for each in found:
        target = targets.get((each.observation.division_id, each.observation.indicator))
        if target and target.plan.pack_release_id not in words:
            words[target.plan.pack_release_id] = words_of(target.plan)
        rows.append(_row(each, target, words[target.plan.pack_release_id] if target else Words()))
    return rows


def _targets(divisions: Iterable[int]) -> dict[tuple[int, str], Target]:
    live = Target.objects.filter(plan__division_id__in=divisions, plan__state=Plan.State.LIVE)
    found = live.select_related("plan__division").order_by("plan_id", "id")
    return {(target.plan.division_id, figure_key(target)): target for target in found}


def _row(each: Waiting, target: Target | None, words: Words) -> ValueRow:
    row = each.observation
    observed, former = figures.observed(row), figures.observed(each.former) if each.former else None
    if target is None:
        value, before = _plain(observed), _plain(former) if former else None
        return ValueRow(
            row,
            each.at,
            each.status,
            None,
            row.indicator.removeprefix("name:"),
            row.unit,
            value,
            each.former,
            before,
        )
    spec = spec_of(target, words.indicators.get(target.indicator, {}))
    value, before = in_unit_of(spec, observed), in_unit_of(spec, former) if former else None
    return ValueRow(row, each.at, each.status, target, target.name, target.unit, value, each.former, before)


def _plain(seen: Observed) -> Fraction | None:
    if seen.value is not None:
        return seen.value
    return seen.numerator / seen.denominator if seen.numerator is not None and seen.denominator else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A division's figure for a target in one period; no observation: it reported none."""

    observation: Observation | None = None
    value: Fraction | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`total` adds the counts of the divisions that reported them; `reported` is how many did."""

    target: Target
    own: Cell
    total: Fraction | None
    reported: int


@dataclass(frozen=True, slots=True)
class ByDivision:
    """A plan's indicators by the divisions directly below, for one period of `periods`."""

    period: str
    periods: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Division, tuple[Cell, ...]], ...]
