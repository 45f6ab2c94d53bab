"""The 24 indicators of 重庆's plan, reported by a department and accepted by three levels of offices."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from laoyou.access import actions as access
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as
from laoyou.indicators.actions import report_value
from laoyou.indicators.deciding import accept_values, return_values
from laoyou.indicators.models import Observation
from laoyou.indicators.waiting import waiting_for
from laoyou.packs import queries as packs
from laoyou.packs.actions import load_releases
from laoyou.plans import queries
from laoyou.plans.models import Plan, Target
from tests.world import LEADING, SYSTEM, World

LEVELS = ("甲县", "示例市", "示例省")


@pytest.fixture
def levels(world: World) -> World:
    for place in LEVELS[1:]:
        user, _password = access.create_person(
            by=SYSTEM, username=place, name=place, division=world.divisions[place], password="open sesame 1"
        )
        access.grant_role(by=SYSTEM, user=user, role=Role.OFFICE, division=world.divisions[place])
        world.people[place, "office"] = user
    # Loaded here: inside the scope of the county's office the grants of those above are not seen.
    world.rows["actors"] = {each: world.actor(each, "office") for each in LEVELS}
    return world


@pytest.fixture
def targets(plan: Plan) -> list[Target]:
    """The facts of the municipal plan, given to the county of the tests."""
    load_releases(root=Path(settings.PACKS), codes=["500000"], by="test")
    facts = packs.plan_facts(code="500000", period="14-5")
    assert facts is not None
    return [
        Target.objects.create(
            plan=plan,
            division=plan.division,
            no=each["no"],
            indicator=each["key"],
            name=each["key"],
            text=each["key"],
            op=each["op"],
            value=each["target"],
            unit="%",
            year=each["target_year"],
            binding=each["binding"],
            direction="higher",
            baseline_value=each.get("baseline"),
            baseline_year=each.get("baseline_year"),
        )
        for each in facts["indicators"]
    ]


def report(by: Actor, world: World, targets: list[Target]) -> list[int]:
    """Each as the plan asks it, but the first binding ones one short."""
    unit = world.departments["甲县", LEADING]
    return [
        report_value(
            by=by, division=target.division, indicator=target.indicator, period="2025", department=unit, unit="%",
            value=Decimal(target.value) - (1 if target.no in {3, 5} else 0),
        ).pk
        for target in targets
    ]  # fmt: skip


def seen_by(world: World, place: str) -> list[int]:
    with acting_as(world.rows["actors"][place]) as office:
        return [each.observation.pk for each in waiting_for(office)]


def test_24_indicators_go_up_three_levels(
    levels: World, targets: list[Target], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert len(targets) == 24
    made = report(levels.actor("甲县", "unit"), levels, targets)
    for at, place in enumerate(LEVELS):
        assert [seen_by(levels, each) for each in LEVELS] == [
            made if each == place else [] for each in LEVELS
        ]
        with acting_as(levels.rows["actors"][place]) as office:
            with django_assert_max_num_queries(15):
                assert len(queries.value_rows(waiting_for(office))) == len(made)
            if at == 1:
                return_values(by=office, observation_ids=made[:1], reason="请附社保部门数据")
                made = made[1:]
            accept_values(by=office, observation_ids=made)
    assert [seen_by(levels, each) for each in LEVELS] == [[], [], []]


def test_binding_ones_that_miss_stand_first(levels: World, targets: list[Target]) -> None:
    report(levels.actor("甲县", "unit"), levels, targets)
    rows = queries.board_indicators(targets[0].plan)
    assert [row.target.no for row in rows[:2]] == [3, 5]
    assert {row.state for row in rows[:2]} == {"missed"}
    assert all(row.pending for row in rows if row.observation)
    assert rows[0].standing.gap == Fraction(-1)
    assert Observation.objects.count() == 24
