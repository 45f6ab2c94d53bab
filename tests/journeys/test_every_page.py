"""Pages that no other journey passes, and the proof that each page is passed by one: examined on desk and phone."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
NO_PAGE = {"healthy", "account_signup", "account_email"}
FILES = re.compile(r"export$|^(document-file|evidence-file|item-image|mfa_download_recovery_codes)$")
POSTED = {
    "privacy",  # leads on to the first page of its section
    "cycle-accept",
    "divisions-import-confirm",
    "return-save",
    "draft-save",
    "measures-decide",
    "items-decide",
    "unread",
    "adopt-leave-open",
    "audit-seal",
    "account_logout",
    "item-link",
    "residents-search",
    "sheet-step",
    "sheet-progress",
}
DEVICE = re.compile(r"webauthn|reauthenticate$|recovery_codes$|deactivate")  # need a key, or an older sign-in


def names(patterns: Sequence[object]) -> set[str]:
    found = set()
    for one in patterns:
        inner = getattr(one, "url_patterns", None)
        found |= names(inner) if inner is not None else {str(getattr(one, "name", ""))}
    return found


def test_every_page_is_passed_by_a_journey() -> None:
    text = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))
    passed = set(re.findall(r'\.(?:at|follow)\("([\w-]+)"\)', text)) | set(
        re.findall(r'", "([\w-]+)"\)', text)
    )
    pages = {
        name
        for name in names(get_resolver().url_patterns)
        if not FILES.search(name) and not DEVICE.search(name)
    }
    assert sorted(pages - passed - NO_PAGE - POSTED) == []


@pytest.mark.parametrize(
    ("username", "steps"),
    [
        ("system", [("单位", "units"), ("添加单位", "department-add")]),
        ("system", [("单位", "units"), ("行政区划", "divisions"), ("添加", "division-add")]),
        (
            "system",
            [("单位", "units"), ("宣汉县民政局", "department"), ("记下一项职能", "department-function")],
        ),
        ("system", [("单位", "units"), ("宣汉县民政局", "department"), ("划转", "function-move")]),
        ("security", [("人员", "people"), ("leader", "person"), ("修改", "person-edit")]),
        ("security", [("人员", "people"), ("leader", "person"), ("授予角色", "person-grant")]),
        ("security", [("人员", "people"), ("leader", "person"), ("撤销", "grant-revoke")]),
    ],
)
def test_pages_of_the_administrators(screen: Screen, username: str, steps: list[tuple[str, str]]) -> None:
    screen.sign_in(username)
    screen.at("start")
    screen.click_anywhere(steps[0][0])
    screen.at(steps[0][1])
    for link, name in steps[1:]:
        screen.click(link)
        screen.at(name)
