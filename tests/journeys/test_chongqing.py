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
    screen.page.get_by_label("性质").select_option("yes")
    screen.reads(f"共 {BINDING} 条")
    assert Plan.objects.get().targets.filter(binding=True).count() == BINDING
    screen.click("清除全部条件")
    report(screen, "老年人健康管理率", "70.0", "未达标")
    report(screen, "托位数", "4.5", "达标")


def adopt(screen: Screen, content: bytes) -> None:
    screen.click("上传方案")
    upload(screen, "chongqing.txt", content)
    screen.click("接受把握大的")
    screen.page.get_by_label("置信不低于").select_option("0.7")
    screen.page.get_by_role("button", name="接受这").click()
    screen.at("review")
    screen.click("采用这份方案")
    screen.at("adopt")
    screen.click("规划期和标题")
    screen.at("adopt-about")
    screen.page.get_by_label("十四五").check()
    screen.page.get_by_label("方案标题").fill("重庆市养老托育试行方案")
    screen.press("记下并返回")
    screen.at("adopt")
    name_departments(screen)
    name_open_sets(screen)
    screen.click("看看将发生什么")
    screen.at("adopt-confirm")
    screen.press("项任务生效")
    screen.at("plan")


def report(screen: Screen, name: str, value: str, verdict: str) -> None:
    screen.click(name)
    screen.at("target")
    screen.click("填报数据")
    screen.at("report")
    screen.page.get_by_label("数值").fill(value)
    screen.press("提交数据")
    screen.at("target")
    assert screen.main.locator(".verdict .mark").inner_text().strip() == verdict
    screen.page.locator(".trail a").nth(1).click()
    screen.at("plan")
