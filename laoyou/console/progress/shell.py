"""What every page of a plan shows around its own part."""

from typing import Any

from django.http import HttpRequest

from laoyou.console.loading import acting
from laoyou.plans.models import Plan


def shell(request: HttpRequest, plan: Plan, view: str) -> dict[str, Any]:
    """The plan's head and tabs; `view` names the tab that is open."""
    counts = {
        "tasks": plan.tasks.count(),
        "indicators": plan.targets.count(),
        "parameters": plan.rules.count(),
    }
    actor = acting(request)
    return {
        "plan": plan,
        "view": view,
        "counts": counts,
        "manages": actor.may("plan.publish", plan.division_id),
        "leads": actor.may("progress.manage", plan.division_id),
    }
