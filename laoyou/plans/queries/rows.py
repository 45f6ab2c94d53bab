"""Indicators of a plan with all that a board, a report or a workbook shows of them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils import timezone

from laoyou.indicators import queries as figures
from laoyou.indicators.levels import RETURNED, Status, statuses
from laoyou.indicators.models import Observation
from laoyou.indicators.periods import Period, parse_period
from laoyou.indicators.rules import TargetSpec, fraction, in_unit_of
from laoyou.indicators.trajectory import URGENCY, Course, Point, Standing, assess
from laoyou.lib import charts
from laoyou.plans.models import Milestone, Plan, Target
from laoyou.plans.queries.board import ObligationRow, Words, obligation_rows, words_of
from laoyou.plans.queries.specs import figure_key, spec_of


@dataclass(frozen=True, slots=True)
class Seen:
    """One reported period: the figure in the target's unit, what was planned by then, and how far up it was accepted."""

    observation: Observation
    period: Period
    value: Fraction | None
    planned: Fraction | None
    status: Status

    @property
    def gap(self) -> Fraction | None:
        return self.value - self.planned if self.value is not None and self.planned is not None else None

    @property
    def point(self) -> Point | None:
        return None if self.value is None else Point.at(self.period, self.value)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`seen`: the newest standing figure of each period, the latest first; `standing`: where the target stands with them.

    `observation` is the figure that was judged, `definition` the pack's, or {}.
    """

    target: Target
    spec: TargetSpec
    definition: dict[str, Any]
    key: str
    owner: str
    obligations: tuple[ObligationRow, ...]
    milestones: tuple[Milestone, ...]
    seen: tuple[Seen, ...]
    standing: Standing
    judged: Seen | None

    @property
    def observation(self) -> Observation | None:
        return self.judged.observation if self.judged else None

    @property
    def status(self) -> Status | None:
        return self.judged.status if self.judged else None

    @property
    def judgement(self) -> Standing:
        return self.standing

    @property
    def state(self) -> str:
        return self.standing.state

    @property
    def now(self) -> Fraction | None:
        return self.standing.value

    @property
    def pending(self) -> bool:
        """Judged on a figure that its own level has not accepted yet."""
        return self.judged is not None and not self.judged.status.own

    @property
    def course(self) -> Course:
        return self.standing.course

    def chart(self, size: tuple[int, int] = charts.SMALL) -> charts.Spec:
        """The one drawing of this indicator, for screen, paper and Word."""
        shown = [each for each in self.seen if each.point and each.status.state != RETURNED]
        target = self.target
        return charts.trajectory(
            [_xy(each.point) for each in shown if each.point and each.status.own],
            waiting=[_xy(each.point) for each in shown if each.point and not each.status.own],
            course=[_xy(each) for each in self.course.points],
            milestones=[_xy(each) for each in self.course.points[1:-1]],
            target=_xy(Point.year_end(target.year, self.spec.value)) if target.year else None,
            missed=self.state == "missed",
            size=size,
        )


def _xy(point: Point) -> charts.XY:
    return float(point.year), float(point.value)


def indicator_rows(
    plan: Plan,
    *,
    on: datetime.date | None = None,
    period: str | None = None,
    accepted_only: bool = False,
    targets: Sequence[Target] | None = None,
    words: Words | None = None,
) -> list[IndicatorRow]:
    """Every target of a plan as it stood on a day (today), the binding ones that will miss first.

    `period` leaves out later ones; `accepted_only` takes only figures that their own level has accepted. A figure that
    was sent back is shown, and never judged on. The number of queries does not grow with targets or figures.
    """
    wanted = (
        list(plan.targets.select_related("owner", "task").order_by("id"))
        if targets is None
        else list(targets)
    )
    words = words or words_of(plan)
    day = on or timezone.localdate()
    series = figures.standing(plan.division_id, {figure_key(target) for target in wanted}, on=day)
    rows = [row for each in series.values() for row in each if not period or not _after(row.period, period)]
    figures.with_evidence(rows)
    told = statuses(rows)
    held = obligation_rows("target_id", [target.pk for target in wanted])
    by_task = obligation_rows("task_id", [target.task_id for target in wanted if target.task_id])
    milestones = _milestones(wanted)
    kept = {row.pk for row in rows}
    found = []
    for target in wanted:
        mine = [row for row in series.get(figure_key(target), []) if row.pk in kept]
        answering = held.get(target.pk) or by_task.get(target.task_id or 0, ())
        definition = words.indicators.get(target.indicator, {})
        found.append(
            _row(target, definition, answering, milestones.get(target.pk, ()), mine, told, day, accepted_only)
        )
    return sorted(found, key=urgency)


def urgency(row: IndicatorRow) -> tuple[bool, bool, int, int, int]:
    """Binding ones that will miss stand first, then others that will, then in the order of the plan."""
    will = row.standing.will_miss
    return (
        not (will and row.target.binding is True),
        not will,
        URGENCY[row.state] if will else 0,
        row.target.no or 10_000,
        row.target.pk,
    )


def _after(one: str, other: str) -> bool:
    first, second = parse_period(one), parse_period(other)
    return bool(first and second and (first.year, first.last) > (second.year, second.last))


def _milestones(targets: Iterable[Target]) -> dict[int, tuple[Milestone, ...]]:
    found: dict[int, tuple[Milestone, ...]] = {}
    for each in Milestone.objects.filter(target__in=[target.pk for target in targets]).order_by("period"):
        found[each.target_id] = (*found.get(each.target_id, ()), each)
    return found


def _row(
    target: Target,
    definition: dict[str, Any],
    obligations: tuple[ObligationRow, ...],
    milestones: tuple[Milestone, ...],
    rows: Sequence[Observation],
    told: dict[int, Status],
    on: datetime.date,
    accepted_only: bool,
) -> IndicatorRow:
    spec = spec_of(target, definition)
    judged = [
        row for row in rows if told[row.pk].state != RETURNED and (told[row.pk].own or not accepted_only)
    ]
    standing = assess(
        spec,
        [figures.observed(row) for row in judged],
        on,
        baseline_year=target.baseline_year,
        milestones=[
            Point.at(when, fraction(each.value)) for each in milestones if (when := parse_period(each.period))
        ],
    )
    seen = tuple(_seen(spec, row, standing.course, told[row.pk]) for row in rows)
    at = judged[standing.at].pk if standing.at is not None else None
    return IndicatorRow(
        target=target,
        spec=spec,
        definition=definition,
        key=figure_key(target),
        owner=target.owner.name if target.owner else target.owner_name,
        obligations=obligations,
        milestones=milestones,
        seen=seen,
        standing=standing,
        judged=next((each for each in seen if each.observation.pk == at), None),
    )


def _seen(spec: TargetSpec, row: Observation, course: Course, status: Status) -> Seen:
    observed = figures.observed(row)
    planned = course.planned(observed.period.year * 12 + observed.period.last)
    return Seen(row, observed.period, in_unit_of(spec, observed), planned, status)
