from collections.abc import Iterator

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.plans import actions, queries
from laoyou.plans.models import Document, Plan
from tests.world import World


@pytest.fixture
def office(packed: World) -> Iterator[Actor]:
    """The programme office of 甲县, held to its rows."""
    with acting_as(packed.actor("甲县", "office")) as actor:
        yield actor


@pytest.fixture
def document(uploaded: World, office: Actor) -> Document:
    found: Document = uploaded.rows["document"]
    return found


@pytest.fixture
def plan(planned: World, office: Actor) -> Plan:
    found: Plan = planned.rows["plan"]
    return found


def adopted(by: Actor, document: Document) -> Plan:
    """Adopt with as few answers as adoption takes."""
    actions.accept_above(by=by, document=document, confidence=0)
    actions.accept_unit_suggestions(by=by, document=document)
    unstated = [each.item.pk for each in queries.adoption_state(document).unstated]
    actions.mark_not_stated(by=by, document=document, item_ids=unstated)
    state = queries.adoption_state(document)
    if open_units := [row.unit.pk for row in state.units if not row.unit.resolution]:
        actions.name_units(
            by=by, document=document, unit_ids=open_units, resolution="waived", note="没有列名"
        )
    if nobody := [each.item.pk for each in state.uncovered if each.required and not each.settled]:
        actions.leave_open(by=by, document=document, item_ids=nobody)
    return actions.adopt(by=by, document=document, period="14-5")
