"""What one may bring, and the batches that were brought."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.loading import acting
from laoyou.console.sheets.finding import target_or_404
from laoyou.sheets import progress, queries
from laoyou.sheets.models import Batch
from laoyou.sheets.templates import template
from laoyou.ui.listing import Filter, Listing


@allow("sheet.import")
def sheets(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    known = queries.allowed(actor)
    states = [(str(value), label) for value, label in Batch.State.choices]
    filters = [
        Filter("target", _("登记册"), [(one.key, str(one.label)) for one in known]),
        Filter("state", _("状态"), states),
    ]
    listing = Listing(request.GET, filters, ("brought_at", "name", "total"), "-brought_at")
    found = queries.batches(actor).filter(**listing.chosen).order_by(listing.sort, "-id")
    found = found.filter(name__icontains=listing.text) if listing.text else found
    pages = listing.pages(found.count())
    worked_at = progress.worked_at()
    rows = [
        (one, _mark(one, worked_at), queries.label_of(one.target))
        for one in found[pages.first : pages.first + pages.size]
    ]
    context: dict[str, Any] = {"listing": listing, "rows": rows, "pages": pages, "targets": known}
    return render(request, "console/sheets/index.html", context)


def _mark(batch: Batch, worked_at: set[int]) -> str:
    return f"sheet_{queries.standing(batch, worked_at)}"


@allow("sheet.import")
def template_file(request: HttpRequest) -> HttpResponse:
    target = target_or_404(request)
    if target is None:
        return redirect("sheets")
    name = _("%(name)s导入模板.xlsx") % {"name": target.label}
    return as_file(HttpResponse(template(target), content_type=EXCEL), name)
