"""Housing with its care facilities in four steps, gaps of old districts, and the yearly land."""

import pytest

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
PROJECT, OLD = "云台新苑", "机械厂家属院"


def test_a_housing_project_keeps_step(screen: Screen) -> None:
    page = screen.page
    screen.sign_in("civil")
    screen.at("start")
    page.locator("#sections").get_by_role("link", name="场地").click()
    screen.click("住宅项目")
    screen.at("projects")
    screen.picture("projects")
    page.locator("select[name=step]").select_option("behind")
    page.wait_for_url("**step=behind*")
    screen.reads("东城新居")
    screen.follow("project-add")
    page.get_by_label("地区").select_option(label="蒲江街道")
    page.get_by_label("项目名称").fill(PROJECT)
    page.get_by_label("开发单位").fill("示例置业公司")
    page.get_by_label("规划户数").fill("720")
    page.get_by_label("规划人数").fill("2105")
    page.get_by_label("供地或规划批准日期").fill("2024-04-18")
    page.get_by_label("竣工日期", exact=False).last.fill("2024-04-01")
    page.get_by_label("配建托位").fill("20")
    screen.submit()
    screen.reads("竣工不能早于供地")
    page.get_by_label("竣工日期", exact=False).last.fill("2026-06-30")
    screen.submit()
    screen.at("project")
    screen.reads("不同步")
    _stages(screen)
    screen.follow("project-edit")
    page.get_by_label("配建托位").fill("22")
    screen.submit()
    screen.at("project")
    screen.reads("修改记录")
    screen.picture("project")


def _stages(screen: Screen) -> None:
    page = screen.page
    screen.follow("project-stage")
    page.get_by_label("阶段", exact=True).select_option("3")
    page.get_by_label("哪一天").fill("2026-05-20")
    screen.submit()
    screen.reads("还没有登记“规划”")
    screen.click("取消")
    screen.at("project")
    for stage, day in (("1", "2024-06-03"), ("2", "2026-05-08")):
        screen.follow("project-stage")
        page.get_by_label("阶段", exact=True).select_option(stage)
        page.get_by_label("哪一天").fill(day)
        screen.submit()
        screen.at("project")
        screen.reads(day)


def test_gaps_of_old_districts_and_the_years_land(screen: Screen) -> None:
    page = screen.page
    screen.sign_in("civil")
    screen.at("start")
    page.locator("#sections").get_by_role("link", name="场地").click()
    screen.click("老旧小区补齐")
    screen.at("gaps")
    screen.picture("gaps")
    screen.follow("gap-add")
    page.get_by_label("地区").select_option(label="东乡街道")
    page.get_by_label("小区").fill(OLD)
    page.get_by_label("缺口（平方米）").fill("240")
    page.get_by_label("进度", exact=True).select_option("under_way")
    page.get_by_label("进度自哪天起").fill("2026-03-02")
    screen.submit()
    screen.reads("请选补齐方式")
    page.get_by_label("补齐方式").select_option("lease")
    screen.submit()
    screen.at("gaps")
    screen.click(OLD)
    screen.at("gap-edit")
    page.get_by_label("进度", exact=True).select_option("filled")
    screen.submit()
    screen.at("gaps")
    screen.click("用地供应")
    screen.at("land")
    screen.follow("land-add")
    page.get_by_label("年度").fill("2022")
    screen.submit()
    screen.reads("至少填一项")
    page.get_by_label("需求（公顷）").fill("2.9")
    screen.submit()
    screen.at("land")
    screen.click("2022")
    screen.at("land-edit")
    page.get_by_label("供应（公顷）").fill("2.4")
    screen.submit()
    screen.at("land")
    screen.reads("2.4")
