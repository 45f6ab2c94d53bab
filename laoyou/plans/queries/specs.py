"""What a target asks, in the terms in which figures are kept and judged."""

from collections.abc import Mapping
from typing import Any

from laoyou.indicators.rules import TargetSpec, fraction
from laoyou.plans.models import Target
from laoyou.plans.rules.likeness import bare


def figure_key(target: Target) -> str:
    """Under which figures are kept: the catalogue's key, or the name where the indicator is the plan's own."""
    return target.indicator or f"name:{bare(target.name)}"[:120]


def spec_of(target: Target, definition: Mapping[str, Any]) -> TargetSpec:
    """What the target asks, in the terms of judging; `definition` is the pack's, or empty."""
    yearly = "每年" in target.per or "每年" in target.name or definition.get("every") == "year"
    share = target.unit in {"%", "％", "‰"}
    return TargetSpec(
        op=target.op,
        value=fraction(target.value),
        unit=target.unit,
        per=target.per or target.name,
        direction=target.direction or str(definition.get("direction", "")),
        year=target.year,
        baseline=None if target.baseline_value is None else fraction(target.baseline_value),
        each_year=yearly,
        times=0 if share else int(definition.get("per", 0)),
    )
