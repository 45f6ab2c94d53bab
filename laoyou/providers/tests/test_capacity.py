"""Capacity as filed, beds as rows, and what is free."""

import datetime
from typing import Any

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.providers import actions, queries
from laoyou.providers.actions import Filing
from laoyou.providers.models import Capacity, Location
from laoyou.providers.rules import NotRooms, rooms
from laoyou.providers.tests.samples import SINCE, code, facts, person_of, resident, seen_by
from tests.world import SYSTEM, World

JUNE, JULY = datetime.date(2025, 6, 1), datetime.date(2025, 7, 1)


def test_rooms_are_read_as_people_write_them() -> None:
    assert rooms("101–103、 205，A1-A2") == ["101", "102", "103", "205", "A1", "A2"]
    for wrong in ("", "一楼", "110-101", "1-9999"):
        with pytest.raises(NotRooms):
            rooms(wrong)


def test_a_further_filing_ends_the_one_before(home: Location, registrar: Actor) -> None:
    def file(amount: int, since: datetime.date, category: str = "") -> int:
        filing = Filing("bed", "licensed", amount, since, category)
        actions.file_capacity(by=registrar, location=home, filing=filing)
        return home.capacities.count()

    assert [file(50, SINCE), file(50, JUNE), file(80, JULY), file(60, JUNE), file(61, JUNE)] == [
        1,
        1,
        2,
        3,
        3,
    ]
    rows = home.capacities.order_by("since").values_list("amount", "since", "until")
    assert list(rows) == [(50, SINCE, JUNE), (61, JUNE, JULY), (80, JULY, None)]
    with pytest.raises(Refused, match="不能多于总数 80"):
        file(81, JULY, "nursing")
    file(70, JULY, "nursing")
    with pytest.raises(Refused, match="不能少于“其中护理型”的 70"):
        file(69, JULY)
    (place,) = queries.places_of(home.provider, JUNE)
    assert ([row.amount for row in place.capacity], len(place.history)) == ([61], 3)


def test_places_of_a_nursery_are_parted_by_class_and_mode_within_their_total(
    point: Location, registrar: Actor
) -> None:
    def file(amount: int, **part: Any) -> Capacity:
        filing = Filing("nursery_place", "open", amount, SINCE, **part)
        return actions.file_capacity(by=registrar, location=point, filing=filing)

    file(4)
    assert file(3, category="inclusive", age_class="toddler", mode="half").part == "其中普惠 托小班 半日"
    with pytest.raises(Refused, match="不能多于总数 4"):
        file(5, age_class="mixed")
    with pytest.raises(Refused, match="只有养老床位分护理型"):
        file(1, category="nursing")


def test_beds_come_by_rooms_and_a_difference_is_flagged(home: Location, registrar: Actor) -> None:
    given: dict[str, Any] = {
        "by": registrar,
        "location": home,
        "room_list": "101-110",
        "per_room": 2,
        "since": SINCE,
    }
    assert actions.add_beds(**given, nursing=True) == 20
    assert actions.add_beds(**given, nursing=True) == 0
    actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "licensed", 21, SINCE))
    (place,) = queries.places_of(home.provider, SINCE)
    assert place.difference
    assert (place.difference.filed, place.difference.kept) == (21, 20)
    beds = [each.bed.pk for each in place.beds[:3]]
    assert actions.remove_beds(by=registrar, location=home, bed_ids=beds, on=JUNE) == 3
    with pytest.raises(Refused, match="看不懂"):
        actions.add_beds(**{**given, "room_list": "一楼"})


def test_who_sees_no_residents_still_sees_what_is_free(
    world: World, home: Location, registrar: Actor
) -> None:
    actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "open", 2, SINCE))
    actions.add_beds(by=registrar, location=home, room_list="101", per_room=2, since=SINCE)
    with acting_as(SYSTEM):
        person = resident(world.divisions["河口村"])
    bed = home.beds.earliest("id")
    actions.admit(by=registrar, location=home, person=person_of(person), mode="full", since=SINCE, bed=bed)
    with seen_by(world, "甲县", "viewer"):
        (place,) = queries.places_of(home.provider, JUNE)
        assert [each.vacant for each in place.vacancies] == [1]
        assert [(each.taken, each.stay) for each in place.beds] == [(True, None), (False, None)]
    with seen_by(world, "乙县", "viewer"):
        assert queries.vacancies([home.pk], JUNE) == []


