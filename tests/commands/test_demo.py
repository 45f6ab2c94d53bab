"""`laoyou demo --people`: a county that looks real, the same for the same seed, and never among real residents."""

import random
import re
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count

from laoyou.access.models import AuditLine, User
from laoyou.config import cli
from laoyou.config.demo_county import ACTION, OLDEST
from laoyou.config.demo_households import Person, families
from laoyou.config.demo_names import KNOWN
from laoyou.config.demo_people import AgeGroup, County, Invented
from laoyou.config.demo_providers import lines
from laoyou.config.demo_rates import WHOLE, Rates, of_so_many, read_rates
from laoyou.config.demo_villages import FIRST, PER_TOWN, SECOND, chosen, villages_of_town
from laoyou.lib import identity
from laoyou.packs.loader import read_pack
from laoyou.people.models import Household, Membership, Resident, Tie
from laoyou.people.rules import age
from laoyou.providers.models import Enrolment, Stay
from laoyou.statuses.models import Status

CODE = "511722"
GROUPS = [
    AgeGroup(each["age_from"], each.get("age_to", OLDEST), each["male"], each["female"])
    for each in read_pack(Path(settings.PACKS) / CODE).content()["population"][0]["groups"]
]


@pytest.fixture
def rates() -> Rates:
    return read_rates(Path(settings.PACKS), CODE)


def county(rates: Rates, count: int, seed: int = 7) -> County:
    return County(seed, count, region=CODE, villages=list(range(600)), groups=GROUPS, rates=rates)


def test_the_same_seed_gives_the_same_people(rates: Rates) -> None:
    people = county(rates, 1200)
    first = list(people)
    assert len(first) == 1200
    assert list(people) == first
    assert list(county(rates, 1200)) == first
    assert list(county(rates, 1200, seed=8)) != first
    assert len(list(county(rates, 1))) == 1


def test_ages_and_sexes_are_those_of_the_census(rates: Rates) -> None:
    people = list(county(rates, 20_000))
    whole = sum(group.male + group.female for group in GROUPS)
    found = Counter((_age(one, rates), one.resident.sex) for one in people)
    for group in GROUPS:
        for sex, counted in (("1", group.male), ("2", group.female)):
            share = (
                sum(n for (years, s), n in found.items() if group.first <= years <= group.last and s == sex)
                / 20_000
            )
            assert abs(share - counted / whole) < 0.006, (group, sex)


def _age(one: Invented, rates: Rates) -> int:
    assert one.resident.birth_date
    return age(one.resident.birth_date, rates.on)


def test_numbers_are_right_and_nobody_has_anothers(rates: Rates) -> None:
    people = [one.resident for one in county(rates, 5000) if one.resident.id_number]
    assert len({one.id_number for one in people}) == len(people) > 4900
    for one in people:
        said = identity.citizen(one.id_number)
        assert (said.sex, said.birth_date) == (one.sex, one.birth_date)
    assert all(one.phone.startswith("12") for one in people if one.phone)


def test_everyone_is_in_one_family_and_parents_are_older(rates: Rates) -> None:
    chance = random.Random(3)
    people = [Person(chance.randint(0, 95), chance.choice("12")) for _each in range(1500)]
    made = families(chance, people, rates)
    members = [one for family in made for one, _relation in family.members()]
    assert len(members) == len(people)
    assert {id(one) for one in members} == {id(one) for one in people}
    for family in made:
        assert all(child.age + 15 < family.head.age for child in family.children)
        assert all(parent.age > family.head.age + 15 for parent in family.parents)
        assert family.head.age >= 16
    assert {family.lives() for family in made} == {"alone", "elders", "grandchildren", ""}
    alone = [family for family in made if family.lives() == "alone"]
    assert all(family.head.age >= 60 and family.spouse is None for family in alone)


def test_nobody_had_a_status_before_its_age(rates: Rates) -> None:
    youngest = {(rate.kind, rate.household): rate.from_age for rate in rates.statuses}
    elders = {kind for (kind, _how), years in youngest.items() if years >= 60}
    assert {"living_alone", "empty_nest", "left_behind", "high_age", "disabled_elder"} <= elders
    people = list(county(rates, 5000))
    held = [(one, each) for one in people for each in one.statuses if each.kind in elders]
    assert held
    for one, each in held:
        assert one.resident.birth_date
        assert age(one.resident.birth_date, each.since) >= 60, each.kind


def test_names_are_nobodys_and_no_sign_comes_twice(rates: Rates) -> None:
    names = [one.resident.name for one in county(rates, 5000)]
    assert KNOWN.isdisjoint(names)
    assert all(2 <= len(name) == len(set(name)) <= 3 for name in names)
    assert max(Counter(names).values()) < 12


def test_villages_of_a_county_have_names_of_their_own() -> None:
    assert set(FIRST).isdisjoint(SECOND)
    towns = [
        (row["civil"], row["name"]) for row in read_pack(Path(settings.PACKS) / CODE).content()["divisions"]
    ]
    rows = [[*villages_of_town(n, code, name)] for n, (code, name) in enumerate(towns)]
    names = [row["name"] for town in rows for row in town]
    assert len(set(names)) == len(names) == PER_TOWN * len(towns)
    assert {row["code"] for town in rows for row in town if len(row["code"]) != 12} == set()
    assert len({row["code"] for town in rows for row in town}) == len(names)
    assert all(row["name"].endswith("社区") for row in rows[0])
    assert "三墩社区" in names  # 三墩土家族乡
    assert all(row["name"].endswith("村") for row in rows[-1][1:])


