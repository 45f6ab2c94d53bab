import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stdnum.cn import ric

from laoyou.access.scope import Actor, acting_as
from laoyou.people.bulk import NewResident
from tests.world import World


def number(born: datetime.date = datetime.date(1950, 1, 1), serial: int = 1) -> str:
    """An invented ID number of a county that never was, with a right check sign; odd serials are men."""
    body = f"990121{born:%Y%m%d}{serial:03d}"
    return body + ric.calc_check_digit(body + "0")


@pytest.fixture
def neighbour(world: World) -> Actor:
    """The registrar of the other county: read before somebody of the first is acting, who may not see their grants."""
    return world.actor("乙县", "registrar")


@pytest.fixture
def registrar(world: World, neighbour: Actor) -> Iterator[Actor]:
    with acting_as(world.actor("甲县", "registrar")) as actor:
        yield actor


@pytest.fixture
def row(world: World) -> Callable[..., NewResident]:
    def made(name: str = "张美华", village: str = "河口村", **more: Any) -> NewResident:
        return NewResident(division_id=world.divisions[village].pk, name=name, **more)

    return made
