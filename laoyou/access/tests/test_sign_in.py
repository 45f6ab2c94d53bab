import types

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from laoyou.access import actions, lockout
from laoyou.access.models import AuditLine, SignInEvent
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db
RIGHT = "open sesame 1"


def sign_in(client: Client, username: str, password: str, ip: str = "10.0.0.1") -> str:
    """The page after the attempt; empty where it led into the house."""
    answer = client.post("/accounts/login/", {"login": username, "password": password}, REMOTE_ADDR=ip)
    return "" if answer.status_code == 302 else answer.content.decode()


def actions_of(username: str) -> list[str]:
    return list(AuditLine.objects.filter(username=username).order_by("id").values_list("action", flat=True))


def test_the_right_password_opens_and_leaves_a_line(world: World, client: Client) -> None:
    assert sign_in(client, "viewer-990121", RIGHT) == ""
    assert client.get("/console/settings/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/console/settings/").status_code == 302
    assert actions_of("viewer-990121") == ["access.sign_in", "access.sign_out"]


def test_wrong_name_and_wrong_password_sound_the_same(world: World, client: Client) -> None:
    words = "用户名或密码不对"
    assert words in sign_in(client, "viewer-990121", "wrong")
    assert words in sign_in(client, "no-such-person", "wrong")


def test_a_name_of_nobody_is_not_written_down(world: World, client: Client) -> None:
    sign_in(client, "my-password-by-mistake", "wrong")
    line = AuditLine.objects.filter(action="access.sign_in.failed").get()
    assert (line.username, line.label) == ("", "")
    assert "my-password" not in SignInEvent.objects.get().username
    for _attempt in range(lockout.PER_ADDRESS):
        sign_in(client, "my-password-by-mistake", "wrong")
    assert "锁定" in sign_in(client, "my-password-by-mistake", "wrong")


def test_five_failures_lock_this_address_only(world: World, client: Client) -> None:
    for _attempt in range(5):
        sign_in(client, "viewer-990121", "wrong")
    assert "锁定" in sign_in(client, "viewer-990121", RIGHT)
    assert sign_in(Client(), "viewer-990121", RIGHT, ip="10.0.0.2") == ""
    assert actions_of("viewer-990121").count("access.sign_in.locked") == 1


def test_many_addresses_lock_the_account(world: World, client: Client) -> None:
    for number in range(lockout.PER_ACCOUNT):
        sign_in(client, "viewer-990121", "wrong", ip=f"10.0.1.{number}")
    assert "锁定" in sign_in(client, "viewer-990121", RIGHT, ip="10.0.2.1")


def test_a_success_starts_the_count_anew(world: World, client: Client) -> None:
    for _attempt in range(4):
        sign_in(client, "viewer-990121", "wrong")
    sign_in(client, "viewer-990121", RIGHT)
    client.post("/accounts/logout/")
    sign_in(client, "viewer-990121", "wrong")
    assert sign_in(client, "viewer-990121", RIGHT) == ""


def test_unlocking_and_time_open_again(world: World, client: Client, settings: pytest.FixtureRequest) -> None:
    viewer = world.people["甲县", "viewer"]
    for _attempt in range(5):
        sign_in(client, viewer.username, "wrong")
    assert lockout.locked_usernames([viewer.username, "nobody"]) == {viewer.username}
    actions.unlock(by=SYSTEM, user=viewer)
    assert sign_in(client, viewer.username, RIGHT) == ""
    for _attempt in range(5):
        SignInEvent.objects.create(
            at="2026-01-01T00:00Z", username=viewer.username, ip="10.0.0.1", kind="failed"
        )
    assert not lockout.is_locked(viewer.username, "10.0.0.1")


def test_the_address_behind_a_proxy_counts(
    world: World, client: Client, settings: pytest.FixtureRequest
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    client.post(
        "/accounts/login/",
        {"login": "viewer-990121", "password": "x"},
        headers={"x-forwarded-for": "6.6.6.6, 192.0.2.7"},
    )
    assert SignInEvent.objects.get().ip == "192.0.2.7"


def test_a_second_factor_is_asked_for_after_the_password(world: World, client: Client) -> None:
    viewer = world.people["甲县", "viewer"]
    Authenticator.objects.create(user=viewer, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    sign_in(client, viewer.username, RIGHT)
    assert client.get("/console/settings/").status_code == 302
    page = client.get("/accounts/2fa/authenticate/")
    assert "验证码" in page.content.decode()
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "access.second_factor.failed" in actions_of(viewer.username)


def test_the_initial_password_is_changed_and_then_forgotten(world: World, client: Client) -> None:
    viewer = world.people["甲县", "viewer"]
    secret = actions.reset_password(by=SYSTEM, user=viewer)
    sign_in(client, viewer.username, secret)
    own = {"oldpassword": secret, "password1": "three pine trees 7", "password2": "three pine trees 7"}
    assert client.post("/accounts/password/change/", own).status_code == 302
    assert client.get("/console/settings/").status_code == 200
    assert actions_of(viewer.username)[-1] == "access.password.change"


def test_nobody_signs_up(client: Client) -> None:
    assert client.post("/accounts/signup/", {"username": "me", "password1": RIGHT}).status_code == 404


def test_the_first_sign_in_of_an_administrator(
    world: World,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Initial password, own password, second factor, recovery codes; the house opens after them and not before."""
    held = types.SimpleNamespace(time=lambda: 1_900_000_000)  # a code is good for its half minute alone
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", held)
    admin = world.people["甲县", "audit_admin"]
    secret = actions.reset_password(by=SYSTEM, user=admin)
    sign_in(client, admin.username, secret)
    own = {"oldpassword": secret, "password1": "three pine trees 7", "password2": "three pine trees 7"}
    client.post("/accounts/password/change/", own)
    assert client.get("/console/audit/").headers["Location"] == "/accounts/2fa/totp/activate/"
    key = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(key, next(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)
    assert len(shown.context["unused_codes"]) == 10
    assert client.get("/console/audit/").status_code == 200
    assert actions_of(admin.username)[-3:] == ["access.password.change", *["access.second_factor.add"] * 2]
