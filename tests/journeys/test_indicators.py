"""Figures of the demonstration county: reported, doubted, accepted, returned, by sheet, by area, on their way."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]


def rows(screen: Screen) -> int:
    return screen.main.locator("#list tbody tr").count()


def test_small_multiples_and_states(board: Screen) -> None:
    board.click("看小图")
    board.page.wait_for_url("**shape=cards*")
    board.examine()
    cards = board.main.locator(".multiples li")
    assert cards.count() >= 3
    assert "未达标" in cards.first.inner_text()
    drawn = board.main.locator(".chart[role=img]")
    assert drawn.count() >= 3
    assert "2025" in (drawn.first.get_attribute("aria-label") or "")
    board.picture("multiples")
    board.page.get_by_label("结论").select_option("met")
    board.page.wait_for_url("**state=met*")
    assert "shape=cards" in board.page.url
    board.main.locator(".multiples li").first.wait_for()
    board.click("看表格")
    board.page.wait_for_url(lambda url: "shape" not in url)


def test_one_chart_has_a_table_beside_it(board: Screen) -> None:
    board.click("护理型床位")
    board.at("target")
    assert board.main.locator(".trend .chart-large svg").bounding_box()
    table = board.main.get_by_role("table", name="各期数据")
    assert "宣汉县已退回" in table.inner_text()
    assert "已上报，待宣汉县审核" in table.inner_text()
    board.picture("trajectory")


def test_the_office_sets_milestones(board: Screen) -> None:
    board.click("托位数")
    board.follow("milestones")
    board.page.get_by_label("2024 年底").fill("4.2")
    board.page.get_by_label("依据").fill("2024 年度计划")
    board.press("保存阶段目标")
    board.at("target")
    board.reads("4.2")


def test_what_waits_is_returned_accepted_and_undone(board: Screen) -> None:
    board.page.locator("#sections").get_by_role("link", name="数据审核").click()
    board.at("values")
    waiting = rows(board)
    assert waiting >= 1
    board.picture("values")
    board.press("审核通过")
    board.at("values")
    board.reads("请先在列表里选")
    board.page.get_by_label("全选本页").check()
    assert board.main.locator("[data-chosen]").inner_text() == str(waiting)
    board.press("退回修改")
    board.at("values-return")
    board.click("返回列表")
    board.at("values")
    board.page.get_by_label("全选本页").check()
    board.press("审核通过")
    board.at("values-accept")
    board.reads("与上一期比")
    board.submit()
    board.at("values")
    board.reads("可以在这里撤销")
    board.main.get_by_role("checkbox", name=re.compile("2025Q3")).check()
    board.press("撤销审核")
    board.at("values-withdraw")
    board.submit()
    board.at("values")
    assert rows(board) == waiting


def test_a_unit_sees_why_and_corrects(screen: Screen, tmp_path: Path) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.click("去更正")
    screen.at("values")
    screen.reads("分母少计了乡镇养老服务中心的床位")
    screen.click("去更正")
    screen.at("report")
    assert screen.page.get_by_label("哪一期").input_value() == "2024Q3"
    screen.page.get_by_label("分子").fill("9000")
    screen.page.get_by_label("分母").fill("6760")
    screen.page.get_by_label("截止日").fill("2024-09-30")
    screen.page.get_by_label("说明").fill("按全县口径更正")
    paper = tmp_path / "床位台账.txt"
    paper.write_text("乡镇床位 180 张", "utf-8")
    screen.page.get_by_label("佐证材料").set_input_files(paper)
    screen.press("提交数据")
    screen.at("report")
    screen.main.get_by_text("超过 100%").first.wait_for()
    screen.examine()
    screen.page.get_by_label("分子").fill("3512")
    screen.page.get_by_label("佐证材料").set_input_files(paper)
    screen.press("提交数据")
    screen.at("target")
    screen.reads("床位台账.txt")


def test_a_sheet_goes_out_and_comes_back(board: Screen, tmp_path: Path) -> None:
    board.follow("figures")
    with board.page.expect_download() as coming:
        board.press("下载填报表")
    sheet = CalamineWorkbook.from_path(str(coming.value.path())).get_sheet_by_index(0).to_python()
    filled = tmp_path / "填报.xlsx"
    at = next(number for number, row in enumerate(sheet) if (row[3], row[7]) == ("2025", "张"))
    sheet[at][6], sheet[at][9] = 130_000, "补报"
    sheet.append([*sheet[at][:3], "2025H9", "", "", 5, "张", "", ""])
    _write(filled, sheet)
    board.page.get_by_label("填好的表").set_input_files(filled)
    board.press("上传并检查")
    board.reads("不是期间")
    board.at("figures")
    board.examine()
    board.click("改好再传")
    board.at("figures")
    _write(filled, sheet[:-1])
    board.page.get_by_label("填好的表").set_input_files(filled)
    board.press("上传并检查")
    board.reads("变化超过一半")
    board.submit()
    board.reads("请写明保留的原因")
    board.page.get_by_label("核对后仍然保留").fill("并入了两所机构")
    board.submit()
    board.at("plan")
    board.reads("已写入 1 条数据")


def _write(path: Path, sheet: Sequence[Sequence[object]]) -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("填报")
    for line, row in enumerate(sheet):
        for column, cell in enumerate(row):
            page.write(line, column, str(cell) if not isinstance(cell, int | float | str) else cell)
    book.close()


def test_by_area(board: Screen) -> None:
    board.follow("plan-divisions")
    board.reads("下级合计")
    board.picture("by-area")
