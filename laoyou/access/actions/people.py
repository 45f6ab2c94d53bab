"""Accounts: made, changed, stopped and unlocked by the security administrator of their division."""

import secrets

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.lockout import remember
from laoyou.access.models import SignInEvent, User
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division

# Without letters and digits that look alike when read from a slip of paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
USERNAME = RegexValidator(r"^[\w.@+-]{2,60}\Z")


def initial_password() -> str:
    """Four groups of four: 79 bits, and readable aloud."""
    return "-".join("".join(secrets.choice(_READABLE) for _place in range(4)) for _group in range(4))


@transaction.atomic
def create_person(
    *,
    by: Actor,
    username: str,
    name: str,
    division: Division,
    password: str | None = None,
    language: str = "zh-hans",
) -> tuple[User, str]:
    """Gives the person and the initial password, which is shown once and changed at the first sign-in.

    A `password` given is the person's own and need not be changed.
    """
    require_people(by, division.pk)
    username = username.strip()
    _check_username(username)
    user = User(username=username, name=name.strip(), division=division, language=language)
    user.must_change_password = password is None
    secret = password or initial_password()
    user.set_password(secret)
    user.save()
    by.record(action="access.person.create", obj=user, division_id=division.pk)
    return user, secret


def _check_username(username: str) -> None:
    try:
        USERNAME(username)
    except ValidationError as error:
        raise Refused(
            _("用户名须为 2 至 60 个字母、数字、汉字或 . _ @ + - ，中间没有空格。"), "username"
        ) from error
    if User.objects.filter(username=username).exists():
        raise Refused(_("用户名“%(name)s”已有人使用，请换一个。") % {"name": username}, "username")


@transaction.atomic
def change_person(*, by: Actor, user: User, name: str, division: Division) -> User:
    _require_other(by, user)
    require_people(by, division.pk)
    user.name, user.division = name.strip(), division
    user.save(update_fields=["name", "division"])
    by.record(action="access.person.change", obj=user, division_id=division.pk)
    return user


@transaction.atomic
def deactivate(*, by: Actor, user: User) -> None:
    """The account stays, with all that it did; its open sessions end at their next page."""
    _require_other(by, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    by.record(action="access.person.deactivate", obj=user)


@transaction.atomic
def reactivate(*, by: Actor, user: User) -> None:
    _require_other(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    by.record(action="access.person.reactivate", obj=user)


@transaction.atomic
def reset_password(*, by: Actor, user: User) -> str:
    """A new initial password; every session of the person ends."""
    _require_other(by, user)
    secret = initial_password()
    user.set_password(secret)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    by.record(action="access.password.reset", obj=user)
    return secret


@transaction.atomic
def reset_second_factor(*, by: Actor, user: User) -> None:
    """For a lost phone or key: the person sets a new factor at the next sign-in."""
    _require_other(by, user)
    Authenticator.objects.filter(user=user).delete()
    by.record(action="access.second_factor.reset", obj=user)


@transaction.atomic
def unlock(*, by: Actor, user: User) -> None:
    _require_other(by, user)
    remember(username=user.username, ip=by.ip, kind=SignInEvent.Kind.UNLOCKED)
    by.record(action="access.person.unlock", obj=user)


@transaction.atomic
def set_preferences(*, by: Actor, language: str, elder_mode: bool) -> User:
    """A person's own language and size of letters."""
    user = User.objects.get(username=by.username)
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("请从列出的语言中选一种。"), "language")
    user.language, user.elder_mode = language, elder_mode
    user.save(update_fields=["language", "elder_mode"])
    by.record(
        action="access.preferences.set", obj=user, detail={"language": language, "elder_mode": elder_mode}
    )
    return user


def require_people(by: Actor, division_id: int | None) -> None:
    if not by.may("people.manage", division_id or 0):
        raise Refused(_("此人不在您管理的地区内。请找该地区的安全管理员。"), "division")


def _require_other(by: Actor, user: User) -> None:
    """An administrator does not change their own account: another one does."""
    if by.user_id == user.pk:
        raise Refused(_("不能管理自己的账号。请另一位安全管理员办理。"))
    require_people(by, user.division_id)
