"""Many residents at once: idempotent, whole, and under the policies of whoever brings them."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import ProgrammingError, connection

from laoyou.access.scope import Actor
from laoyou.people import bulk
from laoyou.people.bulk import NewResident, load_residents
from laoyou.people.models import Household, Membership, Residency, Resident
from laoyou.people.tests.conftest import number
from laoyou.privacy.keys import ring
from tests.world import World

Row = Callable[..., NewResident]


def test_the_same_rows_twice_change_nothing(world: World, registrar: Actor, row: Row) -> None:
    rows = [
        row(id_kind="citizen", id_number=number(serial=1), phone="13800000001", registered_place="外省某县"),
        row(name="阿依古丽·买买提", residence_id=world.divisions["河口村"].pk),
        row(name="𠮷田", id_kind="citizen", id_number=number(serial=2)),
    ]
    first = load_residents(registrar, rows)
    assert (first.added, first.changed, first.same) == (3, 0, 0)
    again = load_residents(registrar, [*rows, rows[0]])
    assert (again.added, again.changed, again.same) == (0, 0, 4)
    assert Resident.objects.count() == 3
    assert Residency.objects.count() == 5
    kept = Resident.objects.get(name="张美华")
    assert ring().open(bytes(kept.id_sealed or b""), kind="id") == number(serial=1)
    assert {"zmh", "zm"} <= set(kept.initials)
    changed = load_residents(registrar, [replace(rows[0], phone="13800000009", address="河口村一组")])
    assert (changed.added, changed.changed) == (0, 1)
    kept.refresh_from_db()
    assert ring().open(bytes(kept.phone_sealed or b""), kind="phone") == "13800000009"


def test_many_lines_are_joined_with_the_register_never_looked_up_one_by_one(
    registrar: Actor, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A register that was just filled has no statistics: the planner would scan all of it for each line."""
    monkeypatch.setattr(bulk, "MANY", 1)
    asked: dict[str, str] = {}

    def ask(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        with connection.connection.cursor() as cursor:
            asked[str(sql)] = cursor.execute("show enable_nestloop").fetchone()[0]
        return execute(sql, params, many, context)

    rows = [row(id_kind="citizen", id_number=number(serial=serial)) for serial in (1, 2)]
    load_residents(registrar, rows)
    with connection.execute_wrapper(ask):
        load_residents(registrar, [replace(one, birth_date=datetime.date(1950, 1, 1)) for one in rows])
    assert {asked[bulk.MATCH], asked[bulk.CHANGE]} == {"off"}
    with connection.cursor() as cursor:
        cursor.execute("show enable_nestloop")
        assert cursor.fetchone() == ("on",)


def test_rows_of_another_county_are_refused(registrar: Actor, row: Row) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        load_residents(registrar, [row(village="桥头村")])


def test_lines_are_gathered_into_households_and_the_same_lines_twice_change_nothing(
    world: World, registrar: Actor, row: Row
) -> None:
    def people(*housed: tuple[str, str, str]) -> list[NewResident]:
        return [row(name=name, household=at, relation=relation) for name, at, relation in housed]

    lines = people(
        ("沐远山", "0102", "02"), ("沐青禾", "0102", "20"), ("戚有余", number(serial=7), "02"),
        ("戚满仓", number(serial=7), "10"), ("独居者", "", "02"), ("无户号", "", "20"), ("第二户主", "0102", "02"),
        ("没有户主", "0999", "20"),
    )  # fmt: skip
    first = load_residents(registrar, lines)
    assert (first.added, first.changed, first.same) == (8, 0, 0)
    held = {one.resident.name: one for one in Membership.objects.select_related("resident", "household")}
    assert {name: one.relation for name, one in held.items()} == {
        "沐远山": "02", "沐青禾": "20", "戚有余": "02", "戚满仓": "10", "独居者": "02",
    }  # fmt: skip
    assert held["沐青禾"].household_id == held["沐远山"].household_id != held["戚满仓"].household_id
    assert sorted(one.number for one in Household.objects.all()) == ["", "", "0102"]  # no ID number is kept
    again = load_residents(registrar, lines)
    assert (again.added, again.changed, again.same) == (0, 0, 8)
    assert Membership.objects.count() == 5
    changed = load_residents(registrar, people(("沐青禾", "0102", "30"), ("没有户主", "0102", "97")))
    assert (changed.added, changed.changed, changed.same) == (0, 2, 0)
    assert held["沐远山"].household.members.count() == 3
