"""What happens to a plan after adoption."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans.actions.common import locked_plan
from laoyou.plans.errors import Refused
from laoyou.plans.models import Plan


@transaction.atomic
def publish_plan(*, by: Actor, plan: Plan) -> Plan:
    """Put a plan on the public pages; a version that it replaced leaves them."""
    plan = locked_plan(by, plan, "plan.publish")
    if plan.state not in {Plan.State.LIVE, Plan.State.CLOSED}:
        raise Refused(_("只有执行中或已收官的方案可以公开。"))
    if plan.published:
        raise Refused(_("方案已经公开。"))
    Plan.objects.filter(next_version=plan, published=True).update(published=False)
    plan.published, plan.published_at = True, timezone.now()
    plan.save(update_fields=["published", "published_at"])
    record(by=by, action="plans.plan.publish", obj=plan)
    return plan


@transaction.atomic
def withdraw_plan(*, by: Actor, plan: Plan, reason: str) -> Plan:
    """Take a plan off the public pages."""
    plan = locked_plan(by, plan, "plan.publish")
    if not plan.published:
        raise Refused(_("方案没有公开，不需要撤回。"))
    if not reason.strip():
        raise Refused(_("请写明撤回公开的理由。"), "reason")
    plan.published = False
    plan.save(update_fields=["published"])
    record(by=by, action="plans.plan.withdraw", obj=plan, detail={"reason": reason.strip()})
    return plan


@transaction.atomic
def close_plan(*, by: Actor, plan: Plan, on: datetime.date, reason: str) -> Plan:
    """收官: the plan no longer runs; its rows and figures stay for the closing account."""
    plan = locked_plan(by, plan, "plan.adopt")
    if plan.state != Plan.State.LIVE:
        raise Refused(_("只有执行中的方案可以收官。"))
    if not reason.strip():
        raise Refused(_("请写明收官的理由，例如“规划期满”。"), "reason")
    if on > timezone.localdate():
        raise Refused(_("收官日期不能晚于今天。"), "on")
    if plan.issued and on < plan.issued:
        raise Refused(_("收官日期不能早于印发日期。"), "on")
    plan.state, plan.closed_on, plan.closed_reason = Plan.State.CLOSED, on, reason.strip()
    plan.save(update_fields=["state", "closed_on", "closed_reason"])
    record(
        by=by, action="plans.plan.close", obj=plan, detail={"on": on.isoformat(), "reason": reason.strip()}
    )
    return plan
