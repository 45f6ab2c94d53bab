"""The browser, the servers and their databases. A journey asks for `screen` and for the stage it walks on."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.journeys import stage
from tests.journeys.screen import DESKTOP, Screen


@pytest.fixture(scope="session")
def database(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The browser's driver runs an event loop in this thread, which Django would take for an async view."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield
        stage.drop_all()


@pytest.fixture(scope="session")
def browser(database: None) -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("No Chromium on PATH. Run scripts/browser, which installs it, or install it yourself.")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=sandbox)


@pytest.fixture(scope="module")
def demonstration(database: None) -> Iterator[str]:
    with stage.served(stage.fill_demonstration) as url:
        yield url


@pytest.fixture(scope="module")
def offices(database: None) -> Iterator[str]:
    with stage.served(stage.fill_offices) as url:
        yield url


@pytest.fixture(scope="module")
def two_plans(database: None) -> Iterator[str]:
    with stage.served(stage.fill_two_plans) as url:
        yield url


@pytest.fixture
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """A fresh browser on the module's stage. What a failed journey last saw is kept under var/journeys."""
    stages = [name for name in ("offices", "two_plans") if name in request.fixturenames]
    name = stages[0] if stages else "demonstration"
    failed = request.session.testsfailed
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    screen = Screen(context, request.getfixturevalue(name))
    yield screen
    if request.session.testsfailed > failed:
        screen.page.screenshot(path=settings.VAR / "journeys" / f"{request.node.name}.png")
    context.close()
    assert screen.troubles == []


PLAN = "宣汉县“一老一小”服务示范方案"


@pytest.fixture
def board(screen: Screen) -> Screen:
    """The office at the county's indicators."""
    screen.sign_in("office")
    screen.at("start")
    screen.main.locator(".block table").get_by_role("link", name=PLAN).click()
    screen.at("plan")
    screen.page.locator(".tabs a").nth(1).click()
    screen.page.wait_for_url("**view=indicators*")
    return screen
