"""One bed holds one person a day; what a provider's staff see follows its stays."""

import datetime
from collections.abc import Sequence

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.access.actions import grant_role
from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.people.models import Presence, Resident
from laoyou.providers import actions, queries
from laoyou.providers.actions import Filing
from laoyou.providers.models import Bed, Location, Stay
from laoyou.providers.tests.samples import SINCE, code, facts, id_number, person_of, resident, seen_by, site
from tests.world import SYSTEM, World

DAYS = [SINCE + datetime.timedelta(days=number) for number in range(12)]
STEP = st.tuples(
    st.sampled_from(["in", "out", "move"]), st.integers(0, 3), st.integers(0, 2), st.sampled_from(DAYS)
)


@pytest.fixture
def people(world: World) -> list[Resident]:
    with acting_as(SYSTEM):
        return [
            resident(world.divisions["河口村"], f"张{name}", serial)
            for serial, name in enumerate("一二三四五六", 1)
        ]


def staff_of(world: World, place: Location) -> Actor:
    user = world.people["甲县", "provider_staff"]
    with acting_as(SYSTEM):
        grant_role(
            by=SYSTEM,
            user=user,
            role="provider_staff",
            division=place.division,
            provider_ref=place.provider_id,
        )
        return world.actor("甲县", "provider_staff")


@pytest.fixture
def beds(home: Location, registrar: Actor) -> Location:
    actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "open", 3, SINCE))
    actions.add_beds(by=registrar, location=home, room_list="101", per_room=3, since=SINCE)
    return home


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_a_bed_holds_one_person_a_day(
    beds: Location,
    people: list[Resident],
    registrar: Actor,
    steps: Sequence[tuple[str, int, int, datetime.date]],
) -> None:
    known = list(beds.beds.order_by("id"))
    with transaction.atomic():
        for what, who, where, on in steps:
            try:
                _step(registrar, beds, people[who], known[where], what, on)
            except Refused:
                continue
        _holds(beds, len(known))
        transaction.set_rollback(True)


def _step(by: Actor, place: Location, person: Resident, bed: Bed, what: str, on: datetime.date) -> None:
    if what == "in":
        found = person_of(person)
        actions.admit(by=by, location=place, person=found, mode="full", since=on, bed=bed)
        return
    stay = place.stays.filter(resident=person, until=None).first()
    if stay is not None and what == "out":
        actions.discharge(by=by, stay=stay, on=on)
    elif stay is not None:
        actions.transfer(by=by, stay=stay, bed=bed, on=on)


def _holds(place: Location, beds: int) -> None:
    stays = list(Stay.objects.filter(location=place))
    for day in DAYS:
        there = [stay for stay in stays if stay.since <= day and (stay.until is None or stay.until > day)]
        assert len({stay.bed_id for stay in there}) == len({stay.resident_id for stay in there}) == len(there)
        assert queries.vacancy_of(place, "bed", day).vacant == beds - len(there)
    assert Presence.objects.count() == len(stays)


def test_staff_take_in_whom_they_have_the_card_of(
    world: World, beds: Location, people: list[Resident]
) -> None:
    staff = staff_of(world, beds)
    with acting_as(staff):
        assert Resident.objects.count() == 0
        assert queries.by_number(id_number(1), "王五") is None
        person = queries.by_number(id_number(1), "张一")
        assert person is not None
        bed = queries.free_beds(beds, SINCE)[0]
        stay = actions.admit(by=staff, location=beds, person=person, mode="full", since=SINCE, bed=bed)
        assert (
            actions.admit(by=staff, location=beds, person=person, mode="full", since=SINCE, bed=bed) == stay
        )
        assert list(Resident.objects.values_list("pk", flat=True)) == [person.id]
        other = queries.by_number(id_number(2), "张二")
        assert other is not None
        with pytest.raises(Refused, match="已有人"):
            actions.admit(by=staff, location=beds, person=other, mode="full", since=SINCE, bed=bed)
        moved = actions.transfer(by=staff, stay=stay, bed=queries.free_beds(beds, DAYS[3])[0], on=DAYS[3])
        actions.discharge(by=staff, stay=moved, on=DAYS[5])
        assert Resident.objects.count() == 0
    with seen_by(world, "乙县", "registrar") as other_county:
        assert Stay.objects.count() == 0
        with pytest.raises(Refused, match="只有机构自己的经办"):
            actions.add_beds(by=other_county, location=beds, room_list="1", per_room=1, since=SINCE)


