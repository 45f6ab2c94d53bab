from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from laoyou.access.scope import Actor, acting_as
from laoyou.packs.actions import load_releases
from laoyou.plans import actions as plans
from laoyou.plans.models import Plan, Task
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import PLAN
from tests.world import World


@pytest.fixture
def office(world: World) -> Iterator[Actor]:
    """The programme office of 甲县, held to its rows, with the national packs loaded."""
    load_releases(root=Path(settings.PACKS), codes=["base"], by="test")
    with acting_as(world.actor("甲县", "office")) as actor:
        yield actor


@pytest.fixture
def plan(office: Actor, world: World) -> Plan:
    document = plans.upload_text(by=office, division=world.divisions["甲县"], text=PLAN).document
    assert document is not None
    return adopted(office, document)


@pytest.fixture
def first(plan: Plan) -> Task:
    """Led by civil affairs, supported by health."""
    return plan.tasks.get(no=1)
