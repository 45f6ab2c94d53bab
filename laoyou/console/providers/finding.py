"""What an address of the institutions names, as far as the person may see or keep it; all else is 404."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.providers import queries
from laoyou.providers.models import Enrolment, Group, Location, Provider, Stay


def provider_or_404(request: HttpRequest, pk: int, permission: str = "provider.read") -> Provider:
    actor, found = acting(request), queries.provider(pk)
    if found is None or not (permission == "provider.read" or actor.may(permission, found.division_id)):
        raise Http404
    return found


def location_or_404(request: HttpRequest, pk: int) -> Location:
    """A place whose licence and capacity this person keeps."""
    found = queries.location(pk)
    if found is None or not acting(request).may("provider.edit", found.division_id):
        raise Http404
    return found


def keeps(actor: Actor, place: Location) -> bool:
    """The county's registrar, and the provider's own staff."""
    own = actor.holds("provider.own") and place.provider_id in actor.provider_refs
    return own or actor.may("provider.edit", place.division_id)


def kept_or_404(request: HttpRequest, place: Location | None) -> Location:
    if place is None or not keeps(acting(request), place):
        raise Http404
    return place


def held_or_404(request: HttpRequest, row: Stay | Enrolment | Group | None) -> None:
    kept_or_404(request, row.location if row else None)


def home_of(actor: Actor, place: Location) -> HttpResponse:
    """Back to the page of the institution from which this person came."""
    return redirect(home_url(actor, place))


def home_url(actor: Actor, place: Location) -> str:
    from django.urls import reverse

    if actor.holds("provider.read"):
        return reverse("provider", args=[place.provider_id])
    return reverse("own-providers")


def ask(request: HttpRequest, form: forms.Form, **words: Any) -> HttpResponse:
    """A form page: `title`, `button`, `back`; at will `lead`, `provider`, `danger`."""
    return render(request, "console/providers/form.html", {"form": form, **words})
