"""Sheets of sites, spaces and housing projects, through the steps that the pages take."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import xlsxwriter

from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.places.models import Division
from laoyou.sheets import actions as sheets
from laoyou.sheets.models import Batch, Fault
from laoyou.sheets.targets import Target, target
from laoyou.spaces import actions, checks, queries
from laoyou.spaces.models import HousingProject, Site, Space
from tests.world import World

Table = Sequence[Sequence[Any]]
SITES: Table = (
    ("乡镇", "地点名称", "详细地址", "经度", "纬度", "建筑面积", "产权性质", "启用日期"),
    ("东河镇", "原中心小学", "正街18号", 107.721, 31.352, 2860, "国有", "2023-05-10"),
    ("西山乡", "原粮站", "河坝街7号", "", "", "980.5", "村集体", "2023-05-10"),
    ("西山乡", "原粮站", "河坝街7号", "", "", "", "", ""),  # the same site again
    ("西山乡", "原茶厂", "桥头2号", 107.9, "", "", "", ""),
    ("东河镇", "旧礼堂", "老街3号", "", "", -5, "", ""),
)
SPACES: Table = (
    ("乡镇", "地点", "空间名称", "类别", "楼层", "面积", "联系电话", "房屋状况"),
    ("东河镇", "原中心小学", "一号楼", "校舍", "1–3层", 1320, "民政办 0818-5200001", "良好"),
    ("东河镇", "原中心小学", "一号楼", "校舍", "4层", "410.25", "", ""),
    ("东河镇", "原中心小学", "一号楼", "校舍", "4层", "411", "", ""),  # the same room again
    ("东河镇", "没有的地点", "二号楼", "校舍", "", 10, "", ""),
    ("东河镇", "原中心小学", "门卫室", "校舍", "", 0, "", ""),
)
PROJECTS: Table = (
    ("乡镇", "小区名称", "户数", "人数", "供地日期", "竣工日期", "托位", "设施规划日期", "设施建成日期", "设施验收日期"),
    ("东河镇", "滨江花园", 1050, 3050, "2023-06-01", "2025-05-28", 31, "2023-07-12", "2025-03-18", "2025-05-20"),
    ("东河镇", "江湾", 860.5, 2490, "2024-08-22", "", "", "", "", ""),
    ("西山乡", "安置房", 320, 960, "2025-03-03", "2025-01-01", "", "", "", ""),
    ("西山乡", "新苑", 200, 600, "2025-03-03", "", "", "", "2025-06-01", ""),
)  # fmt: skip


@pytest.fixture
def clerk(world: World) -> Iterator[Actor]:
    with acting_as(world.actor("甲县", "unit")) as actor:
        yield actor


def workbook(table: Table) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("登记表")
        for line, cells in enumerate(table):
            sheet.write_row(line, 0, cells)
    return content.getvalue()


def bring(by: Actor, home: Division, key: str, table: Table) -> Batch:
    wanted = target(key)
    assert isinstance(wanted, Target)
    batch = sheets.bring(by=by, target=wanted, division=home, name="登记表.xlsx", content=workbook(table))
    keys = [column["key"] for column in batch.columns]
    assert "" not in keys
    return sheets.map_columns(by=by, batch=batch, keys=keys, fixed={})


def faults(batch: Batch) -> list[tuple[int, str]]:
    return sorted((one.line, one.column) for one in Fault.objects.filter(batch=batch))


def twice(by: Actor, home: Division, key: str, table: Table) -> tuple[Batch, Batch]:
    first = sheets.apply(by=by, batch=bring(by, home, key, table))
    return first, sheets.apply(by=by, batch=bring(by, home, key, table))


def test_sites_then_rooms_and_the_same_file_twice_changes_nothing(world: World, clerk: Actor) -> None:
    home = world.divisions["甲县"]
    checked = bring(clerk, home, "sites", SITES)
    assert (checked.state, checked.added, Site.objects.count()) == ("checked", 2, 0)
    assert faults(checked) == [(4, "division"), (5, "latitude"), (6, "floor_area")]
    first, again = twice(clerk, home, "sites", SITES)
    assert (first.added, again.added, again.changed, again.same) == (2, 0, 0, 2)
    site = Site.objects.get(name="原粮站")
    assert (str(site.floor_area), site.ownership, site.division.name) == ("980.50", "collective", "西山乡")
    first, again = twice(clerk, home, "spaces", SPACES)
    assert faults(again) == [(4, "name"), (5, "site"), (6, "area")]
    assert (first.added, again.added, again.changed, again.same) == (2, 0, 0, 2)
    room = Space.objects.get(floor="4层")
    assert (room.site.name, room.state, room.version) == ("原中心小学", "usable", 1)
    assert AuditLine.objects.filter(action="sheets.batch.apply").count() == 4
    assert list(checks.problems()) == []


def test_a_sheet_changes_what_differs_and_keeps_what_is_empty(world: World, clerk: Actor) -> None:
    home = world.divisions["甲县"]
    sheets.apply(by=clerk, batch=bring(clerk, home, "sites", SITES[:2]))
    head = ("乡镇", "地点名称", "详细地址", "土地性质", "建筑面积")
    batch = bring(clerk, home, "sites", (head, ("东河镇", "原中心小学", "正街18号", "教育用地", "")))
    assert sheets.apply(by=clerk, batch=batch).changed == 1
    site = Site.objects.get()
    assert (site.land_use, str(site.floor_area), site.version) == ("教育用地", "2860.00", 2)
    [edit] = queries.history(site, {"land_use": "土地用途", "floor_area": "建筑面积"})
    assert (edit.before, edit.after, edit.who) == ("", "教育用地", "甲县unit")


def test_two_sites_of_one_name_are_told_apart_by_address(world: World, clerk: Actor) -> None:
    for number in ("1号", "2号"):
        values = {
            "division": world.divisions["东河镇"],
            "name": "老街",
            "address": number,
            "since": "2024-01-01",
        }
        actions.add_site(by=clerk, values=values)
    head = ("乡镇", "地点", "地址", "空间名称", "类别", "面积")
    rows = (("东河镇", "老街", "", "铺面", "闲置用房", 60), ("东河镇", "老街", "2号", "铺面", "闲置用房", 60))
    batch = sheets.apply(by=clerk, batch=bring(clerk, world.divisions["甲县"], "spaces", (head, *rows)))
    assert (faults(batch), batch.added) == ([(2, "address")], 1)
    assert Space.objects.get().site.address == "2号"


def test_projects_come_with_their_stages(world: World, clerk: Actor) -> None:
    home = world.divisions["甲县"]
    first, again = twice(clerk, home, "housing", PROJECTS)
    assert faults(first) == [(3, "households"), (4, "completed_on"), (5, "built")]
    assert (first.added, again.added, again.changed, again.same) == (1, 0, 0, 1)
    project = HousingProject.objects.get()
    assert [row.stage for row in project.stages.all()] == [1, 2, 3]
    assert (first.details, again.details) == ({"stages": 3}, {})
    moved = (PROJECTS[0], (*PROJECTS[1][:7], "2023-07-13", "2025-03-18", "2025-05-20"))
    assert faults(bring(clerk, home, "housing", moved)) == [(2, "planned")]


def test_nobody_brings_rows_of_another_place(world: World, clerk: Actor) -> None:
    with acting_as(world.actor("甲县", "township")) as township:
        home = Division.objects.get(pk=min(township.home_ids))
        batch = bring(township, home, "sites", SITES[:2])
        assert batch.added == 1
        other = (SITES[0], ("西山乡", "原粮站", "河坝街7号", "", "", "", "", ""))
        assert [column for _line, column in faults(bring(township, home, "sites", other))] == ["division"]
