"""Reporting in the demonstration county: forms out and in, a conflict, entry on behalf, returned and accepted."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Download

from laoyou.progress.tests.made_cycles import typed_into
from tests.journeys.screen import PHONE, Screen

pytestmark = [pytest.mark.browser]
TITLE = "2026年上半年进展报送"


@pytest.fixture
def office(screen: Screen) -> Screen:
    screen.sign_in("office")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="报送").click()
    screen.at("cycles")
    return screen


def download(screen: Screen, name: str) -> Download:
    with screen.page.expect_download() as coming:
        screen.click(name)
    return coming.value


def unit(screen: Screen, name: str) -> None:
    screen.page.get_by_role("searchbox").fill(name)
    screen.page.wait_for_url("**q=*")
    screen.main.locator("tbody th a", has_text=name).click()
    screen.at("return")


def test_the_second_half_of_2025_stands_as_it_came_in(office: Screen) -> None:
    office.click("2025年下半年进展报送")
    office.at("cycle")
    office.picture("cycle")
    for state in ("逾期未报", "已退回", "已接收"):
        office.main.locator("td .mark", has_text=state).first.wait_for()
    office.page.locator("select[name=late]").select_option("yes")
    office.page.wait_for_url("**late=yes*")
    assert office.main.locator("#list tbody tr").count() >= 3
    office.follow("cycle-reminders")
    assert "逾期" in office.page.locator("#all").input_value()
    office.page.go_back()
    office.follow("cycle-edit")
    office.page.go_back()
    office.main.get_by_role("link", name="结束").click()
    office.at("cycle-step")


def test_what_came_back_is_filed_again_by_the_office(office: Screen) -> None:
    office.click("2025年下半年进展报送")
    office.at("cycle")
    office.page.locator("select[name=state]").select_option("returned")
    office.page.wait_for_url("**state=returned*")
    office.main.locator("tbody th a").first.click()
    office.at("return")
    office.reads("退回理由")
    office.picture("return")
    first = office.page.locator("textarea[name^=task-]").first
    first.fill("走访 12 个村，培训 86 人，问题整改 5 个。")
    first.blur()
    office.page.locator("#saved").get_by_text("已自动保存").wait_for()
    office.page.get_by_label("哪天收到").fill("2026-02-02")
    office.press("代为报送")
    office.main.locator(".mark", has_text="已报送").first.wait_for()
    office.reads("代录")
    office.follow("return-paper")
    office.page.emulate_media(media="print")
    assert office.main.locator(".signs").is_visible()
    office.page.emulate_media(media="screen")
    office.click("换成空白的")
    office.page.go_back()
    office.page.go_back()
    office.click("接收")
    office.at("return-step")
    office.submit()
    office.main.locator(".mark", has_text="已接收").first.wait_for()


def test_dates_are_asked_for_where_the_plan_names_none(office: Screen) -> None:
    office.follow("cycles-generate")
    office.reads("没有写日期的")
    office.follow("cycle-add")
    page = office.page
    page.get_by_label("哪一期").fill("2026H1")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("部门报送", exact=True).check()
    page.get_by_label("开始日期").fill("2026-07-01")
    page.get_by_label("截止日期").fill(timezone.localdate().isoformat())
    page.get_by_label("要各单位回答的问题").fill("还有什么困难？")
    office.press("建立")
    office.reads("依据")
    page.get_by_label("日期的依据").fill("县政府办通知")
    office.press("建立")
    office.at("cycle")
    office.main.locator("td .mark", has_text="待填报").first.wait_for()


def test_a_form_goes_out_and_comes_in_beside_what_is_online(office: Screen, tmp_path: Path) -> None:
    office.click(TITLE)
    office.at("cycle")
    unit(office, "卫生健康局")
    form = download(office, "填报表")
    office.page.locator("textarea[name^=task-]").first.fill("网上写的进展")
    office.press("只保存")
    office.reads("已保存")
    filled = tmp_path / "卫健.xlsx"
    filled.write_bytes(
        typed_into(Path(form.path()).read_bytes(), {(2, "E4"): "表里写的进展", (2, "E5"): "开班 4 期"})
    )
    broken = tmp_path / "别的.xlsx"
    broken.write_bytes(b"hello")
    office.page.go_back()
    office.click_anywhere(TITLE)
    office.at("cycle")
    office.follow("cycle-import")
    office.page.get_by_label("填报表").set_input_files([filled, broken])
    office.press("上传并核对")
    office.reads("不是系统发出的填报表")
    office.click("核对能用的")
    office.at("cycle-import-check")
    office.reads("网上写的进展")
    office.main.locator("input[type=radio][value=form]").first.check()
    office.submit()
    office.at("cycle")
    unit(office, "卫生健康局")
    assert office.page.locator("textarea[name^=task-]").first.input_value() == "表里写的进展"
    office.follow("return-files")


def test_a_unit_fills_in_its_own_and_errors_are_told_by_row(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="报送").click()
    screen.at("cycles")
    screen.click(TITLE)
    screen.at("cycle")
    screen.main.locator("tbody th a").first.click()
    screen.at("return")
    screen.page.locator("input[name$=numerator]").first.fill("很多")
    screen.press("提交报送")
    screen.reads("不是数")
    assert screen.page.locator("input[name$=numerator]").first.input_value() == "很多"
    screen.page.locator("input[name$=numerator]").first.fill("")
    for box in screen.page.locator("textarea[name^=task-]").all():
        box.fill("按计划完成上半年的量。")
    screen.press("提交报送")
    screen.page.get_by_label("有提醒时，为什么仍然报送").fill("上半年没有新数，年底一起报")
    screen.press("提交报送")
    screen.reads("等本单位审核")
    url = screen.page.url
    for username, button, mark in (
        ("civil-reviewer", "审核通过", "待签发"),
        ("civil-signer", "签发", "已报送"),
    ):
        screen.page.context.clear_cookies()
        screen.sign_in(username)
        screen.at("start")
        screen.page.goto(url)
        screen.click(button)
        screen.at("return-step")
        screen.submit()
        screen.at("return")
        screen.main.locator(".mark", has_text=mark).first.wait_for()
    screen.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    screen.reads("历次报送")


def test_a_unit_is_let_off_with_a_reason(office: Screen) -> None:
    office.click(TITLE)
    office.at("cycle")
    office.follow("return-exempt")
    office.page.get_by_label("理由").fill("机构改革期间")
    office.press("免报")
    office.at("cycle")
    office.page.goto(office.page.url + "?state=exempt")
    office.main.locator("td .mark", has_text="免报").first.wait_for()
    for name in ("下载未报单位的填报表", "导出 Excel"):
        assert Path(download(office, name).path()).stat().st_size > 2000
