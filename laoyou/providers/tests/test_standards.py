"""What the standards find: by the division's own limits, from the day on which they are passed."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.packs.actions import load_releases
from laoyou.places.actions import load_divisions
from laoyou.places.models import Division
from laoyou.providers.actions import (
    Filing,
    add_group,
    add_paper,
    end_upkeep,
    enrol,
    file_capacity,
    hire,
    insure,
    open_clinic,
    open_location,
    register_provider,
    set_advance,
    set_fee,
)
from laoyou.providers.models import Fee, Location
from laoyou.providers.queries.standards import open_locations, shortfalls
from laoyou.providers.rules import Person
from laoyou.providers.tests.samples import code, facts, resident, seen_by, site
from tests.world import SYSTEM, World

DAY = datetime.date
BEGIN = DAY(2025, 1, 1)


def _found(location: Location, on: datetime.date) -> list[tuple[str, str]]:
    return [(each.rule.key, each.words) for each in shortfalls([location], on)]


def _keys(location: Location, on: datetime.date) -> list[str]:
    return [key for key, _words in _found(location, on)]


@pytest.mark.django_db
def test_a_hundred_beds_need_a_clinic_where_the_division_says_so() -> None:
    """楚雄州's plan of 17 March 2023, clause 三/(三); 宣汉县's says nothing of the kind."""
    load_releases(root=Path(settings.PACKS), codes=["base", "532300", "511722"], by="test")
    rows = [
        ("530000", "云南省"),
        ("532300", "楚雄州"),
        ("532301", "楚雄市"),
        ("510000", "四川省"),
        ("511722", "宣汉县"),
    ]
    load_divisions(by=SYSTEM, rows=[{"code": one, "name": name} for one, name in rows])
    with acting_as(SYSTEM) as system:
        chuxiong, xuanhan = (
            _home(system, number, place) for number, place in enumerate(("532301", "511722"))
        )
        for location in (chuxiong, xuanhan):
            _file(system, location, 99, BEGIN)
            _file(system, location, 100, DAY(2025, 6, 1))
        assert "clinic" not in _keys(chuxiong, DAY(2025, 5, 31))
        [warned] = [each for each in shortfalls([chuxiong], DAY(2025, 6, 1)) if each.rule.key == "clinic"]
        assert warned.finding.since == DAY(2025, 6, 1)
        file_capacity(by=system, location=chuxiong, filing=Filing("bed", "open", 80, DAY(2025, 6, 20)))
        [later] = [each for each in shortfalls([chuxiong], DAY(2025, 6, 30)) if each.rule.key == "clinic"]
        assert later.finding.since == DAY(2025, 6, 1)  # fewer beds in use licence no later day
        assert warned.words == "现有 100 张床位，100 张起应有"
        assert warned.finding.limit is not None
        assert (warned.finding.limit.clause, warned.finding.limit.pack) == ("三/(三)", "532300")
        assert "医务室" in str(warned.rule.remedy)
        assert "clinic" not in _keys(xuanhan, DAY(2025, 6, 1))
        clinic = open_clinic(
            by=system, location=chuxiong, kind="room", licence_no="楚卫备1号", since=DAY(2025, 7, 1)
        )
        assert "clinic" not in _keys(chuxiong, DAY(2025, 7, 1))
        end_upkeep(by=system, row=clinic, on=DAY(2025, 8, 1))
        assert "clinic" in _keys(chuxiong, DAY(2025, 8, 1))


def _home(by: Actor, number: int, place: str) -> Location:
    division = Division.objects.get(code=place)
    provider = register_provider(by=by, division=division, facts=facts(uscc=code(number + 50)))
    return open_location(by=by, provider=provider, site=site(division), name="", since=BEGIN)


def _file(by: Actor, location: Location, beds: int, since: datetime.date) -> None:
    filing = Filing(measure="bed", state="licensed", amount=beds, since=since)
    file_capacity(by=by, location=location, filing=filing)


def _nursery(by: Actor, division: Division) -> Location:
    known = facts(name="小太阳托育园", kind="nursery", uscc=code(7))
    provider = register_provider(by=by, division=division, facts=known)
    return open_location(by=by, provider=provider, site=site(division, "托育园"), name="", since=BEGIN)


def test_carers_are_counted_class_by_class(world: World, registrar: Actor) -> None:
    """Four infants of 6–12 months need two carers (1:3), four toddlers one (1:5): three, not two."""
    nursery = _nursery(registrar, world.divisions["东河镇"])
    for name, age_class in (("一班", "infant"), ("二班", "toddler")):
        group = add_group(
            by=registrar, location=nursery, name=name, age_class=age_class, places=10, since=BEGIN
        )
        with acting_as(SYSTEM):
            born = [DAY(2024, 5, day + (10 if name == "二班" else 0)) for day in range(1, 5)]
            for number, day in enumerate(born):
                infant = resident(
                    nursery.division, "安安", number + (50 if name == "二班" else 0), birth_date=day
                )
                enrol(
                    by=SYSTEM,
                    location=nursery,
                    person=Person(infant.pk),
                    mode="full",
                    since=BEGIN,
                    group=group,
                )
    on = DAY(2025, 2, 1)
    assert ("carers", "保育人员 0 名，应有 3 名") in _found(nursery, on)
    for name in ("甲", "乙", "丙"):
        staff = hire(by=registrar, location=nursery, name=name, post="childcarer", since=BEGIN)
    assert _keys(nursery, on) == ["papers", "insured"]
    assert ("papers", "3 名人员没有健康证明") in _found(nursery, on)
    paper: dict[str, Any] = {"by": registrar, "staff": staff, "kind": "health", "number": "健1"}
    first = add_paper(**paper, since=BEGIN, until=DAY(2025, 1, 15))
    assert add_paper(**paper, since=BEGIN, until=DAY(2025, 1, 15)) == first
    assert ("papers", "1 份证明已到期") in _found(nursery, on)
    add_paper(**paper, since=DAY(2025, 1, 14), until=DAY(2026, 1, 14))
    assert ("papers", "2 名人员没有健康证明") in _found(nursery, on)
    assert not [words for _key, words in _found(nursery, on) if "到期" in words]
    with seen_by(world, "甲县", "office"):
        assert "papers" in _keys(nursery, on), "whoever sees no infant still sees what is missing"
    with seen_by(world, "乙县", "office") as stranger:
        assert open_locations(stranger.division_ids, on) == []


def test_what_may_be_taken_in_advance(registrar: Actor, home: Location) -> None:
    on = DAY(2025, 3, 1)
    insure(
        by=registrar, location=home, kind="liability", insurer="示例保险", policy_no="P1",
        since=BEGIN, until=DAY(2026, 1, 1),
    )  # fmt: skip
    _file(registrar, home, 30, BEGIN)
    fee: dict[str, Any] = {"by": registrar, "location": home, "item": "bed", "since": BEGIN}
    first = set_fee(**fee, amount=Decimal(1000))
    assert set_fee(**fee, amount=Decimal(1000)) == first
    set_advance(by=registrar, location=home, kind="care", months=12, since=BEGIN)
    set_advance(by=registrar, location=home, kind="deposit", amount=Decimal(12000), since=BEGIN)
    assert _found(home, on) == []
    set_advance(by=registrar, location=home, kind="care", months=13, since=DAY(2025, 2, 1))
    set_advance(by=registrar, location=home, kind="deposit", amount=Decimal(12001), since=DAY(2025, 2, 1))
    assert [key for key, _words in _found(home, on)] == ["prepaid", "deposit"]
    assert ("deposit", "押金 12001 元，最多 12000 元") in _found(home, on)
    set_fee(**(fee | {"since": DAY(2025, 2, 15)}), amount=Decimal(1100))
    assert [key for key, _words in _found(home, on)] == ["prepaid"]
    first.refresh_from_db()
    with pytest.raises(Refused, match="2025-02-15"):
        end_upkeep(by=registrar, row=first, on=DAY(2025, 2, 20))
    assert list(Fee.objects.order_by("since").values_list("amount", "until")) == [
        (Decimal(1000), DAY(2025, 2, 15)),
        (Decimal(1100), None),
    ]
    assert _keys(home, DAY(2026, 1, 1)) == ["prepaid", "insured"]
    with pytest.raises(Refused, match="填月数"):
        set_advance(by=registrar, location=home, kind="care", amount=Decimal(1), since=BEGIN)
    with pytest.raises(Refused, match="更晚的日期"):
        set_fee(**fee, amount=Decimal(900))


def test_more_places_ask_no_more_queries(registrar: Actor, home: Location, point: Location) -> None:
    shortfalls([home], BEGIN)  # what packs keep in memory is read once
    counts = []
    for places in ([home], [home, point]):
        with CaptureQueriesContext(connection) as asked:
            shortfalls(places, BEGIN)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9


def test_only_who_keeps_the_place_writes(world: World, registrar: Actor, home: Location) -> None:
    with seen_by(world, "甲县", "office") as office, pytest.raises(Refused, match="登记经办"):
        hire(by=office, location=home, name="某人", post="carer", since=BEGIN)
    with pytest.raises(Refused, match="今天"):
        hire(by=registrar, location=home, name="某人", post="carer", since=DAY(2999, 1, 1))
    staff = hire(by=registrar, location=home, name="某人", post="carer", since=BEGIN)
    with pytest.raises(Refused, match="已在这个岗位"):
        hire(by=registrar, location=home, name="某人", post="carer", since=BEGIN)
    end_upkeep(by=registrar, row=staff, on=DAY(2025, 2, 1))
    hire(by=registrar, location=home, name="某人", post="carer", since=DAY(2025, 2, 1))
