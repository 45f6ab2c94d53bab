"""Rows of residents in 甲县, for guards and pages."""

import datetime
from collections.abc import Callable
from typing import Any

from laoyou.access.scope import acting_as
from laoyou.people import actions
from laoyou.people.facts import Facts
from tests.world import SYSTEM, World

DAY = datetime.date(2025, 1, 1)


def people_of(world: World) -> dict[str, Any]:
    """Two alike, a third that was merged into the first, and a fourth on the way to another side; made when first asked for."""
    if "residents" not in world.rows:
        with acting_as(SYSTEM) as by:
            world.rows["residents"] = _made(world, by)
    found: dict[str, Any] = world.rows["residents"]
    return found


def _made(world: World, by: Any) -> dict[str, Any]:
    village = world.divisions["河口村"]
    one, two, three, four = (
        actions.register_resident(by=by, division=village, facts=Facts(name), since=DAY)
        for name in ("张美华", "张美花", "张每华", "李迁")
    )
    merge = actions.merge(by=by, kept_id=one.pk, gone_id=three.pk, reason="重复登记")
    later = DAY + datetime.timedelta(30)
    registrar = world.actor("甲县", "registrar")  # the system may do both, so it is never asked to let go
    handover = actions.release(
        by=registrar,
        resident_id=four.pk,
        version=1,
        to=world.divisions["示例市"],  # no place of the other county, to which it would be shown
        since=later,
        reason="随子女居住",
    )
    tie = actions.add_tie(by=by, resident_id=one.pk, role="kin", relation="30", since=DAY, name="王小妹")
    home = actions.live_with(by=by, resident_id=one.pk, other_id=None, relation="02", since=DAY)
    return {
        "one": one,
        "two": two,
        "four": four,
        "merge": merge,
        "handover": handover,
        "tie": tie,
        "home": home,
    }


def _one(world: World) -> dict[str, Any]:
    return {"pk": people_of(world)["one"].pk}


def _handover(world: World) -> dict[str, Any]:
    return {"pk": people_of(world)["handover"].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **dict.fromkeys(
        (
            "resident",
            "resident-edit",
            "resident-number",
            "resident-phone",
            "resident-reveal",
            "resident-move",
            "resident-release",
            "resident-death",
            "resident-household",
            "resident-tie",
        ),
        _one,
    ),
    "resident-pair": lambda world: _one(world) | {"other": people_of(world)["two"].pk},
    "resident-unmerge": lambda world: _one(world) | {"merge_id": people_of(world)["merge"].pk},
    "resident-end": lambda world: _one(world) | {"part": "tie", "row_id": people_of(world)["tie"].pk},
    "handover": _handover,
}
