"""Rows of spaces in 甲县, for guards and pages."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from laoyou.access.scope import acting_as
from laoyou.spaces import actions
from tests.world import SYSTEM, World

DAY = datetime.date(2024, 3, 1)


def add_places(world: World, county: str = "甲县") -> dict[str, Any]:
    """One of each register, once a world."""
    name = f"places of {county}"
    if name not in world.rows:
        with acting_as(SYSTEM):
            world.rows[name] = _made(world.divisions[county])
    found: dict[str, Any] = world.rows[name]
    return found


def _made(place: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {"by": SYSTEM}
    site = actions.add_site(
        **kept, values={"division": place, "name": "旧校舍", "address": "一号", "since": DAY}
    )
    space = actions.add_space(
        **kept,
        site=site,
        values={"name": "一号楼", "kind": "school", "area": Decimal(300), "contact": "教育局", "since": DAY},
    )
    use = {"purpose": "meals", "holder": "示例食堂", "terms": "own", "since": DAY}
    project = {"name": "新城", "households": 900, "residents": 2700, "land_on": DAY, "completed_on": DAY}
    gap = {"place": "桥南", "facility": "elder", "short": Decimal(90), "state_since": DAY}
    return {
        "site": site,
        "space": space,
        "use": actions.start_use(**kept, space=space, values=use),
        "project": actions.add_project(**kept, values={**project, "division": place}),
        "gap": actions.add_gap(**kept, values={**gap, "division": place}),
        "land": actions.add_land(**kept, values={"division": place, "year": 2025, "demand": Decimal(2)}),
    }


def _of(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": add_places(world)[name].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **dict.fromkeys(("site", "site-edit", "site-end", "space-add"), _of("site")),
    **dict.fromkeys(("space", "space-edit", "space-step", "space-use", "space-publish"), _of("space")),
    **dict.fromkeys(("use-edit", "use-end"), _of("use")),
    **dict.fromkeys(("project", "project-edit", "project-stage"), _of("project")),
    "gap-edit": _of("gap"),
    "land-edit": _of("land"),
}
