"""Each view says who may see it; a guard refuses a view that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from laoyou.access.rules import ALL_PERMISSIONS
from laoyou.access.scope import actor_of

View = Callable[..., HttpResponseBase]
PUBLIC = "public"
SIGNED_IN = "signed_in"


def allow(permission: str) -> Callable[[View], View]:
    """PUBLIC, SIGNED_IN or a permission of rules. Whoever may not gets 404: an address tells a stranger nothing."""
    if permission not in ALL_PERMISSIONS | {PUBLIC, SIGNED_IN}:
        raise ValueError(f"{permission!r} is no permission; see laoyou.access.rules.PERMISSIONS")

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission != PUBLIC:
                actor = actor_of(request)
                if actor is None:
                    return redirect_to_login(request.get_full_path())
                if permission != SIGNED_IN and not actor.holds(permission):
                    raise Http404
            response = view(request, *args, **kwargs)
            if permission != PUBLIC:
                # Offices share computers: nothing of a signed-in page comes back with the browser's Back button.
                patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.laoyou_permission = permission  # type: ignore[attr-defined]
        return guarded

    return mark
