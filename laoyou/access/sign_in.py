"""What happens beside a sign-in: a line in the audit, and the password that is no longer the initial one."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from laoyou.access.addresses import address_of
from laoyou.access.audit import write_line
from laoyou.access.scope import Actor


def write_sign_in_line(action: str, user: Any, ip: str | None, **detail: Any) -> None:
    """`user` None: the name typed is of nobody, and is not kept (it may be a mistyped password)."""
    actor = Actor(user.pk, user.username, ip=ip) if user else Actor(None, "", ip=ip)
    write_line(by=actor, action=action, obj=user or "", detail=detail)


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    from laoyou.access.lockout import remember

    remember(username=user.username, ip=address_of(request), kind="succeeded")
    write_sign_in_line("access.sign_in", user, address_of(request))


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        write_sign_in_line("access.sign_out", user, address_of(request))


@receiver(password_changed)
def _password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    # They have just typed the former password: the second factor, set next, does not ask for it again.
    record_authentication(request, user, method="password", reauthenticated=True)
    write_sign_in_line("access.password.change", user, address_of(request))


@receiver(authenticator_added)
def _factor_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    write_sign_in_line("access.second_factor.add", user, address_of(request), kind=authenticator.type)


@receiver(authenticator_removed)
def _factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    write_sign_in_line("access.second_factor.remove", user, address_of(request), kind=authenticator.type)


@receiver(authentication_failed)
def _factor_failed(request: HttpRequest, user: Any, **_: Any) -> None:
    write_sign_in_line("access.second_factor.failed", user, address_of(request))
