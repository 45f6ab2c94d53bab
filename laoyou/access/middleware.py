"""Each request runs in one transaction, as a role that sees the person's divisions only."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from laoyou.access.addresses import address_of
from laoyou.access.decorators import PUBLIC
from laoyou.access.scope import actor_of, must_set_second_factor, request_scope

GetResponse = Callable[[HttpRequest], HttpResponse]


class PreferencesMiddleware:
    """A signed-in person's language comes before the browser's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or request.user.language
        return self.get_response(request)


class ScopeMiddleware:
    """Opens the scope and the transaction together.

    Either alone fails: settings made for one transaction do not reach a second one, and rows of a page that
    fails while it is rendered would be kept, since ATOMIC_REQUESTS ends with the view.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with request_scope(request.user, address_of(request)) as actor:
            request.actor = actor  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Whoever still has the initial password or lacks a second factor sets it before all else."""
        actor = actor_of(request)
        open_before = (
            getattr(view, "laoyou_before_ready", False) or getattr(view, "laoyou_permission", "") == PUBLIC
        )
        if actor is None or open_before:
            return None
        if request.user.is_authenticated and request.user.must_change_password:
            return redirect(reverse("account_change_password"))
        if must_set_second_factor(actor):
            return redirect(reverse("mfa_activate_totp"))
        return None
