"""A figure's way through the offices of county, city and province."""

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from laoyou.access import actions as access
from laoyou.access.errors import Refused
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.evidence.actions import store_file
from laoyou.indicators import queries
from laoyou.indicators.actions import report_value
from laoyou.indicators.deciding import accept_values, return_values, withdraw_decisions
from laoyou.indicators.levels import Status, statuses
from laoyou.indicators.models import Acceptance, Observation
from laoyou.indicators.waiting import returned_to, waiting_for
from tests.world import LEADING, SYSTEM, World

PERIODS = ("2023", "2024H1", "2024H2", "2024", "2025H1")


@pytest.fixture
def levels(world: World) -> World:
    """An office in the city and one in the province, above the county's own."""
    for place in ("示例市", "示例省"):
        user, _password = access.create_person(
            by=SYSTEM,
            username=f"office-{place}",
            name=place,
            division=world.divisions[place],
            password="open sesame 1",
        )
        access.grant_role(by=SYSTEM, user=user, role=Role.OFFICE, division=world.divisions[place])
        world.people[place, "office"] = user
    return world


def report(world: World, role: str = "unit", period: str = "2025", **more: Any) -> Observation:
    with acting_as(world.actor("甲县", role)) as actor:
        return report_value(
            by=actor,
            division=world.divisions["甲县"],
            indicator="beds",
            period=period,
            value=more.pop("value", 1200),
            unit="张",
            department=world.departments["甲县", LEADING] if role == "unit" else None,
            **more,
        )


def waits(world: World, place: str) -> list[int]:
    with acting_as(world.actor(place, "office")) as actor:
        return [each.observation.pk for each in waiting_for(actor)]


def accept(world: World, place: str, *rows: Observation) -> None:
    with acting_as(world.actor(place, "office")) as actor:
        accept_values(by=actor, observation_ids=[row.pk for row in rows])


def told(world: World, row: Observation) -> Status:
    with acting_as(world.actor("甲县", "unit")):
        return statuses([row])[row.pk]


def test_each_level_accepts_in_turn(levels: World) -> None:
    row = report(levels)
    for place, above, words in (
        ("甲县", "示例市", "甲县已审核，待示例市审核"),
        ("示例市", "示例省", "示例市已审核，待示例省审核"),
        ("示例省", "", "示例省已审核"),
    ):
        assert waits(levels, place) == [row.pk]
        if above:
            assert waits(levels, above) == []
        accept(levels, place, row)
        assert waits(levels, place) == []
        assert told(levels, row).words == words
    assert told(levels, row).state == "accepted"


def test_a_figure_of_the_office_waits_one_level_up(levels: World) -> None:
    row = report(levels, "office")
    assert (waits(levels, "甲县"), waits(levels, "示例市"), waits(levels, "乙县")) == ([], [row.pk], [])
    assert told(levels, row).own
    assert told(levels, row).words == "甲县已审核，待示例市审核"


def test_without_offices_above_the_county_is_the_last(world: World) -> None:
    row = report(world)
    assert told(world, row).words == "已上报，待甲县审核"
    assert not told(world, row).own
    accept(world, "甲县", row)
    assert told(world, row).words == "甲县已审核"


def test_returned_with_a_reason_and_corrected(levels: World) -> None:
    row = report(levels)
    accept(levels, "甲县", row)
    with acting_as(levels.actor("示例市", "office")) as city:
        with pytest.raises(Refused, match="原因"):
            return_values(by=city, observation_ids=[row.pk], reason=" ")
        return_values(by=city, observation_ids=[row.pk], reason="口径不对")
    assert (waits(levels, "示例市"), waits(levels, "甲县")) == ([], [])
    with acting_as(levels.actor("甲县", "unit")) as unit:
        (back,) = returned_to(unit)
        assert (back.at.name, back.status.reason, back.status.words) == ("示例市", "口径不对", "示例市已退回")
    with acting_as(levels.actor("乙县", "unit")) as other:
        assert returned_to(other) == []
    again = report(levels, value=1190, note="按新口径", corrects=row)
    assert waits(levels, "甲县") == [again.pk]
    with acting_as(levels.actor("甲县", "unit")) as unit:
        assert returned_to(unit) == []


def test_only_the_level_whose_turn_it_is_decides(levels: World) -> None:
    row = report(levels)
    for place in ("示例市", "乙县"):
        with acting_as(levels.actor(place, "office")) as actor, pytest.raises(Refused):
            accept_values(by=actor, observation_ids=[row.pk])
    with acting_as(levels.actor("甲县", "unit")) as actor, pytest.raises(Refused):
        accept_values(by=actor, observation_ids=[row.pk])
    accept(levels, "甲县", row)
    with acting_as(levels.actor("甲县", "office")) as actor, pytest.raises(Refused, match="刷新"):
        accept_values(by=actor, observation_ids=[row.pk])


def test_many_at_once_are_all_or_none_and_can_be_undone(levels: World) -> None:
    rows = [report(levels, period=period) for period in PERIODS]
    accept(levels, "甲县", rows[0])
    with acting_as(levels.actor("甲县", "office")) as office, pytest.raises(Refused):
        accept_values(by=office, observation_ids=[row.pk for row in rows])
    assert len(waits(levels, "甲县")) == len(rows) - 1
    accept(levels, "甲县", *rows[1:])
    county = levels.divisions["甲县"]
    with acting_as(levels.actor("甲县", "office")) as office:
        withdraw_decisions(by=office, observation_ids=[row.pk for row in rows[1:]], at=county)
    assert waits(levels, "甲县") == [row.pk for row in rows[1:]]
    accept(levels, "示例市", rows[0])
    with acting_as(levels.actor("甲县", "office")) as office, pytest.raises(Refused, match="上级"):
        withdraw_decisions(by=office, observation_ids=[rows[0].pk], at=county)


def test_lists_take_the_same_queries_for_one_and_for_many(
    levels: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for period in PERIODS:
        report(levels, period=period)
    with acting_as(levels.actor("甲县", "office")) as office, django_assert_max_num_queries(9):
        assert len(waiting_for(office)) == len(PERIODS)


def test_decisions_are_only_added(world: World) -> None:
    accept(world, "甲县", report(world))
    for sql in ("update indicators_acceptance set reason = 'x'", "delete from indicators_acceptance"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with acting_as(world.actor("乙县", "office")):
        assert not Acceptance.objects.exists()


def test_evidence_goes_with_a_figure_and_stays(world: World) -> None:
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "office")) as office:
        paper = store_file(by=office, division=county, name="名册.txt", content="甲、乙".encode())
    row = report(world, "office", evidence=[paper])
    (kept,) = queries.history(county.pk, "beds")
    assert list(kept.evidence.all()) == [paper]
    assert kept == row
    with pytest.raises(DatabaseError), transaction.atomic():
        row.evidence.clear()


def test_a_computed_figure_stands_beside_the_reported_one(world: World) -> None:
    row = report(world, "office")
    computed = Observation.objects.create(
        division=row.division,
        indicator="beds",
        period="2025",
        value=1100,
        source="computed",
        as_of=datetime.date(2025, 12, 31),
    )
    assert queries.latest(row.division_id, ["beds"]) == {"beds": row}
    assert queries.latest(row.division_id, ["beds"], source="computed") == {"beds": computed}
    assert waits(world, "甲县") == []
