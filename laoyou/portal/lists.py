"""Public lists: what a place offers and what it is doing, in plain words. Public fields of published editions only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import PUBLIC, allow
from laoyou.lists import queries
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.numbers import whole


@allow(PUBLIC)
def lists(request: HttpRequest) -> HttpResponse:
    """Every published list, by place."""
    found = queries.public_lists()
    return render(request, "portal/lists.html", {"places": queries.of_division(found)})


@allow(PUBLIC)
def list_(request: HttpRequest, pk: int) -> HttpResponse:
    found = _list_or_404(pk)
    listing = Listing(request.GET, _filters(found))
    page = queries.page_of(
        queries.public_rows(found.edition, search=listing.text, state=listing.chosen.get("state", "")),
        listing.number,
    )
    context: dict[str, Any] = {"found": found, "listing": listing, "pages": Pages(page.number, page.total)}
    context["rows"] = queries.public_items(found, page.rows)
    return render(request, "portal/list.html", context)


def _filters(found: queries.PublicList) -> list[Filter]:
    states = [(state.key, state.label) for state in found.declared.states if state.public]
    return [Filter("state", "", states)] if states else []


@allow(PUBLIC)
def item(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = _list_or_404(pk)
    row = queries.public_rows(found.edition).filter(number=number).first()
    if row is None:
        raise Http404
    return render(request, "portal/list_item.html", {"found": found, "item": queries.public_item(found, row)})


@allow(PUBLIC)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What a published edition changed; the newest against the one before, or ?from= against ?to=."""
    found = _list_or_404(pk)
    known = {one.number: one for one in found.editions}
    after = known.get(whole(request.GET.get("to", "")) or 0) or found.editions[0]
    older = [one for one in found.editions if one.number < after.number]
    before = known.get(whole(request.GET.get("from", "")) or 0) or next(iter(older), None)
    context: dict[str, Any] = {"found": found, "before": before, "after": after}
    if before is not None:
        context["diff"] = queries.public_comparison(before, after)
    return render(request, "portal/list_changes.html", context)


def _list_or_404(pk: int) -> queries.PublicList:
    found = queries.public_list(pk)
    if found is None:
        raise Http404
    return found
