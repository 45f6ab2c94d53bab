"""Merges of merges, in any order and undone again: every row is somebody's who stands, in that one's village."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.people import actions
from laoyou.people.checks import problems
from laoyou.people.facts import Facts, Number
from laoyou.people.models import Membership, Merge, Resident, Tie
from laoyou.people.tests.conftest import number
from laoyou.people.tests.test_doubles import everything
from tests.world import World

DAY, BORN = datetime.date(2025, 1, 1), datetime.date(1950, 1, 1)
STEP = st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 3))


def _people(by: Actor, world: World) -> list[Resident]:
    """Four rows in two villages: one numbered, two housed, each cared for by the next."""
    places = [world.divisions[name] for name in ("河口村", "西山乡", "河口村", "西山乡")]
    made = [
        actions.register_resident(
            by=by, division=place, facts=Facts("张美华"), since=DAY,
            number=Number("citizen", number(BORN, 2)) if order == 1 else None,
        )
        for order, place in enumerate(places)
    ]  # fmt: skip
    for one, other in zip(made, made[1:] + made[:1], strict=True):
        actions.add_tie(by=by, resident_id=one.pk, role="carer", relation="97", since=DAY, other_id=other.pk)
    for one in made[:2]:
        actions.open_household(by=by, division=one.division, since=DAY, members=[(one.pk, "02")])
    return made


def _consistent() -> None:
    assert list(problems()) == []
    for model in (Membership, Tie):
        for row in model.objects.select_related("resident"):
            assert row.division_id == row.resident.division_id


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=6))
def test_merges_in_any_order_undone_one_by_one_leave_no_trace(world: World, steps: list[Any]) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head, transaction.atomic():
        people = _people(head, world)
        before = everything()
        for joins, one, other in steps:
            try:
                if joins:
                    actions.merge(by=head, kept_id=people[one].pk, gone_id=people[other].pk, reason="同一人")
                else:
                    made = Merge.objects.get(gone=people[one], undone_at=None)
                    actions.unmerge(by=head, merge_id=made.pk, reason="两个人")
            except (Refused, Merge.DoesNotExist):
                continue
            _consistent()
        for made in Merge.objects.filter(undone_at=None).order_by("-id"):
            actions.unmerge(by=head, merge_id=made.pk, reason="两个人")
        assert everything() == before
        transaction.set_rollback(True)


def test_the_living_and_the_dead_are_not_merged_before_somebody_has_looked(world: World) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head:
        one, other = _people(head, world)[:2]
        actions.record_death(by=head, resident_id=other.pk, version=1, on=DAY)
        for kept, gone in ((one, other), (other, one)):
            with pytest.raises(Refused, match="去世"):
                actions.merge(by=head, kept_id=kept.pk, gone_id=gone.pk, reason="同一人")
        actions.record_death(by=head, resident_id=one.pk, version=1, on=DAY)
        actions.merge(by=head, kept_id=one.pk, gone_id=other.pk, reason="同一人")
        assert list(problems()) == []


def test_a_number_that_became_another_persons_is_not_put_back(world: World) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head:
        kept, gone = _people(head, world)[:2]
        made = actions.merge(by=head, kept_id=kept.pk, gone_id=gone.pk, reason="同一人")
        kept.refresh_from_db()
        actions.set_number(by=head, resident_id=kept.pk, version=kept.version, number=Number())
        actions.register_resident(
            by=head, division=kept.division, facts=Facts("李四"), number=Number("citizen", number(BORN, 2))
        )
        with pytest.raises(Refused, match="证件号码"):
            actions.unmerge(by=head, merge_id=made.pk, reason="两个人")


def test_who_is_released_is_neither_merged_nor_moved_until_that_is_settled(world: World) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head:
        kept, gone = _people(head, world)[:2]
        later = DAY + datetime.timedelta(30)
        actions.release(
            by=head, resident_id=gone.pk, version=1, to=world.divisions["乙县"], since=later, reason="随子女"
        )
        with pytest.raises(Refused, match="等对方接收"):
            actions.merge(by=head, kept_id=kept.pk, gone_id=gone.pk, reason="同一人")
        with pytest.raises(Refused, match="等对方接收"):
            actions.move(
                by=head, resident_id=gone.pk, version=1, kind="responsible", since=later + datetime.timedelta(9),
                place=actions.Place(world.divisions["河口村"]),
            )  # fmt: skip
