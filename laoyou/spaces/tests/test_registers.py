import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from laoyou.access.scope import Actor, acting_as
from laoyou.evidence.actions import store_file
from laoyou.packs.actions import load_releases
from laoyou.places.models import Division
from laoyou.spaces import actions, checks, queries, rules
from laoyou.spaces.errors import Refused, Stale
from laoyou.spaces.models import Gap, HousingProject, Site, Space, SpaceEvent, SpaceStep  # type: ignore[attr-defined]
from tests.world import World

DAY = datetime.date(2024, 3, 1)
DAYS = st.dates(datetime.date(2000, 2, 28), datetime.date(2060, 3, 1))


@pytest.fixture
def clerk(world: World) -> Iterator[Actor]:
    """In a county that stands under 河北's pack, which sets a term, and has 宣汉's quotas."""
    Division.objects.filter(name="示例省").update(code="130000")
    Division.objects.filter(name="甲县").update(code="511722")
    load_releases(root=Path(settings.PACKS), codes=["base", "130000", "511722"], by="test")
    with acting_as(world.actor("甲县", "unit")) as actor:
        yield actor


def site_of(by: Actor, division: Division, **more: Any) -> Site:
    values = {"division": division, "name": "东河旧校舍", "address": "东河镇一号", "since": DAY} | more
    return actions.add_site(by=by, values=values)


def space_of(by: Actor, site: Site, **more: Any) -> Space:
    values = {"name": "一号楼", "kind": "training", "area": Decimal(320), "contact": "民政局", "since": DAY}
    return actions.add_space(by=by, site=site, values=values | more)


def test_a_site_is_kept_with_its_history(world: World, clerk: Actor) -> None:
    site = site_of(clerk, world.divisions["东河镇"])
    with pytest.raises(Refused, match="同名"):
        site_of(clerk, world.divisions["东河镇"])
    with pytest.raises(Refused, match="都填"):
        site_of(clerk, world.divisions["东河镇"], name="x", longitude=Decimal("107.7"))
    actions.change_site(by=clerk, site=site, version=1, values={"address": "东河镇二号"})
    with pytest.raises(Stale):
        actions.change_site(by=clerk, site=site, version=1, values={"address": "三号"})
    [edit] = queries.history(site, {"address": "地址", "division": "地区"})
    assert (edit.before, edit.after, edit.who) == ("东河镇一号", "东河镇二号", "甲县unit")
    space = space_of(clerk, site)
    with pytest.raises(Refused, match="没有退出"):
        actions.end_site(by=clerk, site=site, version=2, until=timezone.localdate(), reason="拆除")
    actions.add_step(by=clerk, space=space, kind="withdrawn", on=DAY)
    actions.end_site(by=clerk, site=site, version=2, until=timezone.localdate(), reason="拆除")
    assert list(queries.sites(clerk)) == []
    assert list(queries.sites(clerk, chosen={"standing": "ended"})) == [site]


def test_a_township_writes_only_its_own(world: World, clerk: Actor) -> None:
    with acting_as(world.actor("甲县", "township")) as township:
        site = site_of(township, world.divisions["东河镇"])
        with pytest.raises(Refused):
            site_of(township, world.divisions["西山乡"])
        with pytest.raises(Refused):
            site_of(township, world.divisions["甲县"])
    with acting_as(world.actor("乙县", "unit")) as other:
        assert not Site.objects.exists()
        with pytest.raises(Refused):
            space_of(other, site)


def test_a_space_from_survey_to_opening(world: World, clerk: Actor) -> None:
    space = space_of(clerk, site_of(clerk, world.divisions["东河镇"]))
    paper = store_file(by=clerk, division=space.division, name="纪要.txt", content="同意".encode())
    for kind, day in (("survey", 1), ("meeting", 5), ("decision", 9), ("reserved", 10)):
        actions.add_step(by=clerk, space=space, kind=kind, on=DAY.replace(day=day), files=[paper])
    wrong = actions.add_step(by=clerk, space=space, kind="use_changed", on=DAY)
    space.refresh_from_db()
    assert (space.state, space.grace_until) == (
        "reserved",
        None,
    )  # 511722 itself sets no term; base is unsure
    Division.objects.filter(pk=world.divisions["甲县"].pk).update(code="990121")
    right = actions.add_step(
        by=clerk, space=space, kind="use_changed", on=datetime.date(2024, 2, 29), corrects=wrong
    )
    space.refresh_from_db()
    assert space.grace_until == datetime.date(2029, 3, 1)  # 河北: five years
    with pytest.raises(Refused, match="已更正"):
        actions.add_step(by=clerk, space=space, kind="use_changed", on=DAY, corrects=wrong)
    with pytest.raises(Refused, match="不能登记"):
        actions.add_step(by=clerk, space=space, kind="reserved", on=DAY.replace(day=20))
    with pytest.raises(Refused, match="今天"):
        actions.add_step(by=clerk, space=space, kind="survey", on=datetime.date(2999, 1, 1))
    assert SpaceStep.objects.filter(pk=right.pk, corrects=wrong).exists()
    assert list(queries.spaces(clerk, chosen={"case": "decided"})) == [space]
    assert list(queries.spaces(clerk, chosen={"case": "met"})) == []
    assert list(queries.spaces(clerk, chosen={"grace": "12"})) == []
    assert SpaceEvent.objects.filter(pgh_obj=space).count() > 1
    assert list(checks.problems()) == []


