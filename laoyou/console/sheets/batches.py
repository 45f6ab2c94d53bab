"""One batch: how far it is, what is wrong in it, what it would change; written, begun again or given up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.loading import acting
from laoyou.console.sheets.finding import Found, batch_or_404
from laoyou.sheets import actions, mending, queries, sources
from laoyou.sheets.models import Fault
from laoyou.ui.listing import Filter, Listing

STEPS: dict[str, Any] = {
    "check": actions.check,
    "apply": actions.apply,
    "restart": actions.restart,
    "drop": actions.drop,
    "destroy": actions.destroy_file,
}


@allow("sheet.import")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = batch_or_404(request, pk)
    counted = queries.faults_by_kind(found.batch)
    words = dict(Fault.Kind.choices)
    choices = [(kind, f"{words[kind]} {number}") for kind, number in counted]
    listing = Listing(request.GET, [Filter("kind", _("问题"), choices)])
    faults = queries.faults(found.batch, kind=listing.chosen.get("kind", ""), text=listing.text)
    pages = listing.pages(faults.count())
    rows = list(faults[pages.first : pages.first + pages.size])
    context = {"found": found, "listing": listing, "rows": rows, "pages": pages}
    context["file"] = queries.has_file(found.batch)
    context["takes"] = queries.takes_to_mend(acting(request), found.batch)
    return render(request, "console/sheets/batch.html", {**context, "ignored": _ignored(found)})


def _ignored(found: Found) -> list[str]:
    return [column["head"] for column in found.batch.columns if column["head"] and not column["key"]]


@allow("sheet.import")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """A part of the page, asked for every second while the batch runs; then the whole page is loaded anew."""
    found = batch_or_404(request, pk)
    response = render(request, "console/sheets/progress.html", {"found": found})
    if not found.running:
        response.headers["HX-Refresh"] = "true"
    return response


@allow("sheet.import")
@require_POST
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    found = batch_or_404(request, pk)
    if step not in STEPS:
        raise Http404
    try:
        STEPS[step](by=acting(request), batch=found.batch)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("sheets" if step == "drop" else "sheet-batch", *([] if step == "drop" else [pk]))


@allow("sheet.import")
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """The bad lines in the county's own columns, with what to do in red."""
    found = batch_or_404(request, pk)
    kept = queries.has_file(found.batch)
    if not kept or not found.batch.bad or not queries.takes_to_mend(acting(request), found.batch):
        raise Http404
    actions.take_to_mend(by=acting(request), batch=found.batch)
    if kept == "mend":
        content = sources.content_of(found.batch, kept)
    else:
        content = mending.workbook(sources.table_of(found.batch), found.batch)
    name = _("待改-%(name)s.xlsx") % {"name": found.batch.name.rpartition(".")[0] or found.batch.name}
    return as_file(HttpResponse(content, content_type=EXCEL), name)
