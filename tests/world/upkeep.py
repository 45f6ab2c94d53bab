"""Rows of what a location of 甲县 keeps, for guards and pages."""

import datetime
from collections.abc import Callable
from typing import Any

from laoyou.access.scope import acting_as
from laoyou.providers.actions import hire
from laoyou.providers.models import Location
from tests.world import SYSTEM, World
from tests.world.providers import add_providers


def _place(world: World) -> Location:
    add_providers(world)
    place: Location = world.rows["home"]
    return place


def _row(world: World) -> dict[str, Any]:
    if "staff" not in world.rows:
        with acting_as(SYSTEM) as system:
            since = datetime.date(2025, 1, 1)
            world.rows["staff"] = hire(
                by=system, location=_place(world), name="某人", post="carer", since=since
            )
    return {"pk": _place(world).pk, "what": "staff", "row_pk": world.rows["staff"].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "upkeep": lambda world: {"pk": _place(world).pk},
    "upkeep-add": lambda world: {"pk": _place(world).pk, "what": "staff"},
    "upkeep-end": _row,
}