def test_few_people_live_in_the_seat_and_some_townships() -> None:
    villages = [(f"51172200{town}{place:03d}", town * 100 + place) for town in range(4) for place in range(8)]
    assert chosen(villages, 1) == [0]
    assert chosen(villages, 10) == [0, 1, 2, 3, 4, 100, 101, 102, 200, 300]
    for most in (20, 31, 32, 99):
        assert len(chosen(villages, most)) == len(set(chosen(villages, most))) == min(most, 32)


def test_few_people_are_in_care_more_often(rates: Rates) -> None:
    assert of_so_many(rates, WHOLE) == rates
    few = of_so_many(rates, 3000)
    assert few.in_home[85] == pytest.approx(5 * rates.in_home[85])
    assert (few.in_home[30], few.statuses) == (0, rates.statuses)


def test_memory_does_not_grow_with_the_number_of_people(rates: Rates) -> None:
    def peak(count: int) -> float:
        people = county(rates, count)
        tracemalloc.start()
        for _each in people:
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most / 2**20

    assert (
        peak(30_000) - peak(6000) < 6
    )  # the days on which somebody was born, at most a hundred years of them


def test_institutions_add_up_to_the_plan() -> None:
    _since, declared = lines(CODE)
    sums = Counter[str]()
    for line in declared:
        sums[line.measure] += line.count * line.amount
        sums["nursing"] += line.count * line.nursing
    assert (sums["bed"], sums["nursing"], sums["nursery_place"]) == (7000, 3850, 4293)


def test_every_rate_is_of_a_status_that_the_pack_declares(rates: Rates) -> None:
    declared = {row["key"]: row for row in read_pack(Path(settings.PACKS) / "base").content()["status_kinds"]}
    for rate in rates.statuses:
        kind = declared[rate.kind]
        assert rate.source in kind["sources"], rate.kind
        known = {
            each["key"]: {choice["key"] for choice in each["choices"]} for each in kind.get("attributes", [])
        }
        required = {each["key"] for each in kind.get("attributes", []) if each.get("required")}
        assert required <= set(rate.attributes) <= set(known), rate.kind
        for key, (values, _weights) in rate.attributes.items():
            assert set(values) <= known[key], (rate.kind, key)


Command = Callable[..., str]


@pytest.fixture
def demo(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The command as typed; what it printed."""
    monkeypatch.setattr(settings, "DEMO", True)
    monkeypatch.setattr(settings, "VAR", tmp_path)

    def typed(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["laoyou", "demo", *arguments])
        assert cli.main() == 0
        said = capsys.readouterr()
        return said.out + said.err

    return typed


FILLED = {
    "people_resident", "people_residency", "people_household", "people_membership", "people_tie", "statuses_status",
    "providers_stay", "providers_enrolment",
}  # fmt: skip


@contextmanager
def no_check_waits() -> Iterator[set[str]]:
    """PostgreSQL refuses to alter a table for whose rows a check of a foreign key still waits, in memory, for the end: so
    each is altered after what filled it. Which ones were."""
    filled = set()

    def altered(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        for table in FILLED.intersection(re.findall(r"\binsert into (\w+)", str(sql))):
            with connection.connection.cursor() as cursor:
                role = cursor.execute("select current_setting('role')").fetchone()[0]
                cursor.execute("reset role")
                cursor.execute(f"alter table {table} set (fillfactor = 100)")
                cursor.execute(f"set local role {role}")
            filled.add(table)
        return done

    with connection.execute_wrapper(altered):
        yield filled


def test_a_county_through_the_command(demo: Command) -> None:
    with no_check_waits() as filled:
        said = demo("--people", "900", "--seed", "7")
    assert filled == FILLED
    assert "900 residents in 3 villages" in said
    assert "people: 900 of 900" in said
    assert Resident.objects.count() == Membership.objects.count() == 900
    assert Household.objects.count() == Membership.objects.filter(relation="02").count()
    guardians = Tie.objects.filter(role="guardian").select_related("resident", "other")
    assert guardians
    for tie in guardians:
        assert tie.other
        assert tie.other.birth_date
        assert tie.resident.birth_date
        assert tie.other.birth_date < tie.resident.birth_date
    kinds = dict(Status.objects.values_list("kind").annotate(Count("id")))
    assert kinds["high_age"] > 0 and kinds["empty_nest"] > 0 and kinds["dibao"] > 0, kinds  # noqa: PT018
    assert Stay.objects.exists()
    assert not Enrolment.objects.exclude(resident__birth_date__gte="2023-01-01").exists()
    before = _everything()
    assert "are there already" in demo("--people", "900", "--seed", "7")
    assert _everything() == before
    with pytest.raises(SystemExit, match=r"900 invented people of seed 7 already.*LAOYOU_VAR="):
        demo("--people", "900", "--seed", "8")
    _entered()
    with pytest.raises(SystemExit, match="holds 1 residents whom somebody entered"):
        demo("--people", "900", "--seed", "7")
    assert _everything()[0] == 901
    assert AuditLine.objects.filter(action=ACTION).count() == 1


def _everything() -> list[int]:
    return [
        model.objects.count()
        for model in (Resident, Household, Membership, Tie, Status, Stay, Enrolment, AuditLine)
    ]


def _entered() -> None:
    """A resident as a registrar would enter one."""
    village = Resident.objects.all()[0].division
    Resident.objects.create(division=village, name="真人", recorded_by=User.objects.get(username="registrar"))


@pytest.mark.parametrize("wrong", ["0", "-3", "many", "1e6"])
def test_a_wrong_number_of_people_is_said(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["laoyou", "demo", "--people", wrong])
    with pytest.raises(SystemExit):
        cli.main()
    assert "--people" in capsys.readouterr().err
