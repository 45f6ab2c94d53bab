"""Counts are recorded once, corrected openly, and add up on every level."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from laoyou.access.errors import Refused
from laoyou.access.scope import acting_as
from laoyou.census import queries
from laoyou.census.actions import Recorded, record_figures
from laoyou.census.models import Figure
from laoyou.census.rules import FigureRow, figures_of, tiles
from laoyou.packs import queries as packs
from laoyou.packs.actions import load_releases
from laoyou.places.actions import load_divisions
from laoyou.places.models import Division
from tests.world import SYSTEM, World

DAY, LATER = datetime.date(2020, 11, 1), datetime.date(2024, 12, 31)


def row(division: Division, count: int, on: datetime.date = DAY, **more: object) -> FigureRow:
    return FigureRow(division, on, "resident", count, "年鉴", **more)  # type: ignore[arg-type]


def test_figures_are_recorded_once_corrected_and_held_to_their_divisions(world: World) -> None:
    county, east, other = (world.divisions[name] for name in ("甲县", "东河镇", "乙县"))
    with acting_as(world.actor("甲县", "office")) as office:
        assert record_figures(by=office, rows=[row(county, 900), row(east, 300)]) == Recorded(added=2)
        assert record_figures(by=office, rows=[row(county, 900), row(east, 310)]) == Recorded(0, 1, 1)
        assert record_figures(by=office, rows=[row(east, 310)]) == Recorded(same=1)
        for wrong in ([row(other, 1)], [row(east, 1), row(east, 2)]):
            with pytest.raises(Refused):
                record_figures(by=office, rows=wrong)
        total = queries.counts(office).get(division=east)
        assert (total.count, [each.count for each in queries.corrections(total)]) == (310, [300])
    with acting_as(world.actor("乙县", "office")):
        assert not Figure.objects.exists()
    with acting_as(world.actor("甲县", "township")):  # the county's total is read too, for comparing
        assert set(Figure.objects.values_list("division__name", flat=True)) == {"甲县", "东河镇"}


def test_leaves_add_up_to_the_official_count_of_every_division(world: World) -> None:
    names = ("示例市", "甲县", "东河镇", "西山乡", "河口村", "乙县")
    city, county, east, west, village, other = (world.divisions[name] for name in names)
    record_figures(
        by=SYSTEM,
        rows=[row(city, 2000), row(county, 900), row(east, 300), row(village, 40), row(other, 1200),
              row(county, 950, LATER)],
    )  # fmt: skip

    def total(top: Division, on: datetime.date) -> int:
        below = set(Division.objects.filter(above__ancestor=top).values_list("pk", flat=True))
        return sum(leaf.count for leaf in queries.leaf_rows(below, "resident", on))

    for day, counted in ((DAY, 900), (LATER, 950)):
        assert [total(each, day) for each in (city, county, east, village, west)] == [
            2000, counted, 300, 40, 0,
        ]  # fmt: skip
    assert queries.leaf_rows([county.pk], "registered", DAY) == []
    leaf = queries.leaf_rows([east.pk], "resident", DAY)[0]
    assert (leaf.count, Figure.objects.get(pk=leaf.figure_id).count) == (260, 300)


def test_xuanhan_at_the_census(db: None) -> None:
    load_releases(root=Path(settings.PACKS), codes=["511722", "532300"], by="test")
    for code, name, total in (("511722", "宣汉县", 954090), ("532300", "楚雄州", 2416747)):
        load_divisions(by=SYSTEM, rows=[{"code": code, "name": name}])
        place = Division.objects.get(code=code)
        rows = [each for said in packs.population(code=code) for each in figures_of(said, place)]
        assert record_figures(by=SYSTEM, rows=rows).added == 39
        found = queries.population(place.pk, LATER)
        assert found is not None
        assert (found.count, len(found.figures)) == (total, 1)
    county = Division.objects.get(code="511722").pk
    said = [
        queries.population(county, LATER, "resident", *ages)
        for ages in (("all", 60), ("all", 80), ("all", 0, 4))
    ]
    assert [each.count for each in said if each] == [206165, 29205, 47225]
    assert queries.population(county, LATER, "resident", "all", 0, 2) is None
    assert queries.population(county, datetime.date(2019, 1, 1)) is None
    assert len(queries.by_age(queries.current().filter(division_id=county))) == 19


def test_figures_are_only_added_to(world: World) -> None:
    record_figures(by=SYSTEM, rows=[row(world.divisions["甲县"], 1)])
    with connection.cursor() as cursor:
        cursor.execute("select tgname from pg_trigger where tgrelid = 'census_figure'::regclass")
        assert ("append_only",) in cursor.fetchall()


@tried(max_examples=60)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.data())
def test_ages_are_tiled_exactly_or_not_at_all(widths: list[int], data: st.DataObject) -> None:
    starts = [sum(widths[:place]) for place in range(len(widths))]
    ages: list[tuple[int, int | None]] = [
        (start, start + width - 1) for start, width in zip(starts, widths, strict=True)
    ]
    ages.append((sum(widths), None))
    first = data.draw(st.integers(0, len(ages) - 1))
    last = data.draw(st.integers(first, len(ages) - 1))
    assert tiles([*ages, (0, None)], ages[first][0], ages[last][1]) in (ages[first : last + 1], [(0, None)])
    if widths[0] > 1:
        assert tiles(ages, 1, None) is None
