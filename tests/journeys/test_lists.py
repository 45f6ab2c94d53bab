"""Lists: kept by their departments, put in force and published by the office, read by everybody."""

import io
import re
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
PROJECT = "县综合福利院失能照护楼"


@pytest.fixture
def lists(screen: Screen) -> Screen:
    """The office at the county's lists."""
    screen.sign_in("office")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="清单").click()
    screen.at("lists")
    return screen


@pytest.fixture
def projects(lists: Screen) -> Screen:
    lists.click("重大项目")
    lists.at("list")
    return lists


def rows(screen: Screen) -> int:
    return screen.main.locator("#list tbody tr").count()


def test_everybody_reads_what_is_public(screen: Screen) -> None:
    screen.go("/")
    screen.click("公开的清单")
    screen.at("portal-lists")
    screen.click("基本养老服务清单")
    screen.at("portal-list")
    screen.page.get_by_label("想找什么").fill("探访")
    screen.press("查找")
    screen.click("特殊困难老年人探访")
    screen.at("portal-list-item")
    screen.reads("每周至少一次")
    screen.picture("portal-list")
    screen.click("基本养老服务清单")
    screen.click("与上一版的不同")
    screen.at("portal-list-changes")
    screen.reads("居家适老化改造补助")
    screen.go("/lists/")
    screen.click("重大项目")
    screen.at("portal-list")
    screen.click(PROJECT)
    screen.at("portal-list-item")
    assert screen.main.get_by_text("电梯采购").count() == 0
    assert screen.main.get_by_text("资金来源").count() == 0


def test_the_index_is_searched_and_leads_to_a_list(lists: Screen) -> None:
    assert rows(lists) == 6
    lists.picture("lists")
    lists.page.locator("select[name=public]").select_option("yes")
    lists.page.wait_for_url("**public=yes*")
    lists.page.get_by_role("searchbox").fill("实事")
    lists.page.wait_for_url("**q=*")
    assert rows(lists) == 1
    lists.click("为民办实事")
    lists.at("list")
    lists.reads("老年食堂")


def test_items_are_narrowed_ordered_and_exported(projects: Screen) -> None:
    projects.picture("list")
    projects.page.locator("select[name=state]").select_option("building")
    projects.page.wait_for_url("**state=building*")
    assert rows(projects) == 2
    projects.click("总投资")
    projects.page.wait_for_url("**sort=investment*")
    assert "适老化改造" in projects.main.locator("#list tbody tr").first.inner_text()
    with projects.page.expect_download() as coming:
        projects.click("导出 Excel")
    book = CalamineWorkbook.from_path(str(coming.value.path()))
    assert book.sheet_names == ["重大项目", "资金来源"]
    assert len(book.get_sheet_by_index(0).to_python()) == 3


def test_an_item_is_changed_moved_and_corrected(projects: Screen) -> None:
    projects.click(PROJECT)
    projects.at("list-item")
    projects.reads("电梯采购")
    projects.follow("list-item-edit")
    page = projects.page
    page.get_by_label("总投资").fill("很多")
    page.locator("button[name=more]").first.click()
    page.wait_for_load_state()
    assert page.get_by_label("总投资").input_value() == "很多"
    projects.submit()
    projects.reads("不是数")
    page.get_by_label("总投资").fill("2，260.5")
    projects.submit()
    projects.at("list-item")
    projects.reads("2\u2009260.5")
    projects.follow("list-item-state")
    page.get_by_label("停工").check()
    projects.submit()
    projects.at("list-item")
    projects.click("更正状态")
    projects.at("list-item-state")
    page.get_by_label("在建").check()
    page.get_by_label("从哪天开始").fill("2025-04-08")
    page.get_by_label("原来错在哪里").fill("只是停了一天")
    projects.submit()
    projects.at("list-item")
    projects.reads("已更正")


def test_two_people_at_one_item_are_both_told(projects: Screen) -> None:
    projects.click("城西老幼共享活动中心")
    projects.at("list-item")
    projects.follow("list-item-edit")
    other = projects.page.context.new_page()
    other.goto(projects.page.url)
    other.get_by_label("项目单位").fill("县文旅局")
    other.locator("form button.primary").last.click()
    other.wait_for_url(re.compile(r"/items/\d+/$"))
    other.close()
    projects.page.get_by_label("建设规模").fill("两千平方米")
    projects.submit()
    projects.reads("改过这一条")
    projects.reads("县文旅局")
    assert projects.page.get_by_label("建设规模").input_value() == "两千平方米"
    projects.examine()
    projects.submit()
    projects.at("list-item")
    projects.reads("两千平方米")


