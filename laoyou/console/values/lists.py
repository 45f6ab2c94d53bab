"""What waits for this office, what came back to this reporter, and what was decided last."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.values.export import workbook_answer
from laoyou.indicators import waiting
from laoyou.plans.queries import ValueRow, value_rows
from laoyou.ui.listing import Filter, Listing

VIEWS = ("waiting", "returned", "decided")
SOURCES = {
    "waiting": waiting.waiting_for,
    "returned": waiting.returned_to,
    "decided": waiting.decided_by,
}


@allow("value.report")
def values(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing, rows, view = _listed(request, actor)
    shown, pages = listing.cut(rows)
    context = {
        "listing": listing,
        "rows": shown,
        "pages": pages,
        "view": view,
        "accepts": actor.holds("value.accept"),
    }
    return render(request, "console/values/list.html", {**context, **_counts(actor)})


@allow("value.report")
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as an Excel file."""
    _listing, rows, _view = _listed(request, acting(request))
    return workbook_answer(rows)


def _listed(request: HttpRequest, actor: Actor) -> tuple[Listing, list[ValueRow], str]:
    asked = request.GET.get("view", "")
    first = "waiting" if actor.holds("value.accept") else "returned"
    view = asked if asked in VIEWS and (actor.holds("value.accept") or asked == "returned") else first
    rows = value_rows(SOURCES[view](actor))
    listing = Listing(request.GET, _filters(rows), ("name", "place", "period"), "", {"view": view})
    return listing, _narrowed(rows, listing), view


def _filters(rows: Sequence[ValueRow]) -> list[Filter]:
    places = {str(row.observation.division_id): row.observation.division.name for row in rows}
    levels = {str(row.at.pk): row.at.name for row in rows}
    periods = sorted({row.observation.period for row in rows}, reverse=True)
    found = [
        Filter("place", _("地区"), sorted(places.items())),
        Filter("period", _("期间"), [(one, one) for one in periods]),
    ]
    return [*found, Filter("at", _("审核级别"), sorted(levels.items()))] if len(levels) > 1 else found


def _narrowed(rows: Sequence[ValueRow], listing: Listing) -> list[ValueRow]:
    chosen, text = listing.chosen, listing.text
    kept = [
        row
        for row in rows
        if (not text or text in row.name or text in row.observation.division.name)
        and str(row.observation.division_id) == chosen.get("place", str(row.observation.division_id))
        and row.observation.period == chosen.get("period", row.observation.period)
        and str(row.at.pk) == chosen.get("at", str(row.at.pk))
    ]
    orders: dict[str, Any] = {
        "name": lambda row: row.name,
        "place": lambda row: row.observation.division.code,
        "period": lambda row: row.observation.period,
    }
    order = orders.get(listing.sort.removeprefix("-"))
    return sorted(kept, key=order, reverse=listing.sort.startswith("-")) if order else kept


def _counts(actor: Actor) -> dict[str, int]:
    return {"waits": len(waiting.waiting_ids(actor)), "came_back": len(waiting.returned_to(actor))}