def test_one_use_at_a_time(world: World, clerk: Actor) -> None:
    space = space_of(clerk, site_of(clerk, world.divisions["东河镇"]), kind="public_rental")
    values = {"purpose": "nursery", "holder": "示例托育园", "terms": "free", "since": DAY}
    with pytest.raises(Refused, match="到哪天"):
        actions.start_use(by=clerk, space=space, values=values)
    use = actions.start_use(by=clerk, space=space, values=values | {"agreed_until": DAY.replace(year=2027)})
    space.refresh_from_db()
    assert (space.state, space.state_since) == ("in_use", DAY)
    with pytest.raises(Refused, match="正在使用"):
        actions.start_use(by=clerk, space=space, values=values | {"agreed_until": DAY.replace(year=2028)})
    with pytest.raises(Refused, match="先结束"):
        actions.add_step(by=clerk, space=space, kind="withdrawn", on=DAY)
    assert list(queries.spaces(clerk, text="示例托育园", chosen={"lease": "600"})) == [space]
    actions.change_use(by=clerk, use=use, version=1, values={"agreed_until": DAY.replace(year=2030)})
    actions.end_use(by=clerk, use=use, version=2, until=DAY.replace(year=2025))
    space.refresh_from_db()
    assert space.state == "usable"
    assert list(checks.problems()) == []


def test_a_lease_longer_than_the_law_allows_is_told_with_its_clause(world: World, clerk: Actor) -> None:
    space = space_of(clerk, site_of(clerk, world.divisions["东河镇"]))
    values = {"purpose": "meals", "holder": "示例食堂", "terms": "lease", "since": DAY}
    last = DAY.replace(year=2044)
    use = actions.start_use(by=clerk, space=space, values=values | {"agreed_until": last})
    assert queries.overlong(space.division_id, [use]) == []
    longer = last + datetime.timedelta(days=1)
    use = actions.change_use(by=clerk, use=use, version=1, values={"agreed_until": longer})
    [(found, over)] = queries.overlong(space.division_id, [use])
    assert (found, over.last, over.most.value, over.most.clause) == (use, last, 20, "第七百零五条")
    use = actions.change_use(by=clerk, use=use, version=2, values={"terms": "free"})
    assert queries.overlong(space.division_id, [use]) == []


def test_only_the_office_publishes_and_all_may_read(world: World, clerk: Actor) -> None:
    space = space_of(clerk, site_of(clerk, world.divisions["东河镇"]), contact="")
    with pytest.raises(Refused, match="方案办公室"):
        actions.publish_space(by=clerk, space=space, version=1, published=True)
    actions.change_space(by=clerk, space=space, version=1, values={"contact": "县民政局"})
    with acting_as(world.actor("甲县", "office")) as office:
        actions.publish_space(by=office, space=space, version=2, published=True)
    with acting_as(Actor(None, "")):
        [row] = queries.public_spaces(text="旧校舍")  # the site's name
        assert row["site__address"] == "东河镇一号"
    with acting_as(world.actor("乙县", "unit")) as other:
        assert list(queries.spaces(other)) == []
        assert list(queries.sites(other)) == []
    with acting_as(clerk):
        actions.add_step(by=clerk, space=space, kind="withdrawn", on=DAY)
    with acting_as(Actor(None, "")):
        assert queries.public_spaces() == []


PROJECT: dict[str, Any] = {
    "name": "滨河新城", "households": 1050, "residents": 3050, "kind": "new", "land_on": datetime.date(2023, 6, 1),
    "nursery_places": 30,
}  # fmt: skip


