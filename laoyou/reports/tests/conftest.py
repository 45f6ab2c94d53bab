"""A county's plan with something of each thing that a report says."""

import datetime
from collections.abc import Iterator

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.indicators.actions import report_value
from laoyou.plans.models import Plan
from laoyou.plans.queries.figures import board_indicators
from laoyou.plans.tests.conftest import document as document
from laoyou.plans.tests.conftest import office as office
from laoyou.plans.tests.conftest import plan as plan
from laoyou.progress.models import Cycle
from tests.world import World

PERIOD = "2025H2"
ON = datetime.date(2025, 12, 31)


@pytest.fixture
def cycle(plan: Plan) -> Cycle:
    """A collection, and the onward report that draws on it."""
    dates = {"opens": datetime.date(2025, 12, 1), "due": datetime.date(2026, 1, 20), "basis": "办公室定"}
    held = Cycle.objects.create(
        division=plan.division, plan=plan, kind="collection", period=PERIOD, title="2025年下半年报送", **dates
    )
    return Cycle.objects.create(
        division=plan.division,
        plan=plan,
        kind="onward",
        period=PERIOD,
        title="2025年下半年报告",
        recipient="甲县人民政府",
        collects=held,
        **dates,
    )


@pytest.fixture
def beds(office: Actor, plan: Plan) -> None:
    """The share of nursing beds: 719 of 1,200, just short of 60 %."""
    row = next(each for each in board_indicators(plan) if "护理" in each.target.name)
    report_value(
        by=office, division=plan.division, indicator=row.key, period="2025", numerator=719, denominator=1200, as_of=ON
    )  # fmt: skip


@pytest.fixture
def leader(world: World, plan: Plan) -> Iterator[Actor]:
    with acting_as(world.actor("甲县", "viewer")) as actor:
        yield actor
