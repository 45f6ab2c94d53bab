"""A reporting cycle of 甲县 that is open, in which every unit of its plan owes a return."""

import datetime

from laoyou.access.scope import Actor
from laoyou.progress import actions
from tests.world import World


def add_cycle(world: World, office: Actor) -> None:
    """Fills world.rows: cycle."""
    world.rows["cycle"] = actions.make_cycle(
        by=office, plan=world.rows["plan"], kind="collection", period="2025H2", title="2025年下半年进展报送",
        opens=datetime.date(2026, 1, 1), due=datetime.date(2026, 1, 20), basis="县政府办通知",
        questions=["还有什么困难？"],
    )  # fmt: skip
