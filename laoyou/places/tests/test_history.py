"""Merges, splits, renames and upgrades, and old figures recast over them."""

import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.lib.refusal import Refused
from laoyou.places import actions, queries
from laoyou.places.checks import problems
from laoyou.places.models import Division, DivisionCode, DivisionEvent
from laoyou.places.recasting import Share, apportion, recast
from tests.world import DIVISIONS, SYSTEM, World

DAY = datetime.date(2024, 5, 1)
BEFORE, AFTER = datetime.date(2020, 11, 1), datetime.date(2025, 1, 1)
ROWS = [{"code": code, "name": name} for code, name, _english in DIVISIONS]


def test_a_merge_goes_on_for_its_people_and_figures(world: World) -> None:
    east, west, village = (world.divisions[name] for name in ("东河镇", "西山乡", "河口村"))
    actions.merge(
        by=world.actor("甲县", "system_admin"), olds=[east], into=west, on=DAY, document="甲府〔2024〕3号"
    )
    village.refresh_from_db()
    east.refresh_from_db()
    assert (village.parent, east.parent, east.until, east.successor) == (west, west, DAY, west)
    clerk = world.actor("甲县", "township")  # of the merged 东河镇
    assert {east.pk, west.pk, village.pk} <= clerk.division_ids
    assert world.divisions["甲县"].pk in clerk.upper_ids
    assert clerk.may("plan.read", west.pk)
    counts = recast({east.pk: 300, west.pk: 200}, queries.shares(), was=BEFORE, now=AFTER)
    assert counts == {west.pk: 500}
    actions.load_divisions(by=SYSTEM, rows=ROWS)  # an older file does not undo it
    village.refresh_from_db()
    east.refresh_from_db()
    assert (village.parent, east.parent, east.until) == (west, west, DAY)
    assert [event.kind for event in queries.history(east)] == ["merge"]
    with pytest.raises(Refused, match="已撤销"):
        actions.rename(by=SYSTEM, division=east, name="新名", on=DAY, document="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        DivisionEvent.objects.update(document="y")


def test_a_split_states_shares_and_where_each_village_lies(world: World) -> None:
    east, west, village = (world.divisions[name] for name in ("东河镇", "西山乡", "河口村"))
    shares = {east: Decimal("0.6"), west: Decimal("0.3")}
    cut = partial(actions.split, by=SYSTEM, old=east, on=DAY, document="x")
    with pytest.raises(Refused, match="合计为 1"):
        cut(shares=shares, places={})
    new = actions.add_division(
        by=SYSTEM, code="990121102", name="东岸镇", level="township", parent_code="990121"
    )
    parts = {west: Decimal("0.25"), new: Decimal("0.75")}
    with pytest.raises(Refused, match="河口村"):
        cut(shares=parts, places={})
    cut(shares=parts, places={village: new})
    village.refresh_from_db()
    east.refresh_from_db()
    assert (village.parent, east.until, east.successor) == (new, DAY, None)
    assert recast({east.pk: 3}, queries.shares(), was=BEFORE, now=AFTER) == {west.pk: 1, new.pk: 2}
    assert {new.pk, west.pk, village.pk, east.pk} == world.actor("甲县", "township").division_ids


def test_a_rename_and_an_upgrade_keep_what_was(world: World) -> None:
    county, east = world.divisions["甲县"], world.divisions["东河镇"]
    actions.rename(by=SYSTEM, division=east, name="大河镇", on=DAY, document="x")
    assert list(queries.within([east.pk], text="东河")) == [east]
    actions.upgrade(by=SYSTEM, division=county, code="990102", name="甲区", on=DAY, document="x")
    east.refresh_from_db()
    assert (east.name, east.code) == ("大河镇", "990102101")
    assert queries.by_code("990121101") == east
    assert queries.by_code("990121") == Division.objects.get(name="甲区")
    assert queries.codes_upwards(east)[:4] == ["990102101", "990121101", "990102", "990121"]
    assert world.divisions["甲县"].pk in world.actor("甲县", "office").division_ids
    assert not Division.objects.filter(code="990121").exists()
    with pytest.raises(Refused, match="乙县"):
        actions.upgrade(by=SYSTEM, division=county, code="990122", name="甲区", on=DAY, document="x")
    actions.load_divisions(by=SYSTEM, rows=ROWS)
    assert not Division.objects.filter(name__in=["甲县", "东河镇"]).exists()


def test_changes_ask_for_scope_document_and_a_past_day(world: World) -> None:
    east, south = world.divisions["东河镇"], world.divisions["南桥镇"]
    other = world.actor("乙县", "system_admin")
    with pytest.raises(Refused, match="不在您管理"):
        actions.rename(by=other, division=east, name="甲", on=DAY, document="x")
    with pytest.raises(Refused, match="文件"):
        actions.rename(by=other, division=south, name="甲", on=DAY, document=" ")
    with pytest.raises(Refused, match="还没到"):
        actions.rename(by=other, division=south, name="甲", on=datetime.date(2999, 1, 1), document="x")
    with pytest.raises(Refused, match="同一上级"):
        actions.merge(by=SYSTEM, olds=[east], into=south, on=DAY, document="x")


@settings(max_examples=60)
@given(
    st.dictionaries(st.integers(0, 9), st.integers(0, 10**9), max_size=10),
    st.lists(
        st.tuples(st.integers(0, 9), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 99)), min_size=1)),
        max_size=12,
    ),
)
def test_recasting_keeps_the_total(
    counts: dict[int, int], steps: list[tuple[int, list[tuple[int, int]]]]
) -> None:
    shares = []
    for event, (old, parts) in enumerate(steps):
        weights = dict(parts)
        whole = sum(weights.values())
        shares += [
            Share(event, DAY + datetime.timedelta(event // 2), old, new, Decimal(weight) / whole)
            for new, weight in weights.items()
        ]
    found = recast(counts, shares, was=BEFORE, now=AFTER)
    assert sum(found.values()) == sum(counts.values())
    assert min(found.values(), default=0) >= 0
    assert recast(counts, shares, was=AFTER, now=AFTER) == counts


@settings(max_examples=60)
@given(st.integers(0, 10**12), st.lists(st.decimals("0.001", 1, places=8), min_size=1, max_size=20))
def test_parts_add_up_and_are_near_their_share(count: int, shares: list[Decimal]) -> None:
    given_ = apportion(count, shares)
    assert sum(given_) == count
    whole = sum(shares)
    assert all(abs(part - count * share / whole) <= 1 for part, share in zip(given_, shares, strict=True))


@given(st.integers(-(10**6), 10**6), st.lists(st.decimals("0.001", 1, places=8), min_size=1, max_size=9))
def test_a_figure_below_nought_is_shared_out_as_exactly(count: int, shares: list[Decimal]) -> None:
    given_ = apportion(count, shares)
    assert sum(given_) == count
    assert all(
        abs(part - count * share / sum(shares)) <= 1 for part, share in zip(given_, shares, strict=True)
    )


EVENT = st.tuples(
    st.sampled_from(["merge", "split", "rename", "upgrade", "list"]), st.integers(0, 5), st.integers(0, 5)
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(EVENT, st.integers(0, 2)), max_size=6))
def test_events_in_any_order_lose_nobody_and_an_older_list_undoes_nothing(
    world: World, steps: list[tuple[tuple[str, int, int], int]]
) -> None:
    with transaction.atomic():
        people = {each.pk: 7 + each.pk for each in Division.objects.filter(level="township")}
        on = DAY
        for number, ((what, one, other), later) in enumerate(steps):
            on += datetime.timedelta(later // 2)  # often on one day
            try:
                _event(what, one, other, on, number)
            except Refused:
                continue
            assert list(problems()) == []
        found = recast(people, queries.shares(), was=BEFORE, now=AFTER)
        assert sum(found.values()) == sum(people.values())
        assert not Division.objects.filter(pk__in=found, until__isnull=False).exists()
        before = list(Division.objects.order_by("pk").values()), DivisionCode.objects.count()
        actions.load_divisions(by=SYSTEM, rows=ROWS)
        assert (list(Division.objects.order_by("pk").values()), DivisionCode.objects.count()) == before
        transaction.set_rollback(True)


def _event(what: str, one: int, other: int, on: datetime.date, number: int) -> None:
    towns = list(Division.objects.filter(level="township", until=None).order_by("pk"))
    town, into = towns[one % len(towns)], towns[other % len(towns)]
    said = {"by": SYSTEM, "on": on, "document": "x"}
    if what == "merge":
        actions.merge(olds=[town], into=into, **said)  # type: ignore[arg-type]
    elif what == "split":
        fresh = actions.add_division(
            by=SYSTEM, code=f"99012{one % 2 + 1}8{number:02d}", name=f"新{number}镇", level="township",
            parent_code=town.parent.code if town.parent else None,
        )  # fmt: skip
        below = {each: fresh for each in Division.objects.filter(parent=town, level="village")}
        shares = {fresh: Decimal("0.12345678"), (town if other % 2 else into): Decimal("0.87654322")}
        actions.split(old=town, shares=shares, places=below, **said)  # type: ignore[arg-type]
    elif what == "rename":
        actions.rename(division=town, name=f"改{number}镇", **said)  # type: ignore[arg-type]
    elif what == "upgrade":
        county = Division.objects.filter(level="county").order_by("pk")[one % 2]
        actions.upgrade(division=county, code=f"9901{30 + other}", name=f"{county.name[:1]}区", **said)  # type: ignore[arg-type]
    else:
        actions.load_divisions(by=SYSTEM, rows=ROWS)


def test_a_share_has_no_more_places_than_are_kept(world: World) -> None:
    east, west = world.divisions["东河镇"], world.divisions["西山乡"]
    shares = {east: Decimal("0.333333333"), west: Decimal("0.666666667")}
    with pytest.raises(Refused, match="8 位"):
        actions.split(by=SYSTEM, old=east, shares=shares, places={}, on=DAY, document="x")


def test_an_upgrade_after_a_merge_gives_a_former_township_no_second_code(world: World) -> None:
    east, west = world.divisions["东河镇"], world.divisions["西山乡"]
    actions.merge(by=SYSTEM, olds=[east], into=west, on=DAY, document="x")
    actions.upgrade(
        by=SYSTEM, division=world.divisions["甲县"], code="990102", name="甲区", on=AFTER, document="x"
    )
    assert [code.until for code in DivisionCode.objects.filter(division=east)] == [DAY]


def test_names_and_codes_are_recorded_in_the_order_of_their_days(world: World) -> None:
    county, said = world.divisions["甲县"], {"by": SYSTEM, "document": "x"}
    actions.upgrade(division=county, code="990102", name="甲区", on=AFTER, **said)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="2025-01-01"):
        actions.upgrade(division=county, code="990103", name="丙区", on=DAY, **said)  # type: ignore[arg-type]
    actions.upgrade(division=county, code="990121", name="甲县", on=AFTER, **said)  # type: ignore[arg-type]
    held = DivisionCode.objects.filter(division=county, until=None)
    assert [code.code for code in held] == [county.code] == ["990121"]
    actions.rename(division=county, name="甲市", on=AFTER, **said)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="2025-01-01"):
        actions.rename(division=county, name="甲州", on=DAY, **said)  # type: ignore[arg-type]