def test_an_item_is_taken_out_and_put_back(projects: Screen) -> None:
    projects.click("中医院医养结合病区")
    projects.at("list-item")
    projects.follow("list-item-files")
    projects.page.get_by_label("佐证材料").set_input_files(
        {"name": "批复.txt", "mimeType": "text/plain", "buffer": "同意".encode()}
    )
    projects.submit()
    projects.at("list-item")
    projects.reads("批复.txt")
    projects.follow("list-item-remove")
    projects.page.get_by_label("为什么").fill("重复")
    projects.press("移出清单")
    projects.at("list")
    assert rows(projects) == 6
    projects.click("已移出")
    projects.click("中医院医养结合病区")
    projects.click("放回清单")
    projects.at("list-item-remove")
    projects.submit()
    projects.at("list-item")


def test_a_workbook_is_looked_at_before_it_is_taken(projects: Screen) -> None:
    with projects.page.expect_download() as coming:
        projects.click("导出 Excel")
    table: list[list[Any]] = (
        CalamineWorkbook.from_path(str(coming.value.path())).get_sheet_by_index(0).to_python()
    )
    projects.follow("list-import")
    money = next(place for place, head in enumerate(table[0]) if str(head).startswith("总投资"))
    table[1][money] = "不知道"
    _send(projects, table)
    projects.at("list-import-check")
    projects.reads("不是数")
    projects.click("重新上传")
    projects.at("list-import")
    table[1][money] = 2300
    new = list(table[6])
    new[0], new[1] = "", "乡镇敬老院护理改造"
    _send(projects, [*table, new])
    projects.at("list-import-check")
    projects.reads("核对后确认写入")
    projects.press("写入 2 条")
    projects.at("list")
    projects.reads("新增 1 条，修改 1 条")
    projects.reads("乡镇敬老院护理改造")


def _send(screen: Screen, table: list[list[Any]]) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("重大项目")
    for number, row in enumerate(table):
        page.write_row(number, 0, [str(cell) if not isinstance(cell, float | int) else cell for cell in row])
    book.close()
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    screen.page.get_by_label("填好的表格").set_input_files(
        {"name": "项目.xlsx", "mimeType": media, "buffer": stream.getvalue()}
    )
    screen.submit()


def test_the_next_edition_is_drafted_put_in_force_and_published(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.go("/console/lists/")
    screen.click("基本养老服务清单")
    screen.at("list")
    screen.follow("list-draft")
    screen.submit()
    screen.at("list")
    screen.follow("list-draft-drop")
    screen.reads("第 2 版不受影响")
    screen.page.get_by_label("为什么").fill("并入下一批一起改")
    screen.press("放弃草稿")
    screen.at("list")
    screen.follow("list-draft")
    screen.submit()
    screen.at("list")
    screen.reads("起草中")
    screen.follow("list-item-add")
    page = screen.page
    page.get_by_label("服务项目").fill("老年助餐")
    page.get_by_label("服务对象").fill("60 周岁及以上老年人")
    page.get_by_label("服务内容").fill("在老年食堂用餐有优惠")
    screen.submit()
    screen.reads("请填写“服务类型”")
    page.get_by_label("服务类型").select_option("care")
    page.get_by_label("责任单位").select_option(label="宣汉县民政局")
    screen.submit()
    screen.at("list-item")
    page.get_by_role("button", name="退出").click()
    page.wait_for_load_state()
    screen.sign_in("office")
    screen.at("start")
    screen.go("/console/lists/")
    screen.click("基本养老服务清单")
    screen.at("list")
    screen.click("版本")
    screen.at("list-editions")
    screen.reads("已放弃")
    screen.follow("list-compare")
    screen.reads("老年助餐")
    page.go_back()
    screen.follow("list-force")
    screen.reads("新增 1 条")
    screen.submit()
    screen.at("list")
    screen.reads("现行")
    screen.click("公开", exact=True)
    screen.at("list-publish")
    screen.submit()
    screen.at("list")
    screen.follow("list-withdraw")


def test_a_list_is_opened_given_away_and_closed(lists: Screen) -> None:
    lists.follow("list-open")
    lists.page.get_by_label("哪一种清单").select_option("publicity")
    lists.submit()
    lists.at("list")
    lists.reads("还没有条目")
    lists.follow("list-settings")
    lists.page.get_by_label("由谁维护").select_option(label="宣汉县民政局")
    lists.submit()
    lists.at("list")
    lists.reads("民政局维护")
    lists.follow("list-settings")
    lists.follow("list-close")
    lists.page.get_by_label("为什么停用").fill("改用专栏")
    lists.press("停用这份清单")
    lists.at("lists")


def test_lists_in_english(lists: Screen) -> None:
    lists.page.get_by_role("button", name="English").click()
    lists.page.locator("html[lang=en]").wait_for()
    lists.at("lists")
    lists.click("Major projects")
    lists.reads("Under construction")
    lists.examine()
    lists.page.get_by_role("button", name="中文").click()
    lists.page.locator("html[lang=zh-Hans]").wait_for()
