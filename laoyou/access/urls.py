"""Sign-in and second factor: of allauth's pages those that a closed house needs. No sign-up, no mail."""

from typing import NoReturn

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path

from laoyou.access.decorators import PUBLIC, SIGNED_IN, View, allow


def _page(route: str, view: View, name: str, permission: str) -> URLPattern:
    guarded = allow(permission)(view)
    # Open to whoever must still change the initial password or set a second factor: it is where they do it.
    guarded.laoyou_before_ready = True  # type: ignore[attr-defined]
    return path(route, guarded, name=name)


def closed(request: HttpRequest) -> NoReturn:
    """allauth names these pages in links that we do not show."""
    raise Http404


urlpatterns = [
    _page("login/", account.login, "account_login", PUBLIC),
    _page("logout/", account.logout, "account_logout", PUBLIC),
    _page("reauthenticate/", account.reauthenticate, "account_reauthenticate", SIGNED_IN),
    _page("password/change/", account.password_change, "account_change_password", SIGNED_IN),
    _page("signup/", closed, "account_signup", PUBLIC),
    _page("email/", closed, "account_email", PUBLIC),
    _page("2fa/", factor.index, "mfa_index", SIGNED_IN),
    _page("2fa/authenticate/", factor.authenticate, "mfa_authenticate", PUBLIC),
    _page("2fa/reauthenticate/", factor.reauthenticate, "mfa_reauthenticate", SIGNED_IN),
    _page("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp", SIGNED_IN),
    _page("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp", SIGNED_IN),
    _page("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", SIGNED_IN),
    _page(
        "2fa/recovery-codes/generate/",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        SIGNED_IN,
    ),
    _page(
        "2fa/recovery-codes/download/",
        codes.download_recovery_codes,
        "mfa_download_recovery_codes",
        SIGNED_IN,
    ),
    _page("2fa/keys/", keys.list_webauthn, "mfa_list_webauthn", SIGNED_IN),
    _page("2fa/keys/add/", keys.add_webauthn, "mfa_add_webauthn", SIGNED_IN),
    _page("2fa/keys/reauthenticate/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn", SIGNED_IN),
    _page("2fa/keys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn", SIGNED_IN),
    _page("2fa/keys/<int:pk>/edit/", keys.edit_webauthn, "mfa_edit_webauthn", SIGNED_IN),
]
