import datetime

import pytest

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor, acting_as
from laoyou.people.models import Resident
from laoyou.statuses import actions, queries
from laoyou.statuses.actions import ListRow
from laoyou.statuses.models import SourceItem, SourceList
from laoyou.statuses.queries.lists import tallies
from laoyou.statuses.tests.conftest import acting
from tests.world import SYSTEM, World
from tests.world.statuses import line_of, number_of, resident

JANUARY, FEBRUARY = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)
STRANGER = ListRow(99, "外乡人", number_of(datetime.date(1944, 4, 4), 7), {"area": "rural"})


def brought(
    by: Actor, world: World, people: list[Resident], month: datetime.date = JANUARY, **more: object
) -> SourceList:
    rows = [line_of(one, place, area="rural") for place, one in enumerate(people, start=2)]
    return actions.bring_list(
        by=by, division=world.divisions["甲县"], source="civil_affairs", kind="dibao", month=month,
        rows=[*rows, *more.get("extra", [])],  # type: ignore[misc]
    )  # fmt: skip


def test_a_list_is_compared_and_confirmed(registrar: Actor, world: World, elders: list[Resident]) -> None:
    first = brought(registrar, world, elders, extra=[STRANGER])
    assert (first.total, first.same, first.before, first.stopped) == (11, 0, 0, False)
    assert {what: n for what, n in tallies(first).items() if n} == {
        "arrival": {"open": 10},
        "unknown": {"open": 1},
    }
    unknown = first.items.get(what="unknown")
    assert STRANGER.name.encode() not in bytes(unknown.sealed or b"")
    assert unknown.id_index is not None
    one = first.items.filter(what="arrival").first()
    assert one is not None
    assert actions.confirm_items(by=registrar, source_list=first, item_ids=[one.pk])["arrival"] == 1
    assert actions.confirm_items(by=registrar, source_list=first)["arrival"] == 9
    assert queries.counts(JANUARY) == {"dibao": 10}
    # The register comes to know the stranger.
    resident(world.divisions["河口村"], "外乡人", "1944-04-04", order=7)
    assert actions.match_again(by=registrar, source_list=first) == 1
    actions.confirm_items(by=registrar, source_list=first)
    first.refresh_from_db()
    assert (first.state, queries.counts()) == ("settled", {"dibao": 11})
    # The very same list again is the same list, in any order of its lines.
    again = brought(registrar, world, elders[::-1], extra=[STRANGER])
    assert (again.pk, SourceList.objects.count(), SourceItem.objects.count()) == (first.pk, 1, 11)
    second = brought(registrar, world, elders, FEBRUARY, extra=[STRANGER])
    assert (second.same, second.state, second.items.count()) == (11, "settled", 0)
    with pytest.raises(Refused, match="更早"):
        brought(registrar, world, elders[1:])


def test_arrivals_departures_changes_and_the_dead(
    registrar: Actor, world: World, elders: list[Resident]
) -> None:
    actions.confirm_items(by=registrar, source_list=brought(registrar, world, elders[:9]))
    with acting_as(SYSTEM):
        Resident.objects.filter(pk=elders[9].pk).update(died_on=JANUARY)
    moved = line_of(elders[0], 2, area="urban")
    fresh = resident(world.divisions["河口村"], "余无号", "1941-01-01", numbered=False)
    unnumbered = line_of(fresh, 50, area="rural")
    second = brought(registrar, world, [*elders[2:9], elders[9]], FEBRUARY, extra=[moved, unnumbered])
    found = {what: sum(n.values()) for what, n in tallies(second).items()}
    assert found == {"arrival": 1, "departure": 1, "change": 1, "unknown": 0, "deceased": 1}
    assert second.same == 7
    # One of nine gone is more than the parameter lets pass.
    assert second.stopped
    assert second.holds_back
    done = actions.confirm_items(by=registrar, source_list=second)
    assert done == {"arrival": 1, "departure": 0, "change": 1}
    with pytest.raises(Refused, match="登记负责人"):
        actions.confirm_items(by=registrar, source_list=second, what="departure")
    with pytest.raises(Refused, match="不由您"):
        actions.allow_shrink(by=registrar, source_list=second, why="核过")
    with acting(world, "甲县", "register_head") as head:
        with pytest.raises(Refused, match="请写明"):
            actions.allow_shrink(by=head, source_list=second, why=" ")
        actions.allow_shrink(by=head, source_list=second, why="逐户核实，一户收入已达标")
        assert actions.confirm_items(by=head, source_list=second)["departure"] == 1
    held = queries.held_by(elders[0].pk, FEBRUARY)["dibao"]
    assert (held.attributes, held.since) == ({"area": "urban"}, FEBRUARY)
    assert queries.held_by(elders[1].pk, JANUARY)
    assert not queries.held_by(elders[1].pk, FEBRUARY)
    assert queries.counts(FEBRUARY) == {"dibao": 9}
    dead = second.items.get(what="deceased")
    assert actions.leave_items(by=registrar, source_list=second, item_ids=[dead.pk]) == 1
    second.refresh_from_db()
    assert second.state == "settled"
    assert queries.earlier_sizes(second) == [(JANUARY, 9), (FEBRUARY, 10)]


def test_faults_and_strangers_are_refused(registrar: Actor, world: World, elders: list[Resident]) -> None:
    with pytest.raises(Refused, match="空名单"):
        brought(registrar, world, [])
    with pytest.raises(Refused, match="第 2 行"):
        actions.bring_list(
            by=registrar, division=world.divisions["甲县"], source="disabled_persons", kind="disability", month=JANUARY,
            rows=[line_of(elders[0], level="2")],
        )  # fmt: skip
    with pytest.raises(Refused, match="没有这类"):
        actions.bring_list(
            by=registrar,
            division=world.divisions["甲县"],
            source="village",
            kind="dibao",
            month=JANUARY,
            rows=[],
        )
    made = brought(registrar, world, elders)
    with acting(world, "乙县", "register_head") as other:
        assert queries.source_list(made.pk) is None
        with pytest.raises(Refused):
            actions.confirm_items(by=other, source_list=made)
