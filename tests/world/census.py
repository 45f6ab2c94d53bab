"""Rows of census in 甲县, for guards and pages."""

import datetime
from collections.abc import Callable
from typing import Any

from laoyou.access.scope import acting_as
from laoyou.census.actions import record_figures
from laoyou.census.queries import total_of
from laoyou.census.rules import FigureRow
from tests.world import SYSTEM, World


def _count(world: World) -> dict[str, Any]:
    if "count" not in world.rows:
        row = FigureRow(world.divisions["甲县"], datetime.date(2020, 11, 1), "resident", 54090, "人口普查")
        with acting_as(SYSTEM) as system:
            record_figures(by=system, rows=[row])
            world.rows["count"] = total_of(row)
    return {"pk": world.rows["count"].pk}


def _division(world: World) -> dict[str, Any]:
    return {"pk": world.divisions["甲县"].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "census-count": _count,
    **dict.fromkeys(
        ("division", "division-rename", "division-upgrade", "division-merge", "division-split"), _division
    ),
}
