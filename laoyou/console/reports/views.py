"""The list of reports, a new one, one to read, and the rows behind a figure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting
from laoyou.console.reports import drilling
from laoyou.console.reports.forms import NewForm
from laoyou.console.reports.linking import linker
from laoyou.console.reports.loading import opened_or_404
from laoyou.console.values.export import answer
from laoyou.reports import actions, figures, queries
from laoyou.reports.kinds import KINDS
from laoyou.reports.models import Report
from laoyou.reports.queries import Opened
from laoyou.reports.rendering import RENDERERS, web
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.marks import MARKS

STATES = tuple(Report.State.values)


@allow("plan.read")
def reports(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    periods = [(each, each) for each in queries.periods_of(actor)]
    filters = [
        Filter("kind", _("种类"), [(each.key, each.label) for each in KINDS.values()]),
        Filter("period", _("期间"), periods),
        Filter("state", _("状态"), [(state, MARKS[f"report_{state}"].word) for state in STATES]),
    ]
    listing = Listing(request.GET, filters, ("updated", "period", "title"), "-updated")
    rows = queries.reports(actor, search=listing.text, sort=listing.sort, **listing.chosen)
    shown, pages = listing.cut(rows)
    context = {"listing": listing, "rows": shown, "pages": pages, "writes": actor.holds("report.write")}
    return render(request, "console/reports/reports.html", context)


@allow("report.write")
def new(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    asked = {name: request.GET[name] for name in ("plan", "cycle", "kind", "period") if name in request.GET}
    form = NewForm(actor, request.POST or None, asked)
    if form.is_valid():
        with form.refusals():
            made = actions.create_report(by=actor, **form.cleaned_data)
            messages.success(request, _("报告初稿已生成，数据都已填好。请逐节看过，改成自己的话。"))
            return redirect("report-page", made.pk)
    return render(request, "console/reports/new.html", {"form": form})


@allow("plan.read")
def page(request: HttpRequest, pk: int) -> HttpResponse:
    found = opened_or_404(request, pk)
    article = web.article(found.document, linker(found), _tools(found))
    context: dict[str, Any] = {"found": found, "report": found.report, "kind": KINDS[found.report.kind]}
    # Everything in it was escaped where it was built.
    context["article"] = mark_safe(article)  # noqa: S308
    return render(request, "console/reports/page.html", context)


def _tools(found: Opened) -> web.Tools:
    """Beside each heading, for who may write."""

    def tool(key: str) -> str:
        if not found.editable:
            return ""
        address = reverse("report-words", args=[found.report.pk, key])
        return format_html('<a class="report-edit no-print" href="{}">{}</a>', address, _("改这一节"))

    return tool


@allow("plan.read")
def figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """As many rows as the figure says, from the snapshot that the report was written from."""
    found, selection = _selected(request, pk, key)
    listing, rows = drilling.listed(request.GET, found, selection)
    shown, pages = listing.cut(rows)
    context = {"found": found, "report": found.report, "selection": selection, "listing": listing}
    context |= {"rows": shown, "pages": pages, "source": figures.SOURCES[selection.of]}
    return render(request, "console/reports/figure.html", context)


@allow("plan.read")
def figure_export(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The rows as they are filtered and ordered, as an Excel file."""
    found, selection = _selected(request, pk, key)
    _listing, rows = drilling.listed(request.GET, found, selection)
    return answer(drilling.sheet(selection, rows), selection.label)


def _selected(request: HttpRequest, pk: int, key: str) -> tuple[Opened, figures.Selection]:
    found = opened_or_404(request, pk)
    selection = figures.select(found.facts, key)
    if selection is None:
        raise Http404
    return found, selection


@allow("plan.read")
def export(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The report as a file: docx, xlsx or html."""
    found = opened_or_404(request, pk)
    if suffix not in RENDERERS:
        raise Http404
    media, render_it = RENDERERS[suffix]
    response = HttpResponse(render_it(found.document), content_type=media)
    name = f"{found.document.head.title[:60]}.{suffix}"
    return as_file(response, name)