def test_quotas_hold_as_on_the_day_of_the_land(world: World, clerk: Actor) -> None:
    project = actions.add_project(by=clerk, values={**PROJECT, "division": world.divisions["东河镇"]})
    rooms, places, land = queries.dues([project])[project.pk]
    assert (rooms.standard, rooms.due, rooms.short) == (None, None, None)  # the packs are unsure
    assert (places.due, places.short) == (Decimal(31), Decimal(1))  # 30.5 places: 31
    assert places.standard is not None
    assert (places.standard.clause, places.standard.document["key"]) == ("二/(二)", "xuanhan-2023-13")
    assert (land.due, land.short) == (Decimal(305), Decimal(305))
    actions.change_project(by=clerk, project=project, version=1, values={"kind": "old", "nursery_places": 25})
    project.refresh_from_db()
    places = queries.dues([project])[project.pk][1]
    assert (places.due, places.short) == (Decimal(25), Decimal(0))  # 24.4
    actions.change_project(
        by=clerk, project=project, version=2, values={"land_on": datetime.date(2022, 1, 1)}
    )
    project.refresh_from_db()
    assert queries.dues([project])[project.pk][1].due is None  # before 宣汉's plan there was no sure number


def test_stages_keep_their_order(world: World, clerk: Actor) -> None:
    values = {**PROJECT, "division": world.divisions["东河镇"], "completed_on": datetime.date(2025, 6, 1)}
    project = actions.add_project(by=clerk, values=values)
    stage: dict[str, Any] = {"by": clerk, "project": project}
    with pytest.raises(Refused, match="还没有登记"):
        actions.record_stage(**stage, stage=2, on=DAY)
    actions.record_stage(**stage, stage=1, on=DAY)
    with pytest.raises(Refused, match="不能早于"):
        actions.record_stage(**stage, stage=2, on=datetime.date(2024, 2, 1))
    for number in (2, 3):
        actions.record_stage(**stage, stage=number, on=DAY.replace(month=number + 3))
    with pytest.raises(Refused, match="不能晚于"):
        actions.record_stage(**stage, stage=1, on=DAY.replace(month=8), reason="记错")
    with pytest.raises(Refused, match="为什么更正"):
        actions.record_stage(**stage, stage=1, on=DAY.replace(day=2))
    assert list(queries.projects(clerk, chosen={"step": "behind"})) == [project]
    assert list(queries.projects(clerk, chosen={"stage": "3"})) == [project]
    actions.record_stage(**stage, stage=4, on=DAY.replace(month=9))
    assert list(queries.projects(clerk, chosen={"step": "behind"})) == []
    assert list(checks.problems()) == []


def test_gaps_and_land(world: World, clerk: Actor) -> None:
    values = {
        "division": world.divisions["东河镇"], "place": "桥南小区", "facility": "elder", "short": Decimal(350),
        "way": "open", "state": "found", "state_since": DAY,
    }  # fmt: skip
    gap = actions.add_gap(by=clerk, values=values)
    with pytest.raises(Refused, match="补齐方式"):
        actions.change_gap(by=clerk, gap=gap, version=1, values={"state": "under_way"})
    actions.change_gap(by=clerk, gap=gap, version=1, values={"state": "under_way", "way": "buy"})
    assert Gap.objects.get().version == 2
    land = {"division": world.divisions["甲县"], "year": 2025}
    with pytest.raises(Refused, match="至少填一项"):
        actions.add_land(by=clerk, values=land)
    kept = actions.add_land(by=clerk, values=land | {"demand": Decimal("3.5")})
    actions.change_land(by=clerk, land=kept, version=1, values={"supplied": Decimal("3.5")})
    assert [row.supplied for row in queries.land(clerk, chosen={"year": "2025"})] == [Decimal("3.5")]
    assert HousingProject.objects.count() == 0


@given(DAYS, st.integers(1, 70))
def test_a_term_of_years_is_counted_back_exactly(day: datetime.date, years: int) -> None:
    assert rules.whole_years(day, rules.years_after(day, years)) == years


@given(st.permutations([1, 2, 3, 4]), st.lists(DAYS, min_size=4, max_size=4))
def test_stages_that_fit_are_in_order(order: list[int], days: list[datetime.date]) -> None:
    """Whatever is tried in whatever order, what was taken is a beginning of the four, each not before the former."""
    taken: dict[int, datetime.date] = {}
    for stage, day in zip(order, days, strict=True):
        if rules.stage_misfit(taken, stage, day) is None:
            taken[stage] = day
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert [taken[stage] for stage in sorted(taken)] == sorted(taken.values())
