"""A plan's indicators by the divisions directly below it."""

from fractions import Fraction

from laoyou.indicators import queries as figures
from laoyou.indicators.levels import Status, statuses
from laoyou.indicators.models import Observation
from laoyou.indicators.periods import parse_period
from laoyou.indicators.rules import Observed, TargetSpec, in_unit_of
from laoyou.places.models import Division
from laoyou.places.queries import children
from laoyou.plans.models import Plan, Target
from laoyou.plans.queries.board import words_of
from laoyou.plans.queries.specs import figure_key, spec_of
from laoyou.plans.queries.values import ByDivision, Cell, Column


def by_division(plan: Plan, period: str = "") -> ByDivision:
    """`period`: one of those that divisions below reported; the latest where it is none of them."""
    targets = list(plan.targets.order_by("no", "id"))
    below = list(children(plan.division).filter(until=None).order_by("code"))
    rows = _standing([plan.division, *below], targets)
    known = {row.period for row in rows if row.division_id != plan.division_id} or {
        row.period for row in rows
    }
    periods = sorted(known, key=_when, reverse=True)
    chosen = period if period in periods else next(iter(periods), "")
    shown = {(row.division_id, row.indicator): row for row in rows if row.period == chosen}
    told, words = statuses(list(shown.values())), words_of(plan).indicators
    specs = [(target, spec_of(target, words.get(target.indicator, {}))) for target in targets]
    table = [
        (place, tuple(_cell(spec, shown.get((place.pk, figure_key(target))), told) for target, spec in specs))
        for place in [plan.division, *below]
    ]
    own, under = table[0][1], table[1:]
    columns = tuple(
        _column(target, spec, own[at], [cells[at] for _place, cells in under])
        for at, (target, spec) in enumerate(specs)
    )
    return ByDivision(chosen, tuple(periods), columns, tuple(under))


def _standing(places: list[Division], targets: list[Target]) -> list[Observation]:
    found = Observation.objects.filter(
        division__in=places,
        indicator__in={figure_key(target) for target in targets},
        source=figures.REPORTED,
        superseded_by=None,
    )
    return list(found)


def _cell(spec: TargetSpec, row: Observation | None, told: dict[int, Status]) -> Cell:
    return Cell() if row is None else Cell(row, in_unit_of(spec, figures.observed(row)), told[row.pk])


def _column(target: Target, spec: TargetSpec, own: Cell, below: list[Cell]) -> Column:
    seen = [figures.observed(cell.observation) for cell in below if cell.observation]
    return Column(target, own, in_unit_of(spec, total) if (total := _sum(spec, seen)) else None, len(seen))


def _sum(spec: TargetSpec, seen: list[Observed]) -> Observed | None:
    """Counts are added and the ratio is taken last. A share without its counts cannot be added; a plain number can."""
    if not seen:
        return None
    first = seen[0]
    above = [each.numerator for each in seen if each.numerator is not None]
    below = [each.denominator for each in seen if each.denominator]
    if len(above) == len(below) == len(seen):
        return Observed(first.period, sum(above, Fraction(0)), sum(below, Fraction(0)))
    values = [each.value for each in seen if each.value is not None]
    if len(values) < len(seen) or any(
        each.unit in {"%", "％", "‰"} or each.unit != first.unit for each in seen
    ):
        return None
    return Observed(first.period, value=sum(values, Fraction(0)), unit=first.unit)


def _when(period: str) -> tuple[int, int, int]:
    known = parse_period(period)
    return (known.year, known.last, -known.first) if known else (0, 0, 0)