def test_the_directory_is_one_query_and_its_filters_work(
    world: World, home: Location, point: Location, registrar: Actor, django_assert_num_queries: Any
) -> None:
    actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "open", 40, SINCE))
    actions.file_capacity(
        by=registrar, location=point, filing=Filing("nursery_place", "open", 3, SINCE, age_class="mixed")
    )
    actions.file_capacity(
        by=registrar, location=point, filing=Filing("nursery_place", "open", 2, SINCE, age_class="toddler")
    )

    def names(search: str = "", sort: str = "name", **chosen: object) -> list[str]:
        with django_assert_num_queries(1):
            found = queries.directory(queries.Wanted(search, chosen, sort), JUNE)
        return [row.name[:3] for row in found.rows]

    assert names(sort="-beds") == ["东河镇", "小树苗"]
    assert names("树苗") == names(kind="family_nursery") == names("xsm") == ["小树苗"]
    assert names(division=world.divisions["河口村"].pk) == []
    assert (
        names(division=world.divisions["东河镇"].pk, vacancy="yes", standing="open", inclusive="no")
        == names()
    )
    assert names("100%_") == names(contract="soon") == names(inclusive="yes", operation="private") == []
    found = queries.directory(queries.Wanted(page=9, size=1), JUNE)
    assert (found.number, found.total, len(found.rows)) == (2, 2, 1)
    assert {row.places for row in queries.directory(queries.Wanted(), JUNE).rows} == {0, 5}


def test_who_has_no_places_has_none_free(world: World, home: Location, registrar: Actor) -> None:
    """A meal point is not full with 0 free: it has no places at all."""
    meals = facts(name="东河镇老年食堂", kind="meal_point", uscc=code(77))
    actions.register_provider(by=registrar, division=world.divisions["东河镇"], facts=meals)
    actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "open", 0, SINCE))
    rows = queries.directory(queries.Wanted(), JUNE).rows
    assert {row.kind: row.vacant for row in rows} == {"meal_point": None, "elder_home": 0}


def test_an_address_is_not_said_twice(home: Location, registrar: Actor) -> None:
    assert [place.where for place in queries.places_of(home.provider, JUNE)] == ["东河镇一号"]


def test_a_class_is_no_larger_than_the_parameter(point: Location, registrar: Actor) -> None:
    given: dict[str, Any] = {"by": registrar, "location": point, "name": "小一班", "since": SINCE}
    for age_class, most in (("infant", 10), ("toddler", 15), ("senior", 20)):
        with pytest.raises(Refused, match=f"最多 {most} 人（《托育机构设置标准"):
            actions.add_group(**given, age_class=age_class, places=most + 1)
    group = actions.add_group(**given, age_class="senior", places=20)
    assert actions.add_group(**given, age_class="senior", places=20) == group
    with pytest.raises(Refused, match="最多 5 人（《家庭托育点管理办法"):
        actions.file_capacity(
            by=registrar, location=point, filing=Filing("nursery_place", "licensed", 6, SINCE)
        )
    with pytest.raises(Refused, match="不申报这一项"):
        actions.file_capacity(by=registrar, location=point, filing=Filing("bed", "licensed", 6, SINCE))


def test_a_new_total_is_no_less_than_its_parts(home: Location, registrar: Actor) -> None:
    later = SINCE + datetime.timedelta(30)
    for amount, category in ((50, ""), (40, "nursing")):
        actions.file_capacity(
            by=registrar, location=home, filing=Filing("bed", "licensed", amount, SINCE, category)
        )
    with pytest.raises(Refused, match="40"):
        actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "licensed", 39, later))
    for amount, category in ((39, "nursing"), (39, "")):
        actions.file_capacity(
            by=registrar, location=home, filing=Filing("bed", "licensed", amount, later, category)
        )
