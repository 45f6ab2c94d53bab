"""The demonstration county's board, as its office uses it."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.journeys.screen import PHONE, Screen

pytestmark = [pytest.mark.browser]
PLAN = "宣汉县“一老一小”服务示范方案"


@pytest.fixture
def office(screen: Screen) -> Screen:
    screen.sign_in("office")
    screen.at("start")
    return screen


@pytest.fixture
def board(office: Screen) -> Screen:
    """The office at the county's board."""
    office.main.locator(".block table").get_by_role("link", name=PLAN).click()
    office.at("plan")
    return office


def rows(screen: Screen) -> int:
    return screen.main.locator("#list tbody tr").count()


def test_start_says_what_waits_and_leads_there(office: Screen) -> None:
    office.picture("start")
    need = office.main.locator(".needs li", has_text="去填报")
    waiting = int(need.locator(".count").inner_text())
    office.click("去填报")
    office.at("plan")
    assert "state=no_data" in office.page.url
    assert rows(office) == waiting


def test_search_filters_and_chips_stand_in_the_address(board: Screen) -> None:
    page = board.page
    assert rows(board) == 50
    board.reads("共 53 条")  # 52 of the document, and one that a meeting decided
    board.picture("board")
    page.get_by_role("searchbox").fill("托育")
    page.wait_for_url("**q=*")
    found = rows(board)
    assert 0 < found < 50
    page.get_by_label("分工").select_option("lead")
    page.wait_for_url("**role=lead*")
    page.goto(page.url)
    assert page.get_by_role("searchbox").input_value() == "托育"
    assert 0 < rows(board) < found
    board.main.locator(".chip").first.click()
    board.click("清除全部条件")
    board.reads("共 53 条")


def test_pages_and_order(board: Screen) -> None:
    first = board.main.locator("#list tbody tr").first.locator("td").first
    board.click("下一页")
    board.page.wait_for_url("**page=2*")
    assert rows(board) == 3
    board.page.go_back()
    board.click("序号")
    board.page.wait_for_url("**sort=-no*")
    assert first.inner_text() == "53"


def test_an_indicator_is_judged_on_its_counts(board: Screen) -> None:
    board.page.locator(".tabs a").nth(1).click()
    board.page.wait_for_url("**view=indicators*")
    board.examine()
    board.picture("indicators")
    board.click("托位数")
    board.at("target")
    board.reads("未达标")
    board.main.locator(".verdict .asked").hover()
    board.reads("4\u2009293 / 954\u2009090")
    board.picture("indicator")


def test_a_figure_is_reported_and_judged_at_once(board: Screen) -> None:
    board.page.locator(".tabs a").nth(1).click()
    board.click("护理型床位")
    board.follow("report")
    board.page.get_by_label("分子").fill("3862")
    board.page.get_by_label("分母").fill("7024")
    board.page.get_by_label("说明").fill("核对名册后更正")
    board.press("提交数据")
    board.at("target")
    board.reads("未达标")


def test_a_parameter_says_its_clause_and_who_answers(board: Screen) -> None:
    board.page.locator(".tabs a").nth(2).click()
    board.page.wait_for_url("**view=parameters*")
    board.examine()
    board.picture("parameters")
    board.click("上门探访")
    board.at("rule")
    board.reads("民政局")
    board.follow("assign")


def test_one_click_leads_to_the_sentence(board: Screen) -> None:
    board.click("发展智慧健康养老")
    board.at("task")
    board.picture("task")
    board.follow("source")
    lit = board.main.locator(".sentence")
    lit.wait_for()
    seen = "el => { const b = el.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    assert lit.evaluate(seen)
    assert "智慧健康养老" in lit.inner_text()
    board.picture("source")


def test_a_unit_sees_its_part(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.click("宣汉县民政局")
    screen.at("unit")
    for part in ("牵头", "配合", "按职责分工负责"):
        screen.reads(part)
    screen.picture("unit")


def test_the_export_opens_as_a_workbook(board: Screen) -> None:
    with board.page.expect_download() as coming:
        board.click("导出 Excel")
    with zipfile.ZipFile(Path(coming.value.path())) as book:
        assert book.testzip() is None
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert names == ["任务"]
    assert sheet.count("<row ") >= 54


def test_paper_leaves_the_shell_away(board: Screen) -> None:
    board.page.emulate_media(media="print")
    assert not board.page.locator(".sections").is_visible()
    assert not board.page.locator(".filters").is_visible()
    assert rows(board) == 50


def test_english(board: Screen) -> None:
    board.page.get_by_role("button", name="English").click()
    board.page.locator("html[lang=en]").wait_for()
    board.at("plan")
    tabs = board.page.locator(".tabs")
    tabs.get_by_role("link", name="Task").wait_for()
    board.picture("english")
    tabs.get_by_role("link", name="Indicators").click()
    board.main.locator("td").get_by_text("Missed").first.wait_for()
    board.page.get_by_role("button", name="中文").click()
    board.page.locator("html[lang=zh-Hans]").wait_for()


def test_on_a_phone_the_menu_opens(board: Screen) -> None:
    board.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    board.page.get_by_role("button", name="菜单").click()
    board.picture("phone")
    board.page.locator("#sections").get_by_role("link", name="单位").click()
    board.at("units")


def test_publishing_is_asked_and_taken_back(board: Screen) -> None:
    board.follow("plan-withdraw")
    board.page.get_by_label("为什么停止公开").fill("先核对附表")
    board.press("停止公开")
    board.at("plan")
    board.reads("未公开")
    board.click("公开", exact=True)
    board.at("plan-publish")
    board.submit()
    board.at("plan")
    board.reads("已公开")
    board.follow("plan-close")


def test_lists_of_plans_and_documents(office: Screen) -> None:
    for section, name in (("文件", "documents"), ("方案", "plans")):
        office.page.locator("#sections").get_by_role("link", name=section).click()
        office.at(name)
        row = office.main.locator("tbody tr").first
        row.wait_for()
        header = office.main.locator("thead").bounding_box()
        box = row.bounding_box()
        assert header
        assert box
        assert box["y"] >= header["y"] + header["height"] - 1
