"""What every page needs around its content."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from laoyou.access.scope import actor_of
from laoyou.ui.navigation import entries

ELDER_COOKIE = "laoyou_elder"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Language, elder mode and the sections of the navigation."""
    actor = actor_of(request)
    return {
        "html_lang": "en" if get_language() == "en" else "zh-Hans",
        "elder_mode": elder_mode(request),
        "sections": entries(request, actor),
        "actor": actor,
    }


def elder_mode(request: HttpRequest) -> bool:
    """The visitor's own choice: what the person set when signed in, else the cookie."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return bool(user.elder_mode)
    return request.COOKIES.get(ELDER_COOKIE) == "1"
