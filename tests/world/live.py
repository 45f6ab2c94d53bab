"""Rows of live in 甲县, for guards and pages."""

from collections.abc import Callable
from typing import Any

from tests.world import World


def _target(world: World) -> dict[str, Any]:
    """A target whose indicator the packs can count."""
    plan = world.rows["plan"]
    target = plan.targets.filter(indicator="nursing_bed_share").first()
    return {"pk": plan.pk, "target_id": target.pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {"live": _target, "live-export": _target}
