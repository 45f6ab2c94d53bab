"""A county's own sheet with forty faults: mapped, checked, the good lines in, the others back to be mended."""

import re
from typing import Any

import pytest

from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.config.first import open_account
from laoyou.places import actions as places
from laoyou.places.models import Division
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, PASSWORD, SYSTEM
from tests.world import sheets

pytestmark = [pytest.mark.browser]
VILLAGES = (("101", "示例一村"), ("101", "同名村"), ("102", "同名村"))


@pytest.fixture
def county_sheet(screen: Screen) -> bytes:
    """Villages of the county, and a sheet that names them in all the ways that sheets do."""
    sheets.register()
    with acting_as(SYSTEM) as system:
        towns = list(Division.objects.filter(parent__code=COUNTY).order_by("code")[:2])
        rows: list[dict[str, Any]] = [
            {"code": f"{towns[town == '102'].code[:9]}{number:03d}", "name": name, "name_en": ""}
            for number, (town, name) in enumerate(VILLAGES, start=901)
        ]
        places.load_divisions(by=system, rows=rows)
    with acting_as(SYSTEM) as system:
        unit = Department.objects.filter(division__code=COUNTY).order_by("id")[0]
        open_account(
            by=system, role=Role.REGISTRAR, username="sheet-clerk", division=unit.division, department=unit, password=PASSWORD
        )  # fmt: skip
    ways = ("示例一村", rows[0]["code"], f"{towns[0].name}示例一村", "示例一")
    content, _faults = sheets.planted_sheet(places=sheets.Places(ways, "同名村", "别处村", "990122101001"))
    return content


def test_a_county_sheet_with_forty_faults(screen: Screen, county_sheet: bytes) -> None:
    screen.sign_in("sheet-clerk")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="导入", exact=True).click()
    screen.at("sheets")
    screen.page.locator('a[href$="/sheets/bring/?target=test-residents"]').click()
    screen.at("sheet-bring")
    file: Any = {"name": "七月花名册.xlsx", "mimeType": "application/octet-stream", "buffer": county_sheet}
    screen.page.locator("input[type=file]").set_input_files(file)
    screen.submit()
    screen.at("sheet-map")
    screen.reads("联系方式 联系电话")
    screen.picture("sheet-map")
    screen.click("不对？换工作表或表头")
    screen.at("sheet-table")
    screen.press("按这里读取")
    screen.at("sheet-map")
    screen.press("核对整张表")
    screen.at("sheet-batch")
    screen.reads("有 40 行要改")
    screen.picture("sheet-batch")
    screen.page.get_by_role("searchbox").fill("D12")
    screen.page.wait_for_url("**q=D12*")
    with screen.page.expect_download() as download:
        screen.click("下载待改表")
    mend = download.value.path().read_bytes()
    screen.press("写入 50 行")
    screen.reads("再传一份")
    screen.reads("跳过的行")
    screen.picture("sheet-applied")
    screen.click("再传一份")
    file = {"name": "待改.xlsx", "mimeType": "application/octet-stream", "buffer": mend}
    screen.page.locator("input[type=file]").set_input_files(file)
    screen.submit()
    screen.at("sheet-map")
    screen.press("核对整张表")
    screen.reads("有 39 行要改")
    screen.press("放弃这一批")
    screen.at("sheets")
    screen.page.locator("#list .mark", has_text="已放弃").wait_for()
    screen.picture("sheets")
    screen.click("记住的列对应")
    screen.at("sheet-mappings")
    screen.click("七月花名册")
    screen.at("sheet-mapping")
    screen.press("删除这套对应")
    screen.at("sheet-mappings")
    assert re.search("sheets/mappings", screen.page.url)
