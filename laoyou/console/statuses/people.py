"""Who holds a kind today."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting
from laoyou.lib import masking
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
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
    _log(request, kind, [one.resident_id for one, _said, _source in shown], ReadLine.Kind.LISTED)
    context: dict[str, Any] = {"kind": kind, "listing": listing, "rows": shown, "pages": pages}
    context["may_export"] = acting(request).holds("resident.export")
    return render(request, "console/statuses/people.html", context)


@allow("resident.export")
def export(request: HttpRequest) -> HttpResponse:
    """The list as the page narrows it, numbers masked, with a line that says who took it and when."""
    kind = queries.kind(request.GET.get("kind", ""))
    if kind is None:
        return redirect("statuses")
    rows = list(queries.people(kind, _wanted(_listing(request, kind))))
    _log(request, kind, [one.resident_id for one in rows], ReadLine.Kind.EXPORTED)
    stream = io.StringIO()
    out = csv.writer(stream)
    out.writerow(
        [_("姓名"), _("证件号码"), _("出生日期"), _("村（社区）"), str(kind.label), _("来源"), _("自")]
    )
    out.writerows(_cells(kind, one) for one in rows)
    said = {"who": acting(request).username, "when": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
    out.writerow([_("由 %(who)s 于 %(when)s 导出") % said])
    response = HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    return as_file(response, f"{kind.label}.csv")


def _cells(kind: Kind, one: Status) -> list[str]:
    who, source = one.resident, kind.source(one.source)
    cells = [
        who.name,
        masking.number(who.id_hint),
        who.birth_date,
        one.division.name,
        kind.said(one.attributes),
    ]
    return [_text(cell) for cell in [*cells, source.label if source else one.source, one.since]]


def _text(value: Any) -> str:
    """Never a formula for the program that opens it."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in "=+-@" and text else text


def _log(request: HttpRequest, kind: Kind, people_ids: list[int], how: ReadLine.Kind) -> None:
    actor = acting(request)
    division = min(actor.home_ids, default=None)
    minors = len(people_ids) if kind.who == "child" else 0
    purpose = f"status-people:{kind.key}"
    log_read(by=actor, kind=how, residents=people_ids, division_id=division, purpose=purpose, minors=minors)


def _listing(request: HttpRequest, kind: Kind) -> Listing:
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
    return Listing(
        request.GET, [one for one in filters if one.choices], tuple(ORDERS), "division", {"kind": kind.key}
    )


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
