import pytest
from django.db import DatabaseError, connection, transaction

from laoyou.access.scope import acting_as
from laoyou.indicators import queries
from laoyou.indicators.actions import report_value
from laoyou.indicators.checks import problems
from laoyou.indicators.models import Observation
from tests.world import World


@pytest.fixture
def reported(world: World) -> Observation:
    with acting_as(world.actor("甲县", "office")) as office:
        return report_value(
            by=office,
            division=world.divisions["甲县"],
            indicator="beds",
            period="2025",
            value="1,200",
            unit="张",
        )


def test_the_latest_period_stands(world: World, reported: Observation) -> None:
    with acting_as(world.actor("甲县", "office")) as office:
        place = world.divisions["甲县"]
        half = report_value(
            by=office, division=place, indicator="beds", period="2026H1", value=1300, unit="张"
        )
        assert queries.latest(place.pk, ["beds"]) == {"beds": half}
        assert queries.latest(place.pk, ["beds"], "2025") == {"beds": reported}
        better = report_value(
            by=office,
            division=place,
            indicator="beds",
            period="2025",
            value=1250,
            unit="张",
            note="漏计",
            corrects=reported,
        )
        assert queries.latest(place.pk, ["beds"], "2025") == {"beds": better}
        assert queries.history(place.pk, "beds") == [better, half, reported]
    assert list(problems()) == []


@pytest.mark.parametrize(
    "sql", ["update indicators_observation set value = 1", "delete from indicators_observation"]
)
def test_a_figure_is_never_changed(reported: Observation, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_another_county_sees_no_figure(world: World, reported: Observation) -> None:
    with acting_as(world.actor("乙县", "office")):
        assert not Observation.objects.exists()
    with acting_as(world.actor("甲县", "viewer")):
        assert Observation.objects.count() == 1
