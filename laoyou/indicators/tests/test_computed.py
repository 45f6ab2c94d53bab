"""The three headline figures at their edges, and that a figure has as many rows as it counts."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from laoyou.access.scope import Actor, acting_as
from laoyou.census.models import Figure
from laoyou.indicators import computed
from laoyou.packs import queries as packs
from laoyou.places.queries import descendant_ids
from laoyou.providers.models import Capacity, Location, Provider
from laoyou.spaces.models import Site
from tests.world import World

DAY = datetime.date(2025, 12, 31)
SINCE = datetime.date(2025, 1, 1)
Home = Callable[..., Location]


@pytest.fixture
def home(packed: World) -> Home:
    """An institution of 甲县 by the owner of the database, with what it filed: {(measure, category): amount}."""

    def made(filed: dict[tuple[str, str], int], kind: str = "elder_home", at: str = "东河镇") -> Location:
        place = packed.divisions[at]
        provider = Provider.objects.create(
            division=place, name=f"{at}{kind}", kind=kind, no_uscc_why="登记中", operation="private",
            legal_form="nonprofit", opened_on=SINCE,
        )  # fmt: skip
        site = Site.objects.create(division=place, name=f"{at}{kind}", address=at, since=SINCE)
        location: Location = Location.objects.create(
            provider=provider, site=site, division=place, name=provider.name, since=SINCE
        )
        for (measure, category), amount in filed.items():
            Capacity.objects.create(
                location=location, division=place, measure=measure, category=category, state="licensed",
                amount=amount, since=SINCE,
            )  # fmt: skip
        return location

    return made


@pytest.fixture
def office(world: World) -> Callable[..., Any]:
    def seen(key: str, role: str = "office", county: str = "甲县", on: datetime.date = DAY) -> Any:
        definition = packs.indicator_queries()[key]
        actor = world.actor(county, role)
        within = descendant_ids([world.divisions["甲县"].pk]) & actor.division_ids
        with acting_as(actor):
            figure = computed.compute([definition], within, on)[key]
            for part in figure.parts:
                rows = computed.units(definition, within, on, part)
                assert len(rows) == figure.rows(part)
                assert sum(row.weight for row in rows) == (figure.total(part) or 0)
        return figure

    return seen


def people(world: World, at: str, count: int, on: datetime.date = datetime.date(2020, 11, 1)) -> Figure:
    return Figure.objects.create(
        division=world.divisions[at], on=on, basis="resident", count=count, source="七普"
    )


@pytest.mark.parametrize(("places", "met"), [(4293, False), (4294, True)])
def test_places_per_thousand(world: World, home: Home, office: Any, places: int, met: bool) -> None:
    people(world, "甲县", 954_090)
    people(world, "东河镇", 200_000)
    home({("nursery_place", ""): places - 100}, "nursery")
    home({("nursery_place", ""): 100}, "family_nursery", "西山乡")
    home({("nursery_place", ""): 7}, "hospital", "西山乡")  # no kind that counts
    figure = office("childcare_places_per_1000")
    assert (figure.numerator, figure.denominator, figure.rows("numerator")) == (places, 954_090, places)
    assert (figure.value >= 4.5) is met
    assert figure.value == pytest.approx(4.4996 if not met else 4.5006, abs=1e-4)
    below = office("childcare_places_per_1000", "township")
    assert (below.numerator, below.denominator) == (places - 100, 200_000)
    assert office("childcare_places_per_1000", county="乙县").value is None


@pytest.mark.parametrize(("nursing", "met"), [(3849, False), (3850, True)])
def test_share_of_nursing_beds(home: Home, office: Any, nursing: int, met: bool) -> None:
    home({("bed", ""): 6000, ("bed", "nursing"): nursing})
    home({("bed", ""): 1000, ("bed", "nursing"): 0}, at="西山乡")
    home({("bed", ""): 500, ("bed", "nursing"): 500}, "community_point", "西山乡")
    figure = office("nursing_bed_share")
    assert (figure.numerator, figure.denominator) == (nursing, 7000)
    assert (figure.value >= 55) is met


@pytest.mark.parametrize(("beds", "met"), [(6999, False), (7000, True)])
def test_beds(home: Home, office: Any, beds: int, met: bool) -> None:
    home({("bed", ""): beds - 10})
    home({("bed", ""): 10}, "day_care_centre", "西山乡")
    figure = office("elder_beds_total")
    assert (figure.value, figure.value >= 7000) == (beds, met)
    assert office("elder_beds_total", on=datetime.date(2024, 12, 31)).value is None


def test_no_data_is_none_and_nothing_is_nought(world: World, home: Home, office: Any) -> None:
    assert office("elder_beds_total").value is None
    home({("bed", ""): 0})
    assert office("elder_beds_total").value == 0
    assert office("nursing_bed_share").value is None
    people(world, "甲县", 1000)
    assert office("childcare_places_per_1000").value is None


def test_a_count_of_below_is_not_counted_twice(world: World, home: Home, office: Any) -> None:
    home({("nursery_place", ""): 9}, "nursery")
    first = people(world, "甲县", 900)
    people(world, "河口村", 100)
    people(world, "东河镇", 300)
    people(world, "甲县", 1000, datetime.date(2026, 11, 1))  # after the day asked for
    Figure.objects.create(
        division=first.division, on=first.on, basis="resident", count=950, source="更正", supersedes=first
    )
    assert office("childcare_places_per_1000").denominator == 950


def test_a_query_of_a_pack_cannot_write(world: World, home: Home) -> None:
    sql = "select 'numerator' as part from nowhere(:on, :division_ids) -- 100% \n"
    bad = {"key": "x", "form": "count", "sql": "select nextval('census_figure_id_seq')"}
    actor: Actor = world.actor("甲县", "office")
    with acting_as(actor):
        for query in (sql, bad["sql"]):
            with pytest.raises(DatabaseError), transaction.atomic():
                computed.units({**bad, "sql": query}, [1], DAY, "numerator")
        computed.compute([packs.indicator_queries()["elder_beds_total"]], [1], DAY)
        with connection.cursor() as cursor:
            cursor.execute(
                "select current_setting('transaction_read_only'), current_setting('statement_timeout')"
            )
            assert cursor.fetchone()[0] == "off"
