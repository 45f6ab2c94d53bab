import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.access.errors import Refused
from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.people import actions as people
from laoyou.people.bulk import NewResident, load_residents
from laoyou.people.facts import Facts
from laoyou.people.models import Resident
from laoyou.statuses import actions, checks, queries, turning
from laoyou.statuses.errors import Invalid
from laoyou.statuses.models import Status
from laoyou.statuses.tests.conftest import DAY, acting
from tests.world import SYSTEM, World
from tests.world.statuses import resident


def day(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


def test_the_source_that_the_packs_name_first_holds(registrar: Actor, elders: list[Resident]) -> None:
    one = elders[0]
    common: dict[str, Any] = {"by": registrar, "resident": one, "kind": "left_behind"}
    actions.add_status(**common, source="self", since=day(0), attributes={"class": "other"})
    actions.add_status(**common, source="village", since=day(10), until=day(20), attributes={"class": "key"})
    held = {
        number: queries.held_by(one.pk, day(number))["left_behind"].source for number in (0, 9, 10, 19, 20)
    }
    assert held == {0: "self", 9: "self", 10: "village", 19: "village", 20: "self"}
    assert queries.held_by(one.pk, day(-1)) == {}
    assert queries.counts(day(15)) == {"left_behind": 1}
    with pytest.raises(Refused, match="重叠"):
        actions.add_status(**common, source="village", since=day(15), attributes={"class": "key"})


def test_what_does_not_fit_is_named(registrar: Actor, elders: list[Resident], world: World) -> None:
    common: dict[str, Any] = {"by": registrar, "resident": elders[0], "since": day(0)}
    with pytest.raises(Invalid) as wrong:
        actions.add_status(
            **common, kind="destitute", source="civil_affairs", attributes={"self_care": "some", "x": "1"}
        )
    assert [fault.field for fault in wrong.value.faults] == ["self_care", "support", "x"]
    with pytest.raises(Refused, match="来源"):
        actions.add_status(**common, kind="high_age", source="age")
    with pytest.raises(Refused, match="出生"):
        actions.add_status(**{**common, "since": datetime.date(1900, 1, 1)}, kind="dibao", source="self")
    with acting(world, "乙县", "registrar") as other, pytest.raises(Refused, match="范围"):
        actions.add_status(**{**common, "by": other}, kind="dibao", source="self")


def test_a_correction_keeps_the_old(registrar: Actor, elders: list[Resident]) -> None:
    values = {"class": "limbs", "level": "2"}
    old = actions.add_status(
        by=registrar,
        resident=elders[0],
        kind="disability",
        source="disabled_persons",
        since=day(0),
        attributes=values,
    )
    new = actions.correct_status(
        by=registrar, status=old, reason="等级抄错", source="disabled_persons", since=day(0),
        attributes={**values, "level": "1"},
    )  # fmt: skip
    assert new is not None
    rows = list(queries.of_resident(elders[0].pk))
    assert {(row.pk, row.withdrawn, row.corrects_id) for row in rows} == {
        (old.pk, True, None),
        (new.pk, False, old.pk),
    }
    assert queries.held_by(elders[0].pk)["disability"].attributes["level"] == "1"
    ended = actions.end_status(by=registrar, status=new, until=day(30), why="证件到期")
    assert (queries.held_by(elders[0].pk, day(30)), ended.why_ended) == ({}, "证件到期")
    labels = [line.pgh_label for line in new.events.order_by("pgh_id")]  # type: ignore[attr-defined]
    assert labels == ["insert", "update"]
    with acting_as(SYSTEM):
        assert not any(elders[0].name in f"{line.label}{line.detail}" for line in AuditLine.objects.all())


def test_a_status_goes_with_its_person_and_stays_readable(
    registrar: Actor, elders: list[Resident], world: World
) -> None:
    status = actions.add_status(by=registrar, resident=elders[0], kind="dibao", source="self", since=day(0))
    with acting_as(SYSTEM):
        elders[0].division = world.divisions["桥头村"]
        elders[0].save()
    with acting(world, "乙县", "village"):
        assert queries.counts() == {"dibao": 1}
    with acting(world, "甲县", "village") as old_side:
        assert Status.objects.get(pk=status.pk).recorded_division_id == world.divisions["河口村"].pk
        assert queries.counts() == {}
        with pytest.raises(Refused):
            actions.end_status(by=old_side, status=status, until=day(3), why="x")
    with acting_as(SYSTEM):
        assert list(checks.problems()) == []
    for role in ("office", "viewer", "unit", "provider_staff", "family"):
        with acting(world, "甲县", role), connection.cursor() as cursor:
            cursor.execute("select count(*) from statuses_status")
            assert cursor.fetchone() == (0,)


def test_days_turn_once(registrar: Actor, elders: list[Resident], world: World) -> None:
    village = world.divisions["河口村"]
    old = resident(village, "余寿", "1946-05-10", order=31)
    infant = resident(village, "余小", "2023-05-10", order=32)
    actions.add_status(
        by=registrar, resident=infant, kind="infant_left_behind", source="village", since=day(0)
    )
    before, birthday = datetime.date(2026, 5, 9), datetime.date(2026, 5, 10)
    with acting_as(SYSTEM):
        assert (turning.open_high_age(SYSTEM, before), turning.end_infants_at_36_months(SYSTEM, before)) == (
            0,
            0,
        )
        assert (
            turning.open_high_age(SYSTEM, birthday),
            turning.end_infants_at_36_months(SYSTEM, birthday),
        ) == (1, 1)
        assert (
            turning.open_high_age(SYSTEM, birthday),
            turning.end_infants_at_36_months(SYSTEM, birthday),
        ) == (0, 0)
        assert queries.held_by(old.pk, birthday)["high_age"].since == birthday
        assert queries.held_by(infant.pk, before)
        assert not queries.held_by(infant.pk, birthday)
        died = datetime.date(2026, 6, 1)
        assert [turning.end_at_death(SYSTEM, [old.pk], died) for _ in range(2)] == [1, 0]
        assert queries.held_by(old.pk, died) == {}


def test_what_an_age_opens_follows_the_birth_date_the_same_day(registrar: Actor, world: World) -> None:
    """At registration, at a correction, and when a death turns out to be none; what was wrong stays, crossed out."""
    village, kind = world.divisions["河口村"], "high_age"
    one = people.register_resident(
        by=registrar, division=village, facts=Facts("余老", "1", datetime.date(1940, 3, 4))
    )
    assert queries.held_by(one.pk)[kind].since == datetime.date(2020, 3, 4)

    def born(year: int) -> None:
        one.refresh_from_db()
        facts = Facts("余老", "1", datetime.date(year, 3, 4))
        people.change_resident(by=registrar, resident_id=one.pk, version=one.version, facts=facts)

    born(1970)
    assert kind not in queries.held_by(one.pk)
    born(1941)
    assert queries.held_by(one.pk)[kind].since == datetime.date(2021, 3, 4)
    rows = Status.objects.filter(resident=one, kind=kind)
    assert sorted(rows.values_list("since", "withdrawn")) == [
        (datetime.date(2020, 3, 4), True),
        (datetime.date(2021, 3, 4), False),
    ]
    one.refresh_from_db()
    people.record_death(by=registrar, resident_id=one.pk, version=one.version, on=datetime.date(2026, 1, 2))
    assert queries.held_by(one.pk) == {}
    one.refresh_from_db()
    people.withdraw_death(by=registrar, resident_id=one.pk, version=one.version, reason="登记错了人")
    assert queries.held_by(one.pk)[kind].since == datetime.date(2021, 3, 4)


def test_a_sheet_opens_and_ends_by_age_the_same_day_for_all_that_it_brings(
    registrar: Actor, elders: list[Resident], world: World
) -> None:
    village, today = world.divisions["河口村"], timezone.localdate()
    waits = resident(village, "余等", "1930-01-01", order=41)  # not in the sheet: the night's
    infant = resident(village, "余小", today.isoformat(), numbered=False)
    actions.add_status(
        by=registrar, resident=infant, kind="infant_left_behind", source="village", since=today
    )

    def brought(**born: str) -> list[str]:
        rows = (
            NewResident(village.pk, f"余{who}", birth_date=datetime.date.fromisoformat(day), id_kind="other", id_number=who * 6)
            for who, day in born.items()
        )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            load_residents(registrar, rows)
        return [one["sql"] for one in asked if "statuses_status" in one["sql"]]

    few = brought(a="1940-03-04", b="1970-01-01", c=today.isoformat())
    held = {one.resident.name: one.since for one in Status.objects.filter(kind="high_age", withdrawn=False)}
    assert held == {"余a": datetime.date(2020, 3, 4)}
    small = Resident.objects.get(name="余c")
    actions.add_status(by=registrar, resident=small, kind="infant_left_behind", source="village", since=today)
    more = {f"{sign}": "1935-06-07" for sign in "defghijk"}
    many = brought(a="1975-03-04", b="1941-01-01", c="2020-05-06", **more)
    assert len(few) == len(many)
    assert queries.held_by(small.pk) == {}
    assert set(queries.held_by(infant.pk)) == {"infant_left_behind"}
    rows = Status.objects.filter(kind="high_age").values_list("resident__name", "since", "withdrawn")
    assert {row for row in rows if row[0] < "余d"} == {
        ("余a", datetime.date(2020, 3, 4), True), ("余b", datetime.date(2021, 1, 1), False),
    }  # fmt: skip
    assert len(rows) == 2 + len(more)
    assert queries.held_by(waits.pk) == {}


SPANS = st.lists(
    st.tuples(st.sampled_from(["village", "civil_affairs", "self"]), st.integers(0, 40), st.integers(0, 20)),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SPANS)
def test_one_status_of_a_kind_holds_and_it_is_the_first_sources(
    registrar: Actor, elders: list[Resident], spans: list[tuple[str, int, int]]
) -> None:
    Status.objects.all().delete()
    kept: list[tuple[str, int, int]] = []
    for source, start, length in spans:
        try:
            actions.add_status(
                by=registrar, resident=elders[0], kind="living_alone", source=source, since=day(start),
                until=day(start + length),
            )  # fmt: skip
            kept.append((source, start, start + length))
        except Refused:
            assert any(one == source for one, _s, _e in kept)
    order = ["village", "civil_affairs", "self"]
    for number in range(0, 62, 3):
        covering = sorted((order.index(source) for source, s, e in kept if s <= number < e))
        held = queries.held_by(elders[0].pk, day(number))
        assert [order.index(one.source) for one in held.values()] == covering[:1]
        assert queries.counts(day(number)) == ({"living_alone": 1} if covering else {})
