"""A person's browser: goes where a person goes, and fails where the page has trouble."""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.urls import Resolver404, resolve
from PIL import Image
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from tests.journeys.stage import PASSWORD

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PICTURES = Path(settings.ROOT) / "docs" / "pictures"
looked_at: set[tuple[str, str]] = set()  # (name of the address, face) of this run: each is examined once


class Screen:
    """`page` is Playwright's; `troubles` gathers what went wrong unseen: the fixture fails the test on any."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self._expected: set[int] = set()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("requestfailed", self._miss)
        self.page.on("response", self._answer)

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.go("/accounts/login/")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()

    def click(self, name: str, role: str = "link", exact: bool = False) -> None:
        self.main.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]

    def follow(self, name: str) -> None:
        """Click the first link that leads to this page, whatever its words."""
        self.page.wait_for_load_state()  # a click comes back when the next page begins, not when it is whole
        links = self.page.locator("a[href]")
        addresses = links.evaluate_all("all => all.map(link => link.href)")
        links.nth([_name(address) for address in addresses].index(name)).click()
        self.at(name)

    def press(self, name: str, exact: bool = False) -> None:
        self.click(name, "button", exact)

    def submit(self) -> None:
        """Press the one main button of a form."""
        self.main.locator("form button.primary").last.click()

    def click_anywhere(self, name: str) -> None:
        """A link outside the main part: in the header, the navigation or the footer."""
        self.page.get_by_role("link", name=name).first.click()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def reads(self, text: str) -> None:
        """Wait until the page says this."""
        self.main.get_by_text(text).first.wait_for()

    def at(self, name: str) -> None:
        """Arrived at this address; the page is examined the first time it is seen in this face."""
        self.page.wait_for_url(lambda url: _name(url) == name)
        self.page.wait_for_load_state()
        face = str(self.page.locator("html").get_attribute("class")) + str(
            self.page.locator("html").get_attribute("lang")
        )
        if (name, face) not in looked_at:
            looked_at.add((name, face))
            self.examine()

    def examine(self) -> None:
        """Accessible on a desk and on a phone, and nothing to push sideways there."""
        found = self._violations("desktop")
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        found += self._violations("phone")
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        self.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        if wide > 0:
            found.append(f"at 360 px the page is {wide} px wider than the screen")
        self.troubles += [f"{urlsplit(self.page.url).path}: {trouble}" for trouble in found]

    def picture(self, name: str) -> None:
        """Renew docs/pictures; only where LAOYOU_PICTURES=1, so that a test run leaves the checkout alone."""
        if os.environ.get("LAOYOU_PICTURES") == "1":
            PICTURES.mkdir(exist_ok=True)
            sight = Image.open(io.BytesIO(self.page.screenshot(caret="initial")))
            sight.convert("RGB").quantize(128).save(PICTURES / f"{name}.png", optimize=True)

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """Inside, an answer of this status is no trouble."""
        self._expected.add(status)
        yield
        self._expected.discard(status)

    def _violations(self, where: str) -> list[str]:
        if self.page.evaluate("!window.axe"):  # once a page: reading the script takes as long as the check
            self.page.evaluate(AXE_SCRIPT)
        options = {"runOnly": WCAG, "resultTypes": ["violations"]}
        found = self.page.evaluate("options => axe.run(options).then(found => found.violations)", options)
        return [
            f"{where}: {one['id']} ({one['help']}) at {json.dumps([node['target'] for node in one['nodes'][:5]])}"
            for one in found
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        told_by_answer = self._expected and "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not told_by_answer:
            self.troubles.append(f"console at {self.page.url}: {message.text}")

    def _miss(self, request: Request) -> None:
        # A download, or a page left before its last picture came, ends in ERR_ABORTED.
        if "ERR_ABORTED" not in str(request.failure):
            self.troubles.append(f"request {request.url}: {request.failure}")

    def _answer(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.troubles.append(f"{response.status} at {response.url}")


def _name(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).url_name or ""
    except Resolver404:
        return ""
