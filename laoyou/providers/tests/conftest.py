from collections.abc import Iterator

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.providers.actions import open_location, register_provider
from laoyou.providers.models import Location
from laoyou.providers.tests.samples import SINCE, facts, site
from tests.world import World


@pytest.fixture
def registrar(packed: World) -> Iterator[Actor]:
    with acting_as(packed.actor("甲县", "registrar")) as actor:
        yield actor


@pytest.fixture
def home(world: World, registrar: Actor) -> Location:
    """An elder home of 甲县 with one place in 东河镇."""
    town = world.divisions["东河镇"]
    provider = register_provider(by=registrar, division=town, facts=facts())
    return open_location(by=registrar, provider=provider, site=site(town), name="", since=SINCE)


@pytest.fixture
def point(world: World, registrar: Actor) -> Location:
    """A family nursery point in 东河镇."""
    town = world.divisions["东河镇"]
    known = facts(
        name="小树苗家庭托育点", kind="family_nursery", legal_form="individual", uscc="", no_uscc_why="登记中"
    )
    provider = register_provider(by=registrar, division=town, facts=known)
    return open_location(
        by=registrar, provider=provider, site=site(town, "幸福小区2栋"), name="", since=SINCE
    )
