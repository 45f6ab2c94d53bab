"""Figures for the targets of a plan, one or many at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.indicators.actions import report_value
from laoyou.indicators.amounts import Number
from laoyou.indicators.models import Observation
from laoyou.plans.errors import Doubtful, Refused
from laoyou.plans.models import Obligation, Plan, Target
from laoyou.plans.queries.doubts import doubts_about
from laoyou.plans.queries.specs import figure_key


@dataclass(frozen=True, slots=True)
class Figure:
    """What is reported for a target: two counts, or a value. `unit_said`: whoever gave a value named its unit."""

    target: Target
    period: str
    numerator: Number | None = None
    denominator: Number | None = None
    value: Number | None = None
    as_of: datetime.date | None = None
    note: str = ""
    corrects: Observation | None = None
    evidence: Sequence[File] = field(default=())
    unit_said: bool = True

    @property
    def unit(self) -> str:
        return "" if self.numerator not in {None, ""} else self.target.unit


@transaction.atomic
def report_figure(
    *,
    by: Actor,
    target: Target,
    period: str,
    numerator: Number | None = None,
    denominator: Number | None = None,
    value: Number | None = None,
    as_of: datetime.date | None = None,
    note: str = "",
    corrects: Observation | None = None,
    evidence: Sequence[File] = (),
    keep_because: str = "",
) -> Observation:
    """By the programme office, or by a person of the department that owns the target or answers for it.

    Doubtful where the figure looks wrong (130 %, a jump, a day outside the period), unless `keep_because` says why it is
    right after all; the reason goes into the note.
    """
    figure = Figure(target, period, numerator, denominator, value, as_of, note, corrects, evidence)
    return report_figures(by=by, plan=target.plan, figures=[figure], keep_because=keep_because)[0]


@transaction.atomic
def report_figures(
    *, by: Actor, plan: Plan, figures: Sequence[Figure], keep_because: str = ""
) -> list[Observation]:
    """All of them, or none."""
    if plan.state not in {Plan.State.LIVE, Plan.State.CLOSED}:
        raise Refused(_("方案已被新版替代，请在新版中上报。"))
    doubts = doubts_about(plan, figures)
    kept = keep_because.strip()
    if not kept and (found := [each for of_one in doubts for each in of_one]):
        raise Doubtful(found)
    return [
        _report(by, plan, figure, kept if odd else "") for figure, odd in zip(figures, doubts, strict=True)
    ]


def _report(by: Actor, plan: Plan, figure: Figure, kept: str) -> Observation:
    note = figure.note.strip()
    if kept:
        note = "\n".join(part for part in (note, _("核对后保留：%(why)s") % {"why": kept}) if part)
    return report_value(
        by=by,
        division=plan.division,
        indicator=figure_key(figure.target),
        period=figure.period,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value,
        unit=figure.unit,
        as_of=figure.as_of,
        note=note,
        department=_reporting(by, figure.target),
        corrects=figure.corrects,
        evidence=figure.evidence,
    )


def _reporting(by: Actor, target: Target) -> Department | None:
    """For whom the figure is reported: the person's own department, or, by the office, the owner."""
    ours = by.department_ids & ({target.owner_id} | _answering(target))
    if ours:
        return Department.objects.get(pk=min(ours))
    covers = (each.covers for each in by.grants if each.role == Role.OFFICE)
    if by.is_system or any(target.division_id in each for each in covers):
        return target.owner
    raise Refused(_("这个指标不由您的单位负责，请由责任单位或方案办公室上报。"))


def _answering(target: Target) -> set[int | None]:
    """Departments that the plan gives the target, or the task that covers it, to."""
    held = Q(target=target) | (Q(task=target.task_id) if target.task_id else Q(pk=None))
    return set(Obligation.objects.filter(held).values_list("department_id", flat=True))
