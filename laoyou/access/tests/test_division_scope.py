"""Whatever the tree and the grants: one sees the union of what lies below the grants, and nothing else."""

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from laoyou.access.models import Department, Grant, User
from laoyou.access.scope import acting_as, load_actor
from laoyou.places import actions as places
from laoyou.places.models import Division
from laoyou.places.rules import DivisionRow
from tests.world import SYSTEM

TREES = st.lists(st.integers(0, 30), min_size=1, max_size=10)
PLACES = st.lists(st.integers(0, 9), max_size=4)


def _below(start: int, parents: list[int | None]) -> set[int]:
    found = {start}
    for node, parent in enumerate(parents):
        if parent in found:
            found.add(node)
    return found


@pytest.mark.django_db
@given(TREES, PLACES, PLACES)
@settings(max_examples=40)
def test_readable_divisions_are_the_union_of_descendants(
    tree: list[int], held: list[int], ended: list[int]
) -> None:
    parents: list[int | None] = [None, *(choice % (i + 1) for i, choice in enumerate(tree))]
    with transaction.atomic():
        rows = [
            DivisionRow(f"n{i}", str(i), "village", f"n{p}" if p is not None else None)
            for i, p in enumerate(parents)
        ]
        places.load_divisions(by=SYSTEM, rows=rows)
        made = [Division.objects.get(code=f"n{i}") for i in range(len(parents))]
        Department.objects.bulk_create(Department(division=one, name=f"of {one.code}") for one in made)
        user = User.objects.create(username="someone")
        _grant(user, made, held, None)
        _grant(user, made, ended, "2020-06-01")
        with acting_as(load_actor(user.pk, user.username)) as actor:
            seen = set(
                Department.objects.filter(division_id__in=actor.division_ids).values_list(
                    "division__code", flat=True
                )
            )
            with connection.cursor() as cursor:
                cursor.execute(
                    "select count(*) from access_department where division_id <> all(%s)",
                    [list(actor.division_ids | actor.upper_ids)],
                )
                assert cursor.fetchone() == (0,)
        expected = set[int]().union(*(_below(place, parents) for place in held if place < len(made)))
        assert seen == {f"n{i}" for i in expected}
        transaction.set_rollback(True)


def _grant(user: User, made: list[Division], places_held: list[int], until: str | None) -> None:
    Grant.objects.bulk_create(
        Grant(user=user, role="viewer", division=made[place], since="2020-01-01", until=until)
        for place in places_held
        if place < len(made)
    )
