"""Figures for the targets of a plan."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.indicators.actions import Number, report_value
from laoyou.indicators.models import Observation
from laoyou.plans.errors import Refused
from laoyou.plans.models import Obligation, Plan, Target
from laoyou.plans.queries.specs import figure_key


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
) -> Observation:
    """By the programme office, or by a person of the department that owns the target or answers for it."""
    plan = target.plan
    if plan.state not in {Plan.State.LIVE, Plan.State.CLOSED}:
        raise Refused(_("方案已被新版替代，请在新版中上报。"))
    return report_value(
        by=by,
        division=plan.division,
        indicator=figure_key(target),
        period=period,
        numerator=numerator,
        denominator=denominator,
        value=value,
        unit="" if numerator not in {None, ""} else target.unit,
        as_of=as_of,
        note=note,
        department=_reporting(by, target),
        corrects=corrects,
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
