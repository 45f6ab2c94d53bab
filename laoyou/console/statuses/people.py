"""Who holds a kind today."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.exporting import Leaving, export_page
from laoyou.console.loading import acting
from laoyou.console.residents.finding import SearchListing, searched
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.sheets.exporting import Line, Out
from laoyou.statuses import queries
from laoyou.statuses.models import Status
from laoyou.statuses.queries.people import AGES, ORDERS, townships
from laoyou.statuses.rules.declared import Kind
from laoyou.ui.listing import PAGE_SIZE, Filter, Listing, Pages
from laoyou.ui.numbers import whole

BY_ATTRIBUTE = (
    "a_"  # before the key of an attribute in an address, so that it meets no name of the page itself
)


@allow("resident.read")
def people(request: HttpRequest) -> HttpResponse:
    kind = queries.kind(request.GET.get("kind", ""))
    if kind is None:
        return redirect("statuses")
    listing = _listing(request, kind)
    rows = queries.people(kind, _wanted(listing))
    total = rows.count()
    pages = Pages(min(listing.number, Pages(1, total).last), total)
    start = (pages.number - 1) * PAGE_SIZE
    shown = [
        (one, kind.said(one.attributes), kind.source(one.source)) for one in rows[start : start + PAGE_SIZE]
    ]
    _log(request, kind, [one.resident_id for one, _said, _source in shown])
    context: dict[str, Any] = {"kind": kind, "listing": listing, "rows": shown, "pages": pages}
    context["may_export"] = acting(request).holds("resident.export")
    return render(request, "console/statuses/people.html", context)


@allow("resident.export")
def export(request: HttpRequest) -> HttpResponseBase:
    """The list as the page narrows it, as far as the right to export reaches."""
    kind = queries.kind(request.GET.get("kind", ""))
    if kind is None:
        return redirect("statuses")
    listing = _listing(request, kind)
    may = acting(request).divisions_for("resident.export")
    rows = queries.people(kind, _wanted(listing)).filter(division_id__in=may)
    leaving = Leaving(
        "statuses", str(kind.label), rows.count(), _columns(kind), lambda: _lines(kind, rows),
        reverse("status-people") + listing.here,
    )  # fmt: skip
    return export_page(request, leaving, "resident.export")


def _columns(kind: Kind) -> list[Out]:
    heads = [_("出生日期"), _("乡镇"), _("村（社区）"), str(kind.label), _("来源"), _("自")]
    return [Out(_("姓名")), Out(_("证件号码"), "id_number"), *map(Out, heads)]


def _lines(kind: Kind, rows: QuerySet[Status]) -> Iterator[Line]:
    today = timezone.localdate()
    for one in rows.iterator(2000):
        who, source, place = one.resident, kind.source(one.source), one.division
        above = place.parent.name if place.parent else ""
        said = kind.said(one.attributes) or _("是")
        cells = [who.name, who.id_hint, who.birth_date, above, place.name, said]
        word = source.label if source else one.source
        yield Line([*cells, str(word), one.since], who.pk, minor=is_child(who.birth_date, today))


def _log(request: HttpRequest, kind: Kind, people_ids: list[int]) -> None:
    actor = acting(request)
    division = min(actor.home_ids, default=None)
    minors = len(people_ids) if kind.who == "child" else 0
    purpose = f"status-people:{kind.key}"
    log_read(
        by=actor, kind=ReadLine.Kind.LISTED, residents=people_ids, division_id=division, purpose=purpose,
        minors=minors,
    )  # fmt: skip


def _listing(request: HttpRequest, kind: Kind) -> SearchListing:
    counted = queries.facets(kind)
    places = [(str(one.pk), one.name) for one in townships(kind)]
    filters = [
        Filter("place", _("乡镇、村（社区）"), places),
        Filter("source", _("来源"), _choices([(s.key, s.label) for s in kind.sources], counted["source"])),
        *(
            Filter(BY_ATTRIBUTE + one.key, str(one.label), _choices([(c.key, c.label) for c in one.choices], counted[one.key]))
            for one in kind.attributes
        ),
        Filter("ages", _("年龄"), [(one, one) for one in AGES]),
    ]  # fmt: skip
    text = searched(request)
    keep = {"kind": kind.key, **({"s": request.GET["s"]} if text else {})}
    shown = [one for one in filters if one.choices]
    return SearchListing(request.GET, shown, tuple(ORDERS), "division", keep, typed=text)


def _choices(known: list[tuple[str, Any]], counted: dict[str, int]) -> list[tuple[str, str]]:
    return [(key, f"{label} {counted[key]}") for key, label in known if counted.get(key)]


def _wanted(listing: Listing) -> queries.PeopleFilter:
    chosen = listing.chosen
    attributes = {
        name.removeprefix(BY_ATTRIBUTE): value
        for name, value in chosen.items()
        if name.startswith(BY_ATTRIBUTE)
    }
    place, sources = whole(chosen.get("place", "")), chosen.get("source", "")
    return queries.PeopleFilter(
        listing.text, place, sources, chosen.get("ages", ""), attributes, listing.sort
    )
