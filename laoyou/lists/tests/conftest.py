import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.lists import actions, queries
from laoyou.lists.models import Catalogue, Edition
from tests.world import LEADING, World

DAY = datetime.date(2025, 1, 1)


@pytest.fixture
def office(packed: World) -> Iterator[Actor]:
    with acting_as(packed.actor("甲县", "office")) as actor:
        yield actor


def opened(by: Actor, world: World, key: str, county: str = "甲县") -> Catalogue:
    owner = world.departments[county, LEADING]
    return actions.open_catalogue(by=by, division=world.divisions[county], key=key, owner=owner, since=DAY)


def edition_of(catalogue: Catalogue, number: int = 1) -> Edition:
    found = queries.edition(catalogue, number)
    assert found is not None
    return found


def service(world: World, name: str = "助餐服务", **more: Any) -> dict[str, Any]:
    """A basic service as a clerk types it."""
    lead = str(world.departments["甲县", LEADING].pk)
    return {
        "name": name,
        "object": "八十岁以上老人",
        "content": "每天一餐",
        "type": "care",
        "lead": lead,
        **more,
    }


def project(world: World, name: str = "东河镇敬老院改造", **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "elder_home",
        "content": "改造 120 张床位",
        "investment": "1,200.5万元",
        "owner": "东河镇人民政府",
        "lead": LEADING,
        "problem": "用地手续未办完",
        **more,
    }
