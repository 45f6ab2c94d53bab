"""A report of 甲县, still a draft: what a person of another county must not see."""

from laoyou.access.scope import Actor
from laoyou.reports.actions import create_report
from tests.world import World


def add_report(world: World, office: Actor) -> None:
    """Fills world.rows: report."""
    world.rows["report"] = create_report(
        by=office, plan=world.rows["plan"], kind="half_year", period="2025H2"
    )
