"""Divisions: both national lists through the page, a merge; and the official counts of people."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
SHARED = Path(settings.ROOT).parent / "shared" / "data" / "admin"
VILLAGES = "villages_511722_500230_532301_2023.csv"
FEW = {
    "511722000000": {
        "county": "宣汉县",
        "townships": {"马渡关镇": "511722126000", "红峰镇": "511722127000", "东乡镇（撤销）": "511722190000"},
    }
}
FEW_VILLAGES = """code,name,streetCode
511722130001,石林社区居民委员会,511722130
511722127001,双龙社区居民委员会,511722127
511722130200,百丈村民委员会,511722130
"""


def _send(screen: Screen, source: str, name: str, content: bytes) -> None:
    screen.page.get_by_label(source).check()
    screen.page.get_by_label("名单文件").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    screen.submit()


def test_both_lists_are_taken_and_townships_merged(screen: Screen) -> None:
    screen.sign_in("system")
    screen.at("start")
    screen.click_anywhere("单位")
    screen.at("units")
    screen.click("行政区划")
    screen.at("divisions")
    screen.follow("divisions-import")
    screen.submit()
    screen.reads("请选择“名单文件”")
    _send(screen, "民政部名单", "civil.json", json.dumps(FEW).encode())
    screen.reads("没有要写入的改动")
    screen.go("/console/units/divisions/import/")
    # By the ministry's codes a village's township is another one: refused, and said why.
    _send(
        screen,
        "民政部名单",
        "villages.csv",
        b"code,name\n511722126000,\xe6\xa1\x83\xe8\x8a\xb1\xe9\x95\x87\n",
    )
    screen.reads("这个来源的代码在册是“马渡关镇”")
    screen.examine()
    screen.picture("places-faults")
    screen.click("改好后重新上传")
    screen.at("divisions-import")
    path = SHARED / VILLAGES
    _send(screen, "国家统计局名单", VILLAGES, path.read_bytes() if path.exists() else FEW_VILLAGES.encode())
    screen.reads("核对后确认写入")
    screen.examine()
    screen.picture("places-check")
    screen.press("确认写入")
    screen.at("divisions")
    screen.reads("新增 423 个" if path.exists() else "新增 3 个")
    _open(screen, "马渡关镇")
    screen.reads("511722130000")
    screen.reads("石林社区居民委员会")
    screen.follow("division-merge")
    page = screen.page
    page.get_by_label("红峰镇").check()
    page.get_by_label("生效日期").fill("2999-01-01")
    page.get_by_label("批准文件").fill("示例：关于同意调整部分乡镇行政区划的批复")
    screen.submit()
    screen.reads("将涉及")
    screen.press("确认登记")
    screen.reads("生效日期还没到")
    page.get_by_label("生效日期").fill("2026-01-01")
    screen.submit()
    screen.reads("将涉及")
    screen.examine()
    screen.picture("places-merge")
    screen.press("确认登记")
    screen.at("division")
    screen.reads("红峰镇 → 马渡关镇 1")
    screen.follow("division-rename")
    page.get_by_label("新名称").fill("马渡镇")
    page.get_by_label("生效日期").fill("2026-06-01")
    page.get_by_label("批准文件").fill("示例：更名批复")
    screen.submit()
    screen.press("确认登记")
    screen.at("division")
    screen.reads("更名")
    screen.picture("places-history")
    screen.follow("division-upgrade")
    screen.go("/console/units/divisions/")
    _open(screen, "马渡关镇", "马渡镇")


def _open(screen: Screen, text: str, name: str = "") -> None:
    """Found by the search, a former name too."""
    screen.page.get_by_role("searchbox").fill(text)
    screen.page.wait_for_url("**q=*")
    screen.click(name or text, exact=True)
    screen.at("division")


def test_counts_are_read_recorded_and_corrected(screen: Screen) -> None:
    screen.sign_in("office")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="人口", exact=True).click()
    screen.at("census")
    screen.reads("954\u2009090")
    screen.picture("census")
    screen.click("宣汉县")
    screen.at("census-count")
    screen.reads("85+")
    screen.picture("census-ages")
    screen.click("人口")
    screen.at("census")
    screen.follow("census-record")
    page = screen.page
    page.get_by_label("地区").select_option(label="马渡关镇")
    page.get_by_label("时点").fill("2024-12-31")
    page.get_by_label("户籍").check()
    page.get_by_label("总人数").fill("100")
    page.get_by_label("来源").fill("示例年报")
    page.get_by_label("分年龄、性别").fill("0-59 30 30\n60+ 15 20")
    screen.submit()
    screen.reads("与总人数 100 不符")
    page.get_by_label("总人数").fill("95")
    screen.submit()
    screen.at("census-count")
    screen.click("更正")
    screen.at("census-record")
    page.get_by_label("总人数").fill("96")
    page.get_by_label("来源").fill("示例年报更正")
    screen.submit()
    screen.at("census-count")
    screen.reads("更正前的总数")
