import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.people.models import Resident
from tests.world import SYSTEM, World
from tests.world.statuses import resident

DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def registrar(packed: World) -> Iterator[Actor]:
    with acting_as(packed.actor("甲县", "registrar")) as actor:
        yield actor


@contextmanager
def acting(world: World, county: str, role: str) -> Iterator[Actor]:
    """As another person than the test's own, whose grants their scope would hide."""
    with acting_as(SYSTEM):
        actor = world.actor(county, role)
    with acting_as(actor):
        yield actor


@pytest.fixture
def elders(world: World, registrar: Actor) -> list[Resident]:
    """Ten people of 河口村, each with a number."""
    village = world.divisions["河口村"]
    return [
        resident(village, f"余{sign}", order=10 + place) for place, sign in enumerate("甲乙丙丁戊己庚辛壬癸")
    ]
