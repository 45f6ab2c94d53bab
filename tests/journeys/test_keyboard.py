"""Without a mouse: from sign-in to a row of the board."""

import pytest

from tests.journeys.screen import Screen
from tests.journeys.stage import PASSWORD

pytestmark = [pytest.mark.browser]


def test_from_sign_in_to_a_task_by_keys_alone(screen: Screen) -> None:
    screen.go("/accounts/login/")
    keys = screen.page.keyboard
    tab_to(screen, "#id_login")
    keys.type("office")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    screen.at("start")
    keys.press("g")
    keys.press("p")
    screen.at("plans")
    keys.press("j")
    keys.press("Enter")
    screen.at("plan")
    keys.press("/")
    assert screen.page.evaluate("document.activeElement.type") == "search"
    keys.type("智慧")
    screen.page.wait_for_url("**q=*")
    keys.press("Escape")
    screen.page.evaluate("document.activeElement.blur()")
    keys.press("?")
    dialog = screen.page.locator("dialog[open]")
    dialog.wait_for()
    screen.examine()
    keys.press("Escape")
    dialog.wait_for(state="detached")
    keys.press("j")
    keys.press("Enter")
    screen.at("task")


def test_the_first_tab_skips_to_the_text(screen: Screen) -> None:
    screen.go("/")
    screen.page.keyboard.press("Tab")
    assert screen.page.evaluate("document.activeElement.className") == "skip"
    screen.page.keyboard.press("Enter")
    assert screen.page.evaluate("document.activeElement.id") == "main"


def tab_to(screen: Screen, selector: str) -> None:
    for _step in range(15):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} is not reached by the Tab key")
