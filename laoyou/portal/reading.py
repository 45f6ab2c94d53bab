"""A visitor's choice of language and type size, kept without an account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from laoyou.access.actions import set_preferences
from laoyou.access.scope import actor_of
from laoyou.ui.context import ELDER_COOKIE, elder_mode

YEAR = 365 * 24 * 3600


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what the form names, and go back to the page the visitor was reading."""
    response = HttpResponseRedirect(back_to(request, request.POST))
    secure = request.is_secure()
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=secure
        )
    if (elder := request.POST.get("elder")) in {"0", "1"}:
        response.set_cookie(ELDER_COOKIE, elder, max_age=YEAR, samesite="Lax", secure=secure)
    _keep_for_person(request, language, elder)
    return response


def _keep_for_person(request: HttpRequest, language: str | None, elder: str | None) -> None:
    """A signed-in person's own choice comes before cookies, so it has to change with them."""
    actor = actor_of(request)
    if actor is None or not request.user.is_authenticated:
        return
    chosen = language if language in dict(settings.LANGUAGES) else request.user.language
    large = elder == "1" if elder in {"0", "1"} else elder_mode(request)
    set_preferences(by=actor, language=chosen or settings.LANGUAGE_CODE, elder_mode=large)


def back_to(request: HttpRequest, given: QueryDict) -> str:
    """The page of this site that `next` names; the first page where it names another site or none."""
    target = given.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe else reverse("portal-home")
