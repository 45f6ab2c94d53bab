"""What allauth asks of us: lock-out, no self sign-up, no mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from laoyou.access.addresses import address_of
from laoyou.access.lockout import is_locked, remember
from laoyou.access.models import SignInEvent, User
from laoyou.access.sign_in import write_sign_in_line


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, *_: Any, **__: Any) -> None:
        """No mail leaves the house: accounts are kept by the security administrator."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if is_locked(str(credentials.get("username") or ""), address_of(request)):
            raise ValidationError(
                _("多次输错，账号已暂时锁定。请 %(minutes)d 分钟后再试，或请安全管理员解锁。"),
                code="locked",
                params={"minutes": settings.LOCKOUT_MINUTES},
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        username, ip = str(credentials.get("username") or ""), address_of(request)
        remember(username=username, ip=ip, kind=SignInEvent.Kind.FAILED)
        user = User.objects.filter(username=username).first()
        write_sign_in_line("access.sign_in.failed", user, ip)
        if is_locked(username, ip):
            write_sign_in_line("access.sign_in.locked", user, ip)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "username_password_mismatch":
            return ValidationError(_("用户名或密码不对。请再输一次；忘记密码请找安全管理员重设。"), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error
