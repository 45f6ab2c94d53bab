"""A county puts its plan beside a municipality's, corrects what corresponds, and takes the sheet with it."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook

from laoyou.plans.models import AlignmentCorrection
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]


def test_two_plans_side_by_side(two_plans: str, screen: Screen) -> None:
    screen.sign_in("office")
    screen.at("start")
    screen.click_anywhere("方案")
    screen.at("plans")
    screen.click("宣汉县")
    screen.at("plan")
    screen.follow("compare-choose")
    screen.page.get_by_label("搜索标题或地区").fill("重庆")
    screen.reads("共 1 条")
    screen.click("重庆市")
    screen.at("compare")
    screen.reads("两地互不隶属，指标只说高低。")
    look_at_each_tab(screen)
    correct_and_undo(screen)
    take_the_sheet(screen)


def look_at_each_tab(screen: Screen) -> None:
    screen.click("标准")
    screen.reads("左边更严：合每年 52 次与 4 次")
    screen.click("指标")
    screen.reads("左边更高")
    screen.click("单位")
    screen.reads("任务对得上，责任单位不同")
    screen.click("只在一方")
    screen.examine()
    screen.click("条款")
    screen.reads("让老人安心")
    screen.picture("compare")
    screen.click("任务")
    screen.examine()
    count = stand(screen, "只在右边")
    screen.main.locator(".compare-stands a", has_text="只在右边").click()
    screen.reads(f"共 {count} 条")
    screen.click("清除全部条件")


def stand(screen: Screen, word: str) -> int:
    text = screen.main.locator(".compare-stands a", has_text=word).inner_text()
    return int(re.findall(r"\d+", text)[0])


def correct_and_undo(screen: Screen) -> None:
    """What stood alone gets its counterpart, and is alone again when that is undone."""
    alone = stand(screen, "只在左边")
    screen.page.get_by_label("搜索条目或单位").fill("发展智慧健康养老")
    screen.reads("共 1 条")
    screen.click("找对应")
    screen.at("compare-correct")
    screen.page.locator("#id_second").select_option(label="19 建设全市统一的智慧养老平台")
    screen.submit()
    screen.reads("还不能提交，请先改正")
    assert screen.page.get_by_role("radio", name="对应", exact=True).is_checked()
    screen.page.get_by_label("为什么").fill("说的是同一件事")
    screen.submit()
    screen.at("compare")
    assert stand(screen, "只在左边") == alone - 1
    screen.page.get_by_label("搜索条目或单位").fill("智慧养老平台")
    screen.reads("说的是同一件事")
    screen.click("撤销认定")
    screen.at("compare-correct")
    screen.page.get_by_label("为什么").fill("还是看相似程度")
    screen.submit()
    screen.at("compare")
    assert stand(screen, "只在左边") == alone
    assert AlignmentCorrection.objects.count() == 2


def take_the_sheet(screen: Screen) -> None:
    with screen.page.expect_download() as download:
        screen.click("导出 Excel")
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    assert book.sheet_names[0] == "总览"
    left = [row for row in book.get_sheet_by_name("任务").to_python()[1:] if row[0] == "只在左边"]
    assert len(left) == stand(screen, "只在左边")


def test_a_reader_compares_and_corrects_nothing(two_plans: str, screen: Screen) -> None:
    screen.sign_in("leader")
    screen.at("start")
    screen.click_anywhere("方案")
    screen.click("宣汉县")
    screen.follow("compare-choose")
    screen.click("重庆市")
    screen.at("compare")
    assert screen.main.get_by_text("更正对应").count() == 0
    screen.main.locator("tbody tr td").nth(1).get_by_role("link").first.click()
    screen.at("portal-task")
