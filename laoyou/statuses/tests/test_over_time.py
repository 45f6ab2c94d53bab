"""Statuses over days: ends that lie ahead, ages on the day itself, deaths taken back, people merged meanwhile."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor, acting_as
from laoyou.people import actions as people
from laoyou.people.models import Resident
from laoyou.people.rules import birthday
from laoyou.statuses import actions, queries
from laoyou.statuses.actions import ListRow
from laoyou.statuses.checks import problems
from laoyou.statuses.models import Status
from laoyou.statuses.queries.people import born_between
from laoyou.statuses.queries.surveys import sheet_lines
from laoyou.statuses.sheets import Unreadable, declared, rows_of_table
from laoyou.statuses.tests.test_lists import FEBRUARY, JANUARY, brought
from laoyou.statuses.turning import end_infants_at_36_months, open_high_age
from tests.world import World
from tests.world.statuses import line_of, resident

AHEAD = datetime.date(2099, 1, 1)


def test_an_end_that_lies_ahead_is_none_yet_for_a_list(
    registrar: Actor, world: World, elders: list[Resident]
) -> None:
    one, other = elders[:2]
    for each in (one, other):
        actions.add_status(
            by=registrar, resident=each, kind="dibao", source="civil_affairs", since=JANUARY, until=AHEAD,
            attributes={"area": "rural"},
        )  # fmt: skip
    first = brought(registrar, world, [one], JANUARY)
    assert (first.same, first.before, [item.what for item in first.items.all()]) == (1, 2, ["departure"])
    head = world.actor("甲县", "register_head")
    with acting_as(head):
        actions.allow_shrink(by=head, source_list=first, why="已核实")
    actions.confirm_items(by=registrar, source_list=first)
    gone = Status.objects.get(resident=other)
    assert gone.until == JANUARY
    assert not Status.objects.filter(since__gt=JANUARY).exists()
    second = brought(registrar, world, [one], FEBRUARY)
    assert (second.same, second.items.count()) == (1, 0)


def test_an_end_that_lies_ahead_is_none_yet_for_a_survey(
    registrar: Actor, world: World, elders: list[Resident]
) -> None:
    one, other = elders[:2]
    for each in (one, other):
        actions.add_status(
            by=registrar, resident=each, kind="living_alone", source="village", since=JANUARY, until=AHEAD
        )
    ticked = {line.resident.pk: set(line.ticked) for line in sheet_lines(world.divisions["河口村"])}
    assert ticked[one.pk] == ticked[other.pk] == {"living_alone"}
    made = actions.save_survey(
        by=registrar, division=world.divisions["河口村"], day=FEBRUARY, seen={one.pk: ["living_alone"], other.pk: []}
    )  # fmt: skip
    assert (made.opened, made.ended, Status.objects.count()) == (0, 1, 2)
    assert Status.objects.get(resident=other).until == FEBRUARY


def test_a_survey_that_is_entered_late_ends_nothing_that_began_after_it(
    registrar: Actor, world: World, elders: list[Resident]
) -> None:
    actions.add_status(
        by=registrar, resident=elders[0], kind="living_alone", source="village", since=FEBRUARY
    )
    actions.save_survey(
        by=registrar, division=world.divisions["河口村"], day=JANUARY, seen={elders[0].pk: []}
    )
    assert Status.objects.get().until is None


def test_an_infant_outgrows_what_was_to_end_later(registrar: Actor, world: World) -> None:
    infant = resident(world.divisions["河口村"], "余小小", "2023-01-31")
    for source, until in (("village", AHEAD), ("civil_affairs", None)):
        if declared()["infant_poor"].source(source):
            actions.add_status(
                by=registrar, resident=infant, kind="infant_poor", source=source, since=datetime.date(2023, 1, 31),
                until=until,
            )  # fmt: skip
    assert Status.objects.exists()
    assert end_infants_at_36_months(registrar, datetime.date(2026, 1, 30)) == 0
    assert end_infants_at_36_months(registrar, datetime.date(2026, 1, 31)) == Status.objects.count()
    assert set(Status.objects.values_list("until", flat=True)) == {datetime.date(2026, 1, 31)}


def test_a_line_without_a_number_takes_nobody_of_its_name_off(
    registrar: Actor, world: World, elders: list[Resident]
) -> None:
    confirmed = brought(registrar, world, elders)
    actions.confirm_items(by=registrar, source_list=confirmed)
    bare = [ListRow(90, elders[0].name, "", {"area": "rural"})]
    second = brought(registrar, world, elders[2:], FEBRUARY, extra=bare)
    found = {(item.what, item.resident_id) for item in second.items.all()}
    assert found == {("unknown", None), ("departure", elders[1].pk)}


def test_a_name_without_a_number_is_found_however_its_spaces_and_points_are_typed(
    registrar: Actor, world: World
) -> None:
    one = resident(world.divisions["河口村"], "阿依古丽·买买提", numbered=False)
    found = brought(registrar, world, [], extra=[ListRow(2, "阿依古丽•买　买提", "", {"area": "rural"})])
    assert [(item.what, item.resident_id) for item in found.items.all()] == [("arrival", one.pk)]


def test_a_day_to_come_and_a_lost_number_are_refused(registrar: Actor, world: World) -> None:
    row = ListRow(3, "余大有", "", {"area": "rural"}, AHEAD)
    with pytest.raises(Refused) as refused:
        brought(registrar, world, [], extra=[row])
    assert "第 3 行" in str([fault.message for fault in refused.value.faults])  # type: ignore[attr-defined]
    kind = declared()["dibao"]
    head = ["姓名", "身份证号", "起始日期"]
    for number in (5.11722195001011e17, "5.11722E+17", 511722195001011234):
        with pytest.raises(Unreadable, match=r"第 2 行.*15 位"):
            rows_of_table(kind, [head, ["余大有", number, ""]])
    with pytest.raises(Unreadable, match=r"第 2 行.*没有这一天"):
        rows_of_table(kind, [head, ["余大有", "", "2025-02-30"]])
    for written in ("2025/2/3", "2025年2月3日", "20250203", datetime.datetime(2025, 2, 3), 45691.0):
        rows = rows_of_table(kind, [head, ["余大有", "'511722", written]])
        assert rows[0].since == datetime.date(2025, 2, 3)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dates(datetime.date(1932, 2, 20), datetime.date(1944, 3, 2))
    | st.sampled_from([datetime.date(year, 2, 29) for year in (1932, 1936, 1940, 1944)]),
    st.sampled_from([60, 70, 80, 90]),
)
def test_age_bands_begin_on_the_birthday(
    registrar: Actor, world: World, born: datetime.date, years: int
) -> None:
    one = resident(world.divisions["河口村"], "余大有", born.isoformat())
    actions.add_status(
        by=registrar, resident=one, kind="living_alone", source="village", since=datetime.date(1990, 1, 1)
    )
    day = birthday(born, years)
    band = f"{years}-{years + 9}" if years < 90 else "90-"
    held = Status.objects.filter(resident=one)
    assert held.filter(born_between(band, day)).exists()
    assert not held.filter(born_between(band, day - datetime.timedelta(1))).exists()
    held.update(withdrawn=True)
    Resident.objects.filter(pk=one.pk).update(id_index=None, id_sealed=None, id_kind="none")


def test_what_age_says_follows_the_birth_date_and_a_death_taken_back(registrar: Actor, world: World) -> None:
    one = resident(world.divisions["河口村"], "余大有", "1940-03-01", numbered=False)
    today = datetime.date(2026, 3, 1)
    assert open_high_age(registrar, today) == 1
    people.record_death(by=registrar, resident_id=one.pk, version=1, on=datetime.date(2026, 2, 1))
    assert not queries.held_by(one.pk, today)
    people.withdraw_death(by=registrar, resident_id=one.pk, version=2, reason="同名登记错")
    assert set(queries.held_by(one.pk, today)) == {"high_age"}
    Resident.objects.filter(pk=one.pk).update(birth_date=datetime.date(1946, 3, 2))
    assert open_high_age(registrar, today) == 1
    assert not queries.held_by(one.pk, today)
    tomorrow = datetime.date(2026, 3, 2)
    assert [open_high_age(registrar, tomorrow), open_high_age(registrar, tomorrow)] == [1, 0]
    assert queries.held_by(one.pk, tomorrow)["high_age"].since == tomorrow


def test_who_is_merged_before_a_list_is_decided_keeps_their_place_on_it(
    registrar: Actor, world: World
) -> None:
    head = world.actor("甲县", "register_head")
    gone = resident(world.divisions["河口村"], "余大有", numbered=True)
    kept = resident(world.divisions["西山乡"], "余大友", numbered=False)
    with acting_as(head):
        actions.add_status(by=head, resident=gone, kind="living_alone", source="village", since=JANUARY)
        made = actions.bring_list(
            by=head, division=world.divisions["甲县"], source="civil_affairs", kind="dibao", month=JANUARY,
            rows=[line_of(gone, area="rural")],
        )  # fmt: skip
        merge = people.merge(by=head, kept_id=kept.pk, gone_id=gone.pk, reason="同一人")
        actions.confirm_items(by=head, source_list=made)
        assert set(queries.held_by(kept.pk)) == {"dibao", "living_alone"}
        assert list(problems()) == []
        people.unmerge(by=head, merge_id=merge.pk, reason="两个人")
        assert set(queries.held_by(gone.pk)) == {"living_alone"}
        assert list(problems()) == []
