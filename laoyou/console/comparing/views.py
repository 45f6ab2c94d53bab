"""Choosing a second plan, the comparison, its export, and correcting what corresponds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.comparing.forms import CorrectionForm
from laoyou.console.comparing.page import NEAR, ComparisonPage
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.known import period_words
from laoyou.console.loading import acting
from laoyou.plans import actions, comparing_book, queries
from laoyou.plans.models import Plan
from laoyou.ui.listing import Filter, Listing


def comparable_or_404(request: HttpRequest, pk: int) -> Plan:
    found = queries.comparable_plan(acting(request), pk)
    if found is None:
        raise Http404
    return found


def both_or_404(request: HttpRequest, pk: int, other: int) -> tuple[Plan, Plan]:
    if pk == other:
        raise Http404
    return comparable_or_404(request, pk), comparable_or_404(request, other)


@allow("plan.read")
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    plan, periods = comparable_or_404(request, pk), period_words()
    listing = Listing(
        request.GET,
        [
            Filter("near", _("谁的方案"), list(NEAR.items())),
            Filter("period", _("规划期"), [(key, one["zh"]) for key, one in periods.items()]),
        ],
    )
    rows = queries.comparable_plans(acting(request), plan, search=listing.text, **listing.chosen)
    shown, pages = listing.cut(rows)
    context = {"plan": plan, "listing": listing, "rows": shown, "pages": pages, "periods": periods}
    return render(request, "console/comparing/choose.html", context)


@allow("plan.read")
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    page = ComparisonPage(acting(request), queries.compare(*both_or_404(request, pk, other)), request.GET)
    return render(request, "console/comparing/compare.html", {"page": page, "listing": page.listing})


@allow("plan.read")
def export(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Every tab, each with all its rows."""
    comparison = queries.compare(*both_or_404(request, pk, other))
    response = HttpResponse(comparing_book.workbook(comparison), content_type=EXCEL)
    name = _("方案对照 %(first)s 与 %(second)s") % {
        "first": comparison.first.division.name,
        "second": comparison.second.division.name,
    }
    return as_file(response, f"{name}.xlsx")


@allow("plan.review")
def correct(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Say that two parts correspond or do not; undoing is a further word."""
    plans, actor = both_or_404(request, pk, other), acting(request)
    if not any(actor.may("plan.review", plan.division_id) for plan in plans):
        raise Http404
    page = ComparisonPage(actor, queries.compare(*plans), request.GET)
    form = CorrectionForm(page, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.correct_alignment(by=actor, first=plans[0], second=plans[1], **form.correction())
            messages.success(request, _("已记下。以后再对照这两份方案，都按这个认定。"))
            return redirect(page.url)
    return render(request, "console/comparing/correct.html", {"page": page, "form": form})
