"""Signing in, the second factor, what a stranger finds, and the three administrators."""

import base64
import hashlib
import hmac
import re
import types

import pytest

from tests.journeys.screen import Screen
from tests.journeys.stage import PASSWORD

pytestmark = [pytest.mark.browser]
NEW_PASSWORD = "quiet-orchard-71"


class Authenticator:
    """The app on a phone, and the clock that it shares with the server: a code is good for 30 seconds, once."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.secret, self.now = "", 1_900_000_000
        clock = types.SimpleNamespace(time=lambda: self.now)
        patch.setattr("allauth.mfa.totp.internal.auth.time", clock)

    def code(self) -> str:
        """RFC 6238, for the next half minute."""
        self.now += 30
        digest = hmac.new(
            base64.b32decode(self.secret), (self.now // 30).to_bytes(8, "big"), hashlib.sha1
        ).digest()
        at = digest[-1] & 15
        return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_five_wrong_passwords_lock_the_account(screen: Screen) -> None:
    screen.go("/accounts/login/")
    screen.at("account_login")
    screen.picture("sign-in")
    for _attempt in range(5):
        screen.sign_in("leader", "not the password")
        screen.reads("用户名或密码不对")
    screen.sign_in("leader")
    screen.reads("账号已暂时锁定")


def test_the_security_administrator_unlocks(screen: Screen) -> None:
    screen.sign_in("security")
    screen.at("start")
    screen.click_anywhere("人员")
    screen.at("people")
    screen.picture("people")
    screen.click("leader")
    screen.at("person")
    screen.click("解锁")
    screen.at("person-step")
    screen.submit()
    screen.at("person")


def test_a_second_factor_is_set_and_asked(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Authenticator(monkeypatch)
    screen.sign_in("township")
    screen.at("start")
    screen.click_anywhere("设置")
    screen.at("settings")
    screen.picture("settings")
    screen.follow("mfa_index")
    screen.main.locator("a[href*=totp]").click()
    confirm_identity(screen)
    screen.at("mfa_activate_totp")
    phone.secret = screen.main.locator("code").inner_text()
    screen.main.get_by_role("textbox").fill(phone.code())
    screen.submit()
    screen.page.wait_for_url(re.compile("recovery-codes|2fa/$"))
    sign_out(screen)
    screen.sign_in("township")
    screen.at("mfa_authenticate")
    screen.page.get_by_label("验证码").fill("000000")
    screen.press("继续")
    screen.page.locator(".summary").wait_for()
    screen.page.get_by_label("验证码").fill(phone.code())
    screen.press("继续")
    screen.at("start")


def sign_out(screen: Screen) -> None:
    screen.page.get_by_role("button", name="退出").click()
    screen.at("account_login")


def confirm_identity(screen: Screen) -> None:
    """Asked where the last sign-in lies back some time."""
    if "reauthenticate" in screen.page.url:
        screen.page.get_by_label("密码").fill(PASSWORD)
        screen.press("继续")


def test_a_stranger_finds_nothing(screen: Screen) -> None:
    screen.go("/console/plans/1/")
    screen.at("account_login")
    screen.sign_in("audit")
    screen.at("start")
    with screen.expecting(404):
        screen.go("/console/plans/1/")
        screen.page.get_by_role("heading", level=1).wait_for()
        screen.examine()
    with screen.expecting(404):
        screen.go("/console/no-such-page/")


def test_personal_settings_stay_with_the_person(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.click_anywhere("设置")
    screen.at("settings")
    screen.page.get_by_label("English").check()
    screen.page.get_by_label("大字模式").check()
    screen.press("保存")
    screen.page.locator("html.elder[lang=en]").wait_for()
    screen.at("settings")
    screen.page.get_by_role("link", name="Start").first.click()
    screen.at("start")
    screen.examine()


def test_a_new_person_changes_the_initial_password(screen: Screen) -> None:
    screen.sign_in("security")
    screen.at("start")
    screen.click_anywhere("人员")
    screen.follow("person-add")
    screen.page.get_by_label("用户名").fill("newcomer")
    screen.page.get_by_label("姓名").fill("测试新人")
    screen.page.get_by_label("所属地区").select_option(label="宣汉县")
    screen.submit()
    initial = screen.main.locator("code").nth(1).inner_text()
    sign_out(screen)
    screen.sign_in("newcomer", initial)
    screen.at("account_change_password")
    screen.reads("初始密码")
    fields = screen.main.locator("input[type=password]").all()
    for field, value in zip(fields, (initial, NEW_PASSWORD, NEW_PASSWORD), strict=True):
        field.fill(value)
    screen.press("修改密码")
    screen.page.wait_for_url(lambda url: "password/change" not in url)
    screen.go("/console/")
    screen.at("start")


def test_the_audit_administrator_sees_the_lines(screen: Screen) -> None:
    screen.sign_in("audit")
    screen.at("start")
    screen.click_anywhere("审计")
    screen.at("audit")
    screen.main.locator("tbody").get_by_text("登录").first.wait_for()
    screen.page.get_by_role("searchbox").fill("leader")
    screen.page.wait_for_url("**q=leader*")
    screen.reads("leader")
    screen.press("封存并核对")
    screen.reads("已封存")
    screen.picture("audit")


def test_units_keep_their_aliases_and_moved_functions(screen: Screen) -> None:
    screen.sign_in("office")
    screen.at("start")
    screen.click_anywhere("单位")
    screen.at("units")
    screen.picture("units")
    screen.page.get_by_role("searchbox").fill("民政")
    screen.page.wait_for_url("**q=*")
    screen.click("宣汉县民政局")
    screen.at("department")
    screen.reads("老龄")
    screen.click("修改")
    screen.at("department-edit")
