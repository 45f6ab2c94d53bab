"""Search: by every way of typing, inside the scope alone, and by indexes."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laoyou.access.scope import Actor, acting_as
from laoyou.people import actions, queries
from laoyou.people.bulk import NewResident, load_residents
from laoyou.people.models import Membership, Resident, Turned
from laoyou.people.queries import Wanted
from laoyou.people.queries.finding import arguments
from laoyou.people.sheets import apply, check
from laoyou.people.tests.conftest import number
from laoyou.people.turning import on_age, turn, turn_up_to
from laoyou.privacy.models import ReadLine
from laoyou.sheets.targets import Row
from tests.world import SYSTEM, World

BORN = datetime.date(1960, 2, 29)
FAMILY, GIVEN = "王李赵陈杨黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"


def test_every_way_of_typing(world: World, registrar: Actor, neighbour: Actor, row: Any) -> None:
    load_residents(
        registrar,
        [
            row(id_kind="citizen", id_number=number(BORN, 2), phone="13800000001", sex="2", birth_date=BORN),
            row(name="曾乐"),
            row(name="阿依古丽·买买提"),
            row(name="Anna Li", village="西山乡"),
        ],
    )
    with acting_as(neighbour):
        load_residents(neighbour, [row(name="张美华", village="桥头村", phone="13800000001")])

    def names(**wanted: Any) -> list[str]:
        found = queries.find(Wanted(**wanted))
        return [person.name for person in queries.rows(found.ids, "name", 0, 50)]

    for text in ("美", "美华", "张", "zm", "zmh", "ZM", number(BORN, 2).lower(), "138 0000 0001"):
        assert names(text=text) == ["张美华"], text
    assert names(text="zl") == names(text="zy") == ["曾乐"]
    assert names(text="古丽·") == ["阿依古丽·买买提"]
    assert names(text="Anna") == ["Anna Li"]
    assert names(text="13800000002") == names(text="华美") == []
    assert len(names()) == 4
    assert names(within=[world.divisions["西山乡"].pk]) == ["Anna Li"]
    assert names(within=[world.divisions["桥头村"].pk]) == []
    assert names(sex="2", born_from=BORN, born_to=BORN, living=True) == ["张美华"]
    assert names(text="张", living=False) == []
    assert queries.find(Wanted(), most=2).more


def test_a_stay_lets_the_county_of_the_provider_find_who_is_from_away(
    world: World, registrar: Actor, neighbour: Actor, row: Any
) -> None:
    load_residents(registrar, [row()])
    person, there = Resident.objects.get(), world.divisions["桥头村"]
    with acting_as(SYSTEM) as system:
        actions.set_presence(
            by=system, resident=person, provider_ref=1, division=there, stay_ref="bed:1", since=BORN
        )
    with acting_as(neighbour):
        assert queries.find(Wanted("张")).ids == [person.pk]
    with acting_as(SYSTEM) as system:
        actions.end_presence(by=system, stay_ref="bed:1", until=datetime.date(2020, 1, 1))
    with acting_as(neighbour):
        assert queries.find(Wanted("张")).ids == []


@pytest.fixture
def thousands(registrar: Actor, row: Callable[..., NewResident]) -> Iterator[Any]:
    """4,000 people, counted by the planner; without sequential scans, as if they were a million."""
    names = [f"{a}{b}{c}" for a in FAMILY for b in GIVEN for c in GIVEN][:4000]
    load_residents(
        registrar,
        [
            row(name=name, phone=f"139{place:08d}", id_kind="other", id_number=f"H{place:08d}")
            for place, name in enumerate(names)
        ],
    )
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("analyze people_resident")
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local role laoyou_app")
        yield cursor


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("美", "resident_by_sign"),
        ("王伟", "resident_by_sign"),
        ("lfm", "resident_by_initials"),
        ("H00000007", "resident_number_once"),
        ("13900000007", "resident_by_phone"),
    ],
)
def test_each_way_has_its_index(thousands: Any, text: str, index: str) -> None:
    """The index counts its scans; nothing else of the table is read."""
    counted = (
        "select pg_stat_force_next_flush(), pg_stat_get_xact_numscans(%s::regclass),"
        " pg_stat_get_xact_numscans('people_resident'::regclass)"
    )
    thousands.execute(counted, [index])
    _flush, before, whole_before = thousands.fetchone()
    thousands.execute(
        "select people_find(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", arguments(Wanted(text), 200)
    )
    thousands.execute(counted, [index])
    _flush, after, whole_after = thousands.fetchone()
    assert after > before
    assert whole_after == whole_before


def test_sheets_say_what_only_the_register_knows(world: World, registrar: Actor, row: Any) -> None:
    village, other = world.divisions["河口村"], world.divisions["西山乡"]
    load_residents(registrar, [row(name="张美华", id_kind="citizen", id_number=number(BORN, 2))])

    def line(at: int, **values: Any) -> Row:
        return Row(at, {"name": "李四", "division": village, **values})

    rows = [
        line(2, id_number=number(BORN, 2), division=other),
        line(3, id_number=number(BORN, 4)),
        line(4, id_number=f" {number(BORN, 4)}"),  # written alike it is the engine that says it
        line(5, division=world.divisions["桥头村"]),
        line(6, id_number=number(BORN, 6)[:-1]),
        line(7, id_number=number(BORN, 8), sex="1"),
        line(8, lunar_birth="1950年十三月初一"),
        line(10, id_number=number(BORN, 6)[:9] + "O" + number(BORN, 6)[10:]),
        line(9, name="𠮷田", lunar_birth="1950年腊月初八", phone="13800000001", registered="外省"),
    ]
    faults = list(check(registrar, village, rows))
    assert sorted((fault.line, fault.column) for fault in faults) == [
        (2, "division"), (4, "id_number"), (5, "division"), (6, "id_number"), (7, "sex"), (8, "lunar_birth"),
        (10, "id_number"),
    ]  # fmt: skip
    assert all(number(BORN, 4) not in f"{fault.shown}{fault.why}" for fault in faults)
    bad = {fault.line for fault in faults}
    good = [one for one in rows if one.line not in bad]
    assert apply(registrar, village, good).added == 2
    assert apply(registrar, village, good).same == 2


def test_a_sheet_that_is_told_of_numbers_held_leaves_a_line_a_village_in_one_statement(
    world: World, registrar: Actor, neighbour: Actor, row: Any
) -> None:
    serials = (2, 4, 6)
    kept = [row(name=f"测试{one}", id_kind="citizen", id_number=number(BORN, one)) for one in serials]
    child = datetime.date(timezone.localdate().year - 2, 1, 1)
    young = row(
        name="小沐", village="西山乡", birth_date=child, id_kind="citizen", id_number=number(child, 8)
    )
    load_residents(registrar, [*kept, young])
    village = world.divisions["桥头村"]
    typed = [number(BORN, 2), number(BORN, 4), number(child, 8), number(BORN, 10)]
    rows = [
        Row(at, {"name": "李四", "division": village, "id_number": one}) for at, one in enumerate(typed, 2)
    ]
    with acting_as(neighbour) as other:
        with CaptureQueriesContext(connection) as asked:
            assert [fault.line for fault in check(other, village, rows)] == [2, 3, 4]
        assert sum("people_asked" in one["sql"] for one in asked) == 1
        assert not ReadLine.objects.filter(purpose="sheet-held").exists()
    pks = dict(Resident.objects.values_list("name", "pk"))
    assert {
        (line.division.name, tuple(line.residents), line.minors, line.username)  # type: ignore[union-attr]
        for line in ReadLine.objects.filter(purpose="sheet-held").select_related("division")
    } == {
        ("河口村", (pks["测试2"], pks["测试4"]), 0, neighbour.username),
        ("西山乡", (pks["小沐"],), 1, neighbour.username),
    }


def test_turning_tells_each_hook_once(
    packed: World, registrar: Actor, row: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laoyou.people.turning._on_age", {})
    load_residents(registrar, [row(birth_date=BORN), row(name="李四", birth_date=datetime.date(1961, 3, 1))])
    told: list[tuple[str, int]] = []

    def hook(_by: Actor, age: Any, _day: datetime.date, people: Any) -> int:
        told.append((age.key, len(people)))
        return len(people)

    on_age("test", hook)
    with acting_as(SYSTEM) as system:
        assert turn(system, datetime.date(2025, 2, 28)) == 1
        assert turn(system, datetime.date(2025, 2, 28)) == 0
        assert turn(system, datetime.date(2025, 3, 1)) == 0
    assert told == [("health_check_age", 1)]


def test_days_on_which_nothing_ran_are_told_later(packed: World, registrar: Actor, row: Any) -> None:
    load_residents(registrar, [row(birth_date=BORN)])
    with acting_as(SYSTEM) as system:
        assert turn_up_to(system, datetime.date(2025, 2, 26)) == 0
        assert turn_up_to(system, datetime.date(2025, 3, 3)) == 1, "of 28 February"
        assert turn_up_to(system, datetime.date(2025, 3, 3)) == 0
    assert Turned.objects.count() == 6


def test_a_sheet_says_whose_household_a_line_is_of(world: World, registrar: Actor) -> None:
    village = world.divisions["河口村"]

    def line(at: int, relation: str, household: str = "") -> Row:
        return Row(
            at, {"name": f"某人{at}", "division": village, "relation": relation, "household": household}
        )

    rows = [line(2, "02", "0102"), line(3, "02", "0102"), line(4, "20"), line(5, "02"), line(6, "20", "0102")]
    faults = list(check(registrar, village, rows))
    assert [(fault.line, fault.column) for fault in faults] == [(3, "relation"), (4, "household")]
    assert list(check(registrar, village, [line(2, "02"), line(3, "20")])) == []  # it numbers no household
    good = [row for row in rows if row.line not in {3, 4}]
    assert apply(registrar, village, good).added == 3
    assert Membership.objects.filter(household__number="0102").count() == 2
