"""The plan of the city above 甲县, to put beside the county's own."""

from laoyou.access.scope import acting_as
from laoyou.plans.actions import upload_text
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import UPPER
from tests.world import SYSTEM, World


def add_second_plan(world: World) -> None:
    """Fills world.rows: second_plan."""
    with acting_as(SYSTEM) as system:
        document = upload_text(by=system, division=world.divisions["示例市"], text=UPPER).document
        assert document is not None
        world.rows["second_plan"] = adopted(system, document)
