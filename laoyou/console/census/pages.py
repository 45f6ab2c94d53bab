"""The list of counts, one count by age, recording."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.census import actions, queries
from laoyou.census.models import Basis, Figure
from laoyou.census.rules import figures_of
from laoyou.console.census.forms import CountForm
from laoyou.console.exporting import TAKES, register_file
from laoyou.console.loading import acting
from laoyou.console.office.lists import page_of
from laoyou.lib.charts import pyramid
from laoyou.lib.drawing import svg
from laoyou.places.models import Level
from laoyou.ui.listing import Filter, Listing


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    days = queries.counts(actor).order_by("-on").values_list("on", flat=True).distinct()
    filters = [
        Filter("basis", _("口径"), Basis.choices),
        Filter("on", _("时点"), [(day.isoformat(), day.isoformat()) for day in days[:40]]),
        Filter("level", _("级别"), Level.choices),
    ]
    return Listing(request.GET, filters, ("division__code", "on", "count"), "division__code")


def _found(listing: Listing, actor: Actor) -> QuerySet[Figure]:
    chosen, found = listing.chosen, queries.counts(actor)
    for name, field in (("basis", "basis"), ("on", "on"), ("level", "division__level")):
        if name in chosen:
            found = found.filter(**{field: chosen[name]})
    if listing.text:
        found = found.filter(
            Q(division__name__icontains=listing.text)
            | Q(division__former_names__name__icontains=listing.text)
            | Q(division__code__startswith=listing.text)
            | Q(source__icontains=listing.text)
        ).distinct()
    return found.order_by(listing.sort, "-on", "basis", "id")


@allow("plan.read")
def census(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    page = page_of(listing, _found(listing, actor))
    ages = queries.ages_of(page.rows)
    rows = [(each, ages.get((each.division_id, each.on, each.basis), 0)) for each in page.rows]
    context = {"listing": listing, "rows": rows, "pages": page.pages}
    context |= {"records": actor.holds("census.manage"), "takes": actor.holds(TAKES)}
    return render(request, "console/census/index.html", context)


@allow(TAKES)
def census_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    heads = [
        _("代码"),
        _("地区"),
        _("时点"),
        _("口径"),
        _("性别"),
        _("年龄自"),
        _("年龄至"),
        _("人数"),
        _("来源"),
    ]
    totals = _found(_listing(request, actor), actor)
    rows = (
        (row.division.code, row.division, row.on, row.get_basis_display(), row.get_sex_display(),
         row.age_from, row.age_to, row.count, row.source)
        for row in queries.with_ages(totals)
    )  # fmt: skip
    return register_file(request, what="census", title=_("人口"), heads=heads, rows=rows)


@allow("plan.read")
def census_count(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    total = queries.counts(actor).filter(pk=pk).first()
    if total is None:
        raise Http404
    rows = queries.by_age(queries.of_count(total))
    context: dict[str, Any] = {"total": total, "rows": rows, "before": queries.corrections(total)}
    context["records"] = actor.may("census.manage", total.division_id)
    if rows:
        drawing = pyramid([(row.label, row.male, row.female) for row in rows])
        context["drawing"] = mark_safe(svg(drawing))  # noqa: S308 - our own drawing, made of numbers only
        context["most"] = max(rows, key=lambda row: row.both)
    return render(request, "console/census/count.html", context)


@allow("census.manage")
def census_record(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    initial = {name: request.GET[name] for name in ("division", "on", "basis") if name in request.GET}
    form = CountForm(actor, request.POST or None, initial=initial)
    if form.is_valid():
        with form.refusals():
            rows = figures_of(form.said(), form.cleaned_data["division"])
            done = actions.record_figures(by=actor, rows=rows)
            counts = {"added": done.added, "changed": done.changed, "same": done.same}
            messages.success(
                request, _("新增 %(added)d 个数，更正 %(changed)d 个，未变 %(same)d 个。") % counts
            )
            return redirect("census-count", queries.total_of(rows[0]).pk)
    return render(request, "console/census/record.html", {"form": form})
