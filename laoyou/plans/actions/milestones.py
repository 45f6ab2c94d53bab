"""What the office asks of a target on the way."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.indicators.periods import parse_period
from laoyou.plans.actions.common import locked_plan
from laoyou.plans.errors import Refused
from laoyou.plans.models import Milestone, Plan, Target
from laoyou.plans.queries.milestones import milestones_of, stamp


@transaction.atomic
def set_milestones(
    *, by: Actor, target: Target, values: Mapping[str, Decimal | None], note: str = "", version: str
) -> list[Milestone]:
    """`values` by period, None for no milestone; periods not named stay. `version`: the `stamp` that the editor saw."""
    plan = locked_plan(by, target.plan, "plan.adopt")
    if plan.state != Plan.State.LIVE:
        raise Refused(_("方案已不在执行，不能再改阶段目标。"))
    there = {each.period: each for each in milestones_of(target)}
    if stamp(there.values()) != version:
        now = _("；").join(f"{each.period} {each.value.normalize():f}" for each in there.values()) or _(
            "没有阶段目标"
        )
        raise Refused(_("别人刚改过阶段目标，现在是：%(now)s。您填的还在，请对照后再保存。") % {"now": now})
    changed = {period: value for period, value in values.items() if value != _value(there.get(period))}
    for period, value in changed.items():
        _set(by, target, there.get(period), period, value, note.strip())
    detail = {"changed": {period: str(value) for period, value in changed.items()}, "note": note.strip()}
    record(by=by, action="plans.target.milestones", obj=target, detail=detail)
    return list(milestones_of(target))


def carry_milestones(pairs: Mapping[int, int]) -> None:
    """Part of taking a corrected plan over: `pairs` target of the version before → its counterpart, which has none yet."""
    held = set(Milestone.objects.filter(target__in=pairs.values()).values_list("target_id", flat=True))
    Milestone.objects.bulk_create(
        Milestone(
            target_id=pairs[each.target_id], division_id=each.division_id, period=each.period,
            value=each.value, note=each.note, set_by_id=each.set_by_id, set_at=each.set_at,
        )
        for each in Milestone.objects.filter(target__in=pairs)
        if pairs[each.target_id] not in held
    )  # fmt: skip


def _value(row: Milestone | None) -> Decimal | None:
    return row.value if row else None


def _set(
    by: Actor, target: Target, row: Milestone | None, period: str, value: Decimal | None, note: str
) -> None:
    if value is None:
        if row is not None:
            row.delete()
        return
    parsed = parse_period(period)
    if parsed is None or (target.year is not None and (parsed.year, parsed.last) >= (target.year, 12)):
        raise Refused(_("阶段目标的期间须在目标年底之前，例如 2024 或 2024H1。"), period)
    if row is None:
        row = Milestone(target=target, division_id=target.division_id, period=period)
    else:
        row.version += 1
    row.value, row.note, row.set_by_id, row.set_at = value, note, by.user_id, timezone.now()
    row.save()