def test_presence_says_who_is_from_another_county(world: World, beds: Location, registrar: Actor) -> None:
    with acting_as(SYSTEM):
        resident(world.divisions["桥头村"], "李远", 77)
    person = queries.by_number(id_number(77), "李远")
    assert person is not None
    actions.admit(
        by=registrar,
        location=beds,
        person=person,
        mode="full",
        since=SINCE,
        bed=queries.free_beds(beds, SINCE)[0],
    )
    assert Presence.objects.get().away
    assert Resident.objects.filter(pk=person.id).exists()


def test_a_sixth_infant_of_a_family_point_is_refused(
    point: Location, people: list[Resident], registrar: Actor
) -> None:
    found = [person_of(person) for person in people]
    for person in found[:5]:
        assert person is not None
        actions.enrol(by=registrar, location=point, person=person, mode="full", since=SINCE)
    with pytest.raises(Refused, match="最多 5 人（《家庭托育点管理办法"):
        actions.enrol(by=registrar, location=point, person=found[5], mode="half", since=SINCE)
    first = point.enrolments.earliest("id")
    actions.withdraw(by=registrar, enrolment=first, on=DAYS[4])
    with pytest.raises(Refused, match="已退托"):
        actions.withdraw(by=registrar, enrolment=first, on=DAYS[4])
    actions.enrol(by=registrar, location=point, person=found[5], mode="full", since=DAYS[4])
    assert queries.vacancy_of(point, "nursery_place", DAYS[4]).taken == 5


def test_one_full_stay_a_day_wherever(
    world: World, beds: Location, people: list[Resident], registrar: Actor
) -> None:
    person = person_of(people[0])
    assert person is not None
    free = queries.free_beds(beds, SINCE)
    actions.admit(by=registrar, location=beds, person=person, mode="full", since=SINCE, bed=free[0])

    town = world.divisions["东河镇"]
    second = actions.register_provider(by=registrar, division=town, facts=facts(name="另一家", uscc=code(9)))
    place = actions.open_location(
        by=registrar, provider=second, site=site(town, "别处"), name="", since=SINCE
    )
    with pytest.raises(Refused, match="在别家入住"):
        actions.admit(by=registrar, location=place, person=person, mode="full", since=DAYS[2])


def test_who_is_entered_late_is_counted_today_as_well(
    home: Location, people: list[Resident], registrar: Actor
) -> None:
    actions.file_capacity(by=registrar, location=home, filing=Filing("bed", "open", 1, SINCE))
    for person, since in ((people[0], DAYS[5]), (people[1], DAYS[1])):
        if person == people[1]:
            with pytest.raises(Refused, match="已满"):
                actions.admit(by=registrar, location=home, person=person_of(person), mode="full", since=since)
        else:
            actions.admit(by=registrar, location=home, person=person_of(person), mode="full", since=since)
    assert queries.vacancy_of(home, "bed", DAYS[9]).vacant == 0


def test_a_day_within_a_stay_that_ended_is_no_further_admission(
    beds: Location, people: list[Resident], registrar: Actor
) -> None:
    bed, person = beds.beds.order_by("id").first(), person_of(people[0])

    def admit(since: datetime.date) -> Stay:
        return actions.admit(by=registrar, location=beds, person=person, mode="full", since=since, bed=bed)

    first = admit(DAYS[0])
    actions.discharge(by=registrar, stay=first, on=DAYS[5])
    assert admit(DAYS[0]).pk == first.pk
    with pytest.raises(Refused, match=f"{DAYS[5]}"):
        admit(DAYS[2])
    assert admit(DAYS[5]).until is None


def test_a_move_lies_no_more_ahead_than_an_admission(
    beds: Location, people: list[Resident], registrar: Actor
) -> None:
    one, other = beds.beds.order_by("id")[:2]
    ahead = datetime.date(2999, 1, 1)
    stay = actions.admit(
        by=registrar, location=beds, person=person_of(people[0]), mode="full", since=SINCE, bed=one
    )
    with pytest.raises(Refused, match="晚于今天"):
        actions.transfer(by=registrar, stay=stay, bed=other, on=ahead)
    with pytest.raises(Refused, match="晚于今天"):
        actions.admit(
            by=registrar, location=beds, person=person_of(people[1]), mode="full", since=ahead, bed=other
        )
