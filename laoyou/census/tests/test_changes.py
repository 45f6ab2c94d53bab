"""Counts of before a merge or a split, told for the divisions of after it: nothing lost, nothing twice."""

import datetime
from decimal import Decimal

import pytest

from laoyou.census import queries
from laoyou.census.actions import record_figures
from laoyou.census.rules import FigureRow
from laoyou.places import actions as places
from laoyou.places.models import Division
from tests.world import SYSTEM, World

COUNTED, CHANGED, NOW = datetime.date(2020, 11, 1), datetime.date(2024, 1, 1), datetime.date(2025, 1, 1)


def row(division: Division, count: int, on: datetime.date = COUNTED) -> FigureRow:
    return FigureRow(division, on, "resident", count, "年鉴")


def told(division: Division, on: datetime.date = NOW) -> int | None:
    found = queries.population(division.pk, on)
    return found.count if found else None


def total(top: Division, on: datetime.date = NOW) -> int:
    below = set(Division.objects.filter(above__ancestor=top).values_list("pk", flat=True))
    return sum(leaf.count for leaf in queries.leaf_rows(below, "resident", on))


@pytest.fixture
def counted(world: World) -> dict[str, Division]:
    named = {name: world.divisions[name] for name in ("甲县", "东河镇", "西山乡", "河口村")}
    counts = {"甲县": 900, "东河镇": 300, "西山乡": 200, "河口村": 40}
    record_figures(by=SYSTEM, rows=[row(named[name], count) for name, count in counts.items()])
    return named


def test_a_merged_division_has_the_counts_of_both(counted: dict[str, Division]) -> None:
    county, east, west, village = counted.values()
    places.merge(by=SYSTEM, olds=[east], into=west, on=CHANGED, document="甲府〔2024〕3号")
    assert (told(west), told(county), told(village)) == (500, 900, 40)
    assert told(west, CHANGED - datetime.timedelta(1)) == 200
    assert (total(county), total(west), total(village)) == (900, 500, 40)
    record_figures(by=SYSTEM, rows=[row(west, 480, NOW)])
    assert (told(west), total(west), total(county)) == (480, 480, 900)


def test_a_missing_count_is_not_taken_for_nobody(world: World) -> None:
    east, west = world.divisions["东河镇"], world.divisions["西山乡"]
    record_figures(by=SYSTEM, rows=[row(west, 200)])
    places.merge(by=SYSTEM, olds=[east], into=west, on=CHANGED, document="x")
    assert told(west) is None


@pytest.mark.parametrize("percent", [1, 33, 50, 99])
def test_a_split_keeps_the_total(counted: dict[str, Division], percent: int) -> None:
    county, east, west, village = counted.values()
    new = places.add_division(
        by=SYSTEM, code="990121103", name="东岸镇", level="township", parent_code="990121"
    )
    share = Decimal(percent) / 100
    shares = {west: share, new: 1 - share}
    places.split(by=SYSTEM, old=east, shares=shares, places={village: new}, on=CHANGED, document="x")
    assert (told(west), told(new)) == (200 + 3 * percent, 300 - 3 * percent)
    assert (told(county), total(county)) == (900, 900)
