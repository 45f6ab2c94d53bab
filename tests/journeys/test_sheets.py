"""A county clerk's own sheet with forty faults: mapped onto the register of residents, checked, the good lines in, the others
mended; the same files again change nothing."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest

from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.config.first import open_account
from laoyou.people.models import Resident
from laoyou.places import actions as places
from laoyou.places.models import Division
from tests.journeys.bringing import bring, told, totals
from tests.journeys.screen import DESKTOP, PHONE, Screen
from tests.journeys.stage import COUNTY, PASSWORD, SYSTEM
from tests.world import residents_sheet as sheet

pytestmark = [pytest.mark.browser]
DAY = datetime.date(2025, 1, 1)
CLERK, GOOD, BAD = "sheet-clerk", 50, 40
VILLAGES = ("青石村", "桂花村", "石桥村")  # of the first township; the second has a 桂花村 too


@dataclass(frozen=True)
class Brought:
    villages: sheet.Villages
    content: bytes
    planted: list[sheet.Planted]


@pytest.fixture
def brought(screen: Screen) -> Brought:
    """Villages of the county, one of them merged away, and a sheet that names them in all the ways that sheets do."""
    with acting_as(SYSTEM) as system:
        towns = list(Division.objects.filter(parent__code=COUNTY).order_by("code")[:2])
        named = [(towns[0], name) for name in VILLAGES] + [(towns[1], VILLAGES[1])]
        rows: list[dict[str, Any]] = [
            {"code": f"{town.code[:9]}{number}", "name": name, "name_en": ""}
            for number, (town, name) in enumerate(named, start=901)
        ]
        places.load_divisions(by=system, rows=rows)
    with acting_as(SYSTEM) as system:
        stays, ended = (Division.objects.get(name=VILLAGES[place]) for place in (0, 2))
        places.merge(by=system, olds=[ended], into=stays, on=DAY, document="宣府发〔2025〕1号")
        unit = Department.objects.filter(division__code=COUNTY).order_by("id")[0]
        open_account(
            by=system, role=Role.REGISTRAR, username=CLERK, division=unit.division, department=unit, password=PASSWORD
        )  # fmt: skip
    ways = (VILLAGES[0], rows[0]["code"], "青石", f"{towns[0].name}{VILLAGES[0]}")
    villages = sheet.Villages(ways, VILLAGES[1], "马鞍村", "990122101001", VILLAGES[2])
    return Brought(villages, *sheet.sheet(villages))


def test_a_county_sheet_with_forty_faults(screen: Screen, brought: Brought) -> None:
    before = _registered()
    screen.sign_in(CLERK)
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="导入", exact=True).click()
    screen.at("sheets")
    screen.page.locator('a[href$="/sheets/bring/?target=residents"]').click()
    _the_columns_are_proposed(screen, brought)
    _every_fault_is_told(screen, brought)
    mend = _the_good_go_in(screen)
    assert _registered() == before + GOOD
    bring(screen, "residents", "二季度花名册-待改.xlsx", sheet.mended(mend, brought.villages))
    screen.reads("已照记住的“二季度花名册”对应好各列")
    screen.picture("sheet-remembered")
    screen.press("核对整张表")
    screen.reads("没有发现问题，可以写入")
    screen.press(f"写入 {BAD} 行")
    screen.reads("已写入")
    assert totals(screen) == {"共": BAD, "可写入": BAD, "要改": 0, "新增": BAD, "修改": 0, "未变": 0}
    assert _registered() == before + GOOD + BAD
    _the_same_again_changes_nothing(screen, brought)
    assert _registered() == before + GOOD + BAD
    _the_mapping_is_kept_and_can_go(screen)


def _registered() -> int:
    with acting_as(SYSTEM):
        return Resident.objects.count()


def _the_columns_are_proposed(screen: Screen, brought: Brought) -> None:
    screen.at("sheet-bring")
    bring(screen, "residents", "二季度花名册.xlsx", brought.content)
    screen.reads("联系方式 手机号")
    chosen = screen.main.locator("table select").evaluate_all(
        "all => all.map(one => one.selectedOptions[0].text)"
    )
    assert [words.partition("（必填")[0] for words in chosen] == [
        "不读这一列", "姓名", "性别", "证件号码", "出生日期", "村（社区）", "户籍地", "电话", "住址", "不读这一列",
    ]  # fmt: skip
    assert sheet.id_number(0) not in screen.main.inner_text()
    screen.picture("sheet-map")
    screen.click("不对？换工作表或表头")
    screen.at("sheet-table")
    screen.press("按这里读取")
    screen.at("sheet-map")
    screen.press("核对整张表")


def _every_fault_is_told(screen: Screen, brought: Brought) -> None:
    """Each planted cell once, with its reason and what to do, and nothing else; nobody's number among it."""
    screen.at("sheet-batch")
    screen.reads(f"有 {BAD} 行要改")
    screen.picture("sheet-batch")
    said = told(screen)
    assert sorted(said) == sorted(one.cell for one in brought.planted)
    for one in brought.planted:
        why, do = said[one.cell]
        assert one.why in why, f"{one.cell}: {why}"
        assert one.do in do, f"{one.cell}: {do}"
    screen.page.get_by_role("searchbox").fill("D13")
    screen.page.wait_for_url("**q=D13*")
    assert sheet.id_number(7) not in screen.main.inner_text()


def _the_good_go_in(screen: Screen) -> bytes:
    with screen.page.expect_download() as download:
        screen.click("下载待改表")
    screen.press(f"写入 {GOOD} 行")
    screen.reads(f"已写入 {GOOD} 行，还有 {BAD} 行要改")
    screen.reads("跳过的行")
    assert totals(screen) == {"共": 90, "可写入": GOOD, "要改": BAD, "新增": GOOD, "修改": 0, "未变": 0}
    screen.picture("sheet-applied")
    return download.value.path().read_bytes()


def _the_same_again_changes_nothing(screen: Screen, brought: Brought) -> None:
    bring(screen, "residents", "二季度花名册.xlsx", brought.content)
    screen.press("核对整张表")
    screen.reads(f"有 {BAD} 行要改，其余早已在册，没有变化")
    assert totals(screen) == {"共": 90, "可写入": GOOD, "要改": BAD, "新增": 0, "修改": 0, "未变": GOOD}
    assert not screen.main.get_by_role("button", name=f"写入 {GOOD} 行").count()
    screen.picture("sheet-same")
    screen.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    screen.picture("sheet-phone")
    screen.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    screen.press("不用写入，销毁文件")
    screen.at("sheets")
    screen.page.locator("#list .mark", has_text="已放弃").wait_for()


def _the_mapping_is_kept_and_can_go(screen: Screen) -> None:
    screen.picture("sheets")
    screen.click("记住的列对应")
    screen.at("sheet-mappings")
    screen.click("二季度花名册")
    screen.at("sheet-mapping")
    screen.press("删除这套对应")
    screen.at("sheet-mappings")
