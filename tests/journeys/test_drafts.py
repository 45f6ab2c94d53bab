"""What is typed is not lost, and the columns a person chose stay chosen."""

import pytest

from tests.journeys.screen import PHONE, Screen

pytestmark = [pytest.mark.browser]


@pytest.fixture
def goals(screen: Screen) -> Screen:
    screen.sign_in("office")
    screen.click("全部指标")
    screen.at("plan")
    return screen


def test_a_half_filled_form_comes_back_and_can_be_cleared(goals: Screen) -> None:
    page = goals.page
    goals.main.locator("tbody th a").first.click()
    goals.follow("report")
    page.get_by_label("说明").fill("只写了一半")
    form = page.url
    goals.click_anywhere("起点")
    goals.at("start")
    page.goto(form)
    goals.reads("已恢复未提交的内容")
    assert page.get_by_label("说明").input_value() == "只写了一半"
    goals.press("清除")
    assert page.get_by_label("说明").input_value() == ""
    page.reload()
    assert page.get_by_text("已恢复未提交的内容").count() == 0


def test_nothing_is_kept_after_signing_out(goals: Screen) -> None:
    goals.main.locator("tbody th a").first.click()
    goals.follow("report")
    goals.page.get_by_label("说明").fill("只写了一半")
    goals.page.get_by_role("button", name="退出").click()
    goals.page.wait_for_load_state()
    kept = goals.page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('laoyou'))")
    assert kept == []


def test_columns_stay_away_through_filters_and_visits(goals: Screen) -> None:
    page = goals.page
    goals.main.locator(".columns summary").click()
    goals.main.get_by_label("基期").uncheck()
    head = goals.main.locator("thead th", has_text="基期")
    assert head.is_hidden()
    page.keyboard.press("Escape")
    page.locator("select[name=state]").select_option("met")
    page.wait_for_url("**state=met*")
    assert head.is_hidden()
    page.reload()
    goals.main.locator(".columns:not([hidden])").wait_for()
    assert head.is_hidden()


def test_filters_of_a_phone_wait_behind_one_button(goals: Screen) -> None:
    goals.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not goals.page.locator("select[name=state]").is_visible()
    goals.press("筛选条件")
    assert goals.page.locator("select[name=state]").is_visible()
