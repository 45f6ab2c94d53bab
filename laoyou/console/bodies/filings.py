"""Filings of successions: the list and the page that is printed and sent."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.bodies.models import Filing
from laoyou.bodies.queries.filings import years
from laoyou.console.bodies.asking import ask
from laoyou.console.bodies.forms import EvidenceForm
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting, kept_files
from laoyou.console.office.lists import page_of
from laoyou.ui.listing import Filter, Listing


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    filters = [Filter("year", _("年份"), [(str(year), str(year)) for year in years(actor)])]
    return Listing(request.GET, filters, ("filed_on", "since"), "-filed_on")


def _found(listing: Listing, actor: Actor) -> Any:
    return queries.filings(actor, text=listing.text, sort=listing.sort, **listing.chosen)


@allow("plan.read")
def filings(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    page = page_of(listing, _found(listing, actor))
    context = {"listing": listing, "rows": page.rows, "pages": page.pages, "tab": "filings"}
    return render(request, "console/bodies/filings.html", context)


@allow("plan.read")
def filings_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    who = [_("备案号"), _("职务"), _("离任"), _("接任"), _("任职日期"), _("任免文件")]
    header = [*who, _("递补席位"), pgettext("filing", "报送"), _("备案日期")]
    return register_file(
        request,
        what="filings",
        title=_("递补备案"),
        heads=header,
        rows=map(_exported, _found(_listing(request, actor), actor)),
        permission="plan.read",
    )


def _exported(one: Filing) -> tuple[Any, ...]:
    seats = "；".join(f"{seat.body} {seat.role}" for seat in queries.filed_seats(one))
    who = (one.number, one.post, one.outgoing, one.incoming)
    return *who, one.since, one.document, seats, one.filed_to, one.filed_on


def _filing(request: HttpRequest, pk: int) -> Filing:
    found = queries.filing(acting(request), pk)
    if found is None:
        raise Http404
    return found


@allow("plan.read")
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    context: dict[str, Any] = {"filing": found, "seats": queries.filed_seats(found)}
    context["files"] = found.files.defer("content")
    context["corrections"] = found.tenure.corrections.select_related("by")
    context["manages"] = acting(request).may("body.manage", found.division_id)
    return render(request, "console/bodies/filing.html", context)


@allow("body.manage")
def filing_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    found, actor = _filing(request, pk), acting(request)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            files = kept_files(actor, found.division, form.cleaned_data["files"])
            actions.add_evidence(by=actor, filing=found, files=files)
            messages.success(request, _("佐证文件已附上。"))
            return redirect("filing", pk)
    words = {"title": _("给备案%(number)s附上文件") % {"number": found.number}, "button": _("附上文件")}
    return ask(request, form, back=reverse("filing", args=[pk]), multipart=True, **words)
