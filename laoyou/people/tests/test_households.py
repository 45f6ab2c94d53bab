"""Households by days: nobody in two, no two heads, none that nobody lives in; and what a sheet brings after a death."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.people import actions
from laoyou.people.bulk import NewResident, load_residents
from laoyou.people.checks import problems
from laoyou.people.facts import Facts
from laoyou.people.models import Household, Membership, Resident
from tests.world import World

FIRST = datetime.date(2025, 3, 1)
DAYS = [FIRST + datetime.timedelta(days=number) for number in range(6)]
STEP = st.tuples(
    st.sampled_from(["open", "join", "head", "leave", "die"]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(DAYS),
)


def _step(by: Actor, people: list[Resident], what: str, one: int, other: int, on: datetime.date) -> None:
    person = Resident.objects.get(pk=people[one].pk)
    held = Membership.objects.filter(resident=person, until=None).first()
    into = Membership.objects.filter(resident=people[other]).order_by("id").last()
    if what == "open":
        actions.open_household(by=by, division=person.division, since=on, members=[(person.pk, "02")])
    elif what in {"join", "head"} and into and one != other:
        relation = "02" if what == "head" else "20"
        actions.join_household(
            by=by, household=into.household, resident_id=person.pk, relation=relation, since=on
        )
    elif what == "leave" and held:
        actions.leave_household(by=by, membership_id=held.pk, on=on)
    elif what == "die":
        actions.record_death(by=by, resident_id=person.pk, version=person.version, on=on)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=9))
def test_whatever_is_done_in_whatever_order_is_refused_or_consistent(
    world: World, registrar: Actor, steps: list[Any]
) -> None:
    with transaction.atomic():
        village = world.divisions["河口村"]
        people = [
            actions.register_resident(by=registrar, division=village, facts=Facts(name), since=FIRST)
            for name in ("张一", "张二", "张三")
        ]
        for what, one, other, on in steps:
            try:
                with transaction.atomic():
                    _step(registrar, people, what, one, other, on)
            except Refused:
                continue
            assert list(problems()) == []
            stands = Membership.objects.filter(until=None).values("household")
            assert set(Household.objects.filter(until=None)) == set(Household.objects.filter(pk__in=stands))
        transaction.set_rollback(True)


def test_a_sheet_brings_back_neither_the_dead_nor_a_day_that_was_lived_elsewhere(
    registrar: Actor, row: Callable[..., NewResident]
) -> None:
    lines = [
        row(name="沐远山", household="0102", relation="02", since=FIRST),
        row(name="沐青禾", household="0102", relation="20", since=FIRST),
        row(name="沐小雨", household="0102", relation="41", since=FIRST),
    ]
    load_residents(registrar, lines)
    left = Membership.objects.get(resident__name="沐青禾")
    actions.leave_household(by=registrar, membership_id=left.pk, on=DAYS[4])
    dead = Resident.objects.get(name="沐远山")
    actions.record_death(by=registrar, resident_id=dead.pk, version=1, on=DAYS[5])
    load_residents(registrar, lines)
    back = Membership.objects.filter(until=None).values_list("resident__name", "since")
    assert set(back) == {("沐小雨", FIRST), ("沐青禾", DAYS[4])}
    assert not Membership.objects.filter(until__lt=F("since")).exists()
    assert list(problems()) == []
