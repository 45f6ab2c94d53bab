"""What is past its term: looked at, approved to be destroyed; and what was."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.office.lists import page_of
from laoyou.console.privacy.named import named
from laoyou.console.privacy.tabs import tabs
from laoyou.places.models import Division
from laoyou.privacy import disposal
from laoyou.ui.forms import PageForm
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.numbers import whole


@allow("resident.approve")
def disposals(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    homes = _homes(actor)
    places = [(str(one.pk), one.name) for one in homes] if len(homes) > 1 else []
    listing = Listing(request.GET, [Filter("place", _("地区"), places)])
    place = _home(homes, listing.chosen.get("place", ""))
    page = page_of(listing, disposal.lists(actor))
    due = [
        (one, len(disposal.unlisted(one)), _word(one.rule), _word(one.rule["starts"]))
        for one in disposal.due(by=actor, division=place)
    ]
    context: dict[str, Any] = {"listing": listing, "place": place, "due": due}
    context |= {"rows": [(one, _label(one.kind, place)) for one in page.rows], "pages": page.pages}
    return render(request, "console/privacy/disposals.html", context | {"tabs": tabs(request, "disposals")})


@allow("resident.approve")
def approve(request: HttpRequest) -> HttpResponse:
    """What would go, one row each; approved by the number that was seen."""
    actor, key = acting(request), request.GET.get("key", "")
    place = _home(_homes(actor), request.GET.get("place", ""))
    found = next((one for one in disposal.due(by=actor, division=place) if one.rule["key"] == key), None)
    if found is None or not found.acts:
        return redirect("disposals")
    form = PageForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            count = whole(request.POST.get("count", "")) or 0
            disposal.approve(by=actor, division=place, key=key, count=count)
            messages.success(request, _("已批准，列入待销毁。"))
            return redirect("disposals")
    return render(
        request, "console/privacy/disposal.html", _looked_at(request, found, place) | {"form": form}
    )


def _looked_at(request: HttpRequest, found: disposal.Due, place: Division) -> dict[str, Any]:
    ids = disposal.unlisted(found)
    rows, pages = Listing(request.GET).cut(disposal.records(found.rule["key"], ids))
    known = named(acting(request), [one.resident for one in rows], "disposals")
    shown = [(one, known.get(one.resident)) for one in rows]
    return {
        "found": found,
        "count": len(ids),
        "rows": shown,
        "pages": pages,
        "place": place,
        "label": _word(found.rule),
    }


def _homes(actor: Actor) -> list[Division]:
    mine = actor.home_ids & actor.divisions_for("resident.approve")
    return list(Division.objects.filter(pk__in=mine).order_by("code"))


def _home(homes: list[Division], asked: str) -> Division:
    found = next((one for one in homes if str(one.pk) == asked), None) or next(iter(homes), None)
    if found is None:
        raise Http404
    return found


def _label(key: str, place: Division) -> str:
    if key == disposal.DELETION:
        return _("本人要求删除")
    found = disposal.labels(place).get(key)
    return _word(found) if found else key


def _word(said: dict[str, Any]) -> str:
    """Of a text of the packs, in the language of the page."""
    return str(said["en" if get_language() == "en" else "zh"])
