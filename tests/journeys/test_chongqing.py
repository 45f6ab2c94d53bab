"""The real municipal document: 24 indicators in its table, judged as printed."""

import pytest

from laoyou.plans.models import Plan
from laoyou.plans.tests.reference import reference_plan
from tests.journeys.adoption import name_departments, name_open_sets, upload
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.shared]
BINDING = 9


def test_indicators_are_judged_as_printed(offices: str, screen: Screen) -> None:
    content = reference_plan("chongqing")
    screen.sign_in("office-500000")
    screen.at("start")
    adopt(screen, content)
    screen.click("指标 24")
    screen.page.wait_for_url("**view=indicators*")
    screen.page.get_by_role("combobox", name="性质").select_option("yes")
    screen.reads(f"共 {BINDING} 条")
    assert Plan.objects.get().targets.filter(binding=True).count() == BINDING
    screen.click("清除全部条件")
    report(screen, "老年人健康管理率", "70.0", "未达标")
    report(screen, "托位数", "4.5", "达标")


def adopt(screen: Screen, content: bytes) -> None:
    screen.click("上传方案")
    upload(screen, "chongqing.txt", content)
    screen.follow("accept-above")
    screen.page.get_by_label("置信不低于").select_option("0.7")
    screen.page.wait_for_url("**confidence=0.7*")
    screen.submit()
    screen.at("review")
    screen.follow("adopt")
    screen.follow("adopt-about")
    screen.page.get_by_label("十四五").check()
    screen.page.get_by_label("方案标题").fill("重庆市养老托育试行方案")
    screen.press("记下并返回")
    screen.at("adopt")
    name_departments(screen)
    name_open_sets(screen)
    screen.follow("adopt-confirm")
    screen.submit()
    screen.at("plan")


def report(screen: Screen, name: str, value: str, verdict: str) -> None:
    screen.click(name)
    screen.at("target")
    screen.follow("report")
    screen.page.get_by_label("数值").fill(value)
    screen.press("提交数据")
    screen.at("target")
    assert screen.main.locator(".verdict .mark").inner_text().strip() == verdict
    screen.page.locator(".trail a").nth(1).click()
    screen.at("plan")
