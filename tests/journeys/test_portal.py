"""A family reads the published plan: at home in large type, in English, on a phone."""

import pytest

from tests.journeys.screen import PHONE, Screen

pytestmark = [pytest.mark.browser]
PLAN = "宣汉县“一老一小”服务示范方案"


@pytest.fixture
def portal(screen: Screen) -> Screen:
    screen.go("/")
    screen.at("portal-home")
    return screen


def test_from_the_plan_to_the_sentence(portal: Screen) -> None:
    portal.picture("portal")
    portal.click(PLAN)
    portal.at("portal-plan")
    portal.picture("portal-plan")
    portal.click("托位数")
    portal.at("portal-goal")
    portal.reads("方案里的原话")
    portal.reads("达到 4.5 个")
    portal.click("全部目标")
    portal.at("portal-goals")


def test_tasks_and_standing_rules(portal: Screen) -> None:
    portal.click(PLAN)
    portal.click("任务和责任单位")
    portal.at("portal-tasks")
    portal.page.get_by_label("在任务里查找").fill("智慧")
    portal.press("查找")
    portal.click("智慧健康养老")
    portal.at("portal-task")
    portal.reads("县民政局")
    portal.page.go_back()
    portal.go(portal.page.url.removeprefix(portal.url).split("tasks")[0] + "rules/")
    portal.at("portal-rules")
    portal.reads("上门探访")


def test_search_finds_goals_and_tasks(portal: Screen) -> None:
    portal.page.get_by_label("想找什么").fill("护理")
    portal.press("查找")
    portal.reads("“护理”的结果")
    portal.click("护理型床位")
    portal.at("portal-goal")


def test_large_type_is_large_and_stays(portal: Screen) -> None:
    portal.page.get_by_role("button", name="大字版").click()
    portal.page.locator("html.elder").wait_for()
    portal.at("portal-home")
    portal.click(PLAN)
    portal.at("portal-plan")
    portal.picture("portal-elder")
    sizes = portal.page.evaluate(
        "[...document.querySelectorAll('main p, main a, main li, button')].filter(e => e.offsetParent && e.innerText.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    headings = portal.page.evaluate(
        "[...document.querySelectorAll('main h1, main h2')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    touch = portal.page.evaluate(
        "[...document.querySelectorAll('button, a.row')].filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 18
    assert min(headings) >= 28
    assert min(touch) >= 60


def test_english_and_reading_choices(portal: Screen) -> None:
    portal.click_anywhere("字号与语言")
    portal.at("portal-settings")
    portal.page.get_by_label("English").check()
    portal.press("就这样")
    portal.page.locator("html[lang=en]").wait_for()
    portal.at("portal-home")
    portal.click(PLAN)
    portal.at("portal-plan")
    assert "主要目标" not in portal.main.inner_text()


def test_on_a_phone_nothing_is_pushed_sideways(portal: Screen) -> None:
    portal.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    portal.click(PLAN)
    portal.picture("portal-phone")


def test_paper(portal: Screen) -> None:
    portal.click(PLAN)
    portal.at("portal-plan")
    portal.page.emulate_media(media="print")
    portal.page.get_by_role("heading", level=1).wait_for()
    assert not portal.page.get_by_role("button", name="大字版").is_visible()
