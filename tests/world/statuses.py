"""Residents and what holds of them, in 甲县, for guards and pages. Names and numbers are invented."""

import datetime
from collections.abc import Callable
from typing import Any

from stdnum.cn import ric

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.initials import initials
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.privacy.keys import ring
from laoyou.statuses import actions
from laoyou.statuses.actions import ListRow
from tests.world import World
from tests.world.packs import packs

MONTH = datetime.date(2026, 10, 1)


def number_of(birth: datetime.date, order: int) -> str:
    """An ID number of no county that exists, with its right check sign."""
    first = f"990121{birth:%Y%m%d}{order:03d}"
    return first + ric.calc_check_digit(first + "0")


def resident(
    division: Division,
    name: str,
    birth: str = "1950-03-01",
    *,
    order: int = 1,
    numbered: bool = True,
    **more: Any,
) -> Resident:
    """A resident as the register keeps them, written past its actions."""
    born = datetime.date.fromisoformat(birth)
    number = number_of(born, order)
    kept: dict[str, Any] = {"id_kind": "none"}
    if numbered:
        index = ring().index(number, kind="id")
        kept = {
            "id_kind": "citizen",
            "id_sealed": ring().seal(number, kind="id"),
            "id_index": index,
            "id_hint": number[-1],
        }
    return Resident.objects.create(
        division=division, name=name, initials=initials(name), birth_date=born, sex="1" if order % 2 else "2",
        **kept, **more,
    )  # fmt: skip


def line_of(one: Resident, line: int = 2, **attributes: str) -> ListRow:
    """The person as a line of a list."""
    number = ring().open(bytes(one.id_sealed), kind="id") if one.id_sealed else ""
    return ListRow(line, one.name, number, attributes)


def add_statuses(world: World) -> None:
    """Fills world.rows: resident_of_list, status, source_list (open), survey."""
    if "status" in world.rows:
        return
    packs()
    village, county = world.divisions["河口村"], world.divisions["甲县"]
    with acting_as(Actor.system("test")) as system:
        one = resident(village, "余大有", order=11, address="一组 1 号")
        day = datetime.date(2026, 1, 1)
        world.rows["resident_of_status"] = one
        world.rows["status"] = actions.add_status(
            by=system, resident=one, kind="living_alone", source="village", since=day
        )
        world.rows["source_list"] = actions.bring_list(
            by=system, division=county, source="civil_affairs", kind="dibao", month=MONTH, rows=[line_of(one)]
        )
        world.rows["survey"] = actions.save_survey(
            by=system, division=village, day=datetime.date(2026, 10, 8), seen={one.pk: ["living_alone"]}
        )


def _row(name: str) -> Callable[[World], dict[str, Any]]:
    def sample(world: World) -> dict[str, Any]:
        add_statuses(world)
        return {"pk": world.rows[name].pk}

    return sample


def _village(world: World) -> dict[str, Any]:
    add_statuses(world)
    return {"pk": world.divisions["河口村"].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "status-of": _row("resident_of_status"),
    "status-add": _row("resident_of_status"),
    "status-end": _row("status"),
    "status-correct": _row("status"),
    "source-list": _row("source_list"),
    "source-list-allow": _row("source_list"),
    "survey": _row("survey"),
    "survey-print": _village,
    "survey-enter": _village,
}
