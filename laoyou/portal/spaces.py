"""Usable spaces that offices published: name, address, area, kind and whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from laoyou.access.decorators import PUBLIC, allow
from laoyou.places.models import Level
from laoyou.spaces import queries
from laoyou.spaces.models import Space
from laoyou.ui.listing import Filter, Listing

KINDS = dict(Space.Kind.choices)


def _where(row: queries.PublicSpace) -> str:
    """Address with the place, once: many addresses begin with it."""
    place, address = row["division__name"], row["site__address"]
    if address.startswith(place):
        return address
    village = row["division__level"] == Level.VILLAGE
    return f"{row['division__parent__name']}{place} {address}" if village else f"{place} {address}"


@allow(PUBLIC)
def spaces(request: HttpRequest) -> HttpResponse:
    listing = Listing(request.GET, [Filter("kind", _("类别"), Space.Kind.choices)])
    rows, pages = listing.cut(queries.public_spaces(text=listing.text, kind=listing.chosen.get("kind", "")))
    shown = [(row, KINDS[row["kind"]], _where(row)) for row in rows]
    return render(request, "portal/spaces.html", {"rows": shown, "listing": listing, "pages": pages})
