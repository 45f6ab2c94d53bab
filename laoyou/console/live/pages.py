"""A figure counted from the registers: by division, and every row behind it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.exporting import TAKES, register_file
from laoyou.console.live.finding import Live, live
from laoyou.console.loading import acting, plan_or_404
from laoyou.indicators.computed import NUMERATOR, Computed, Unit, units
from laoyou.places.models import Division, DivisionTree
from laoyou.plans import queries
from laoyou.plans.models import Plan
from laoyou.providers.models import Location
from laoyou.ui.listing import PAGE_SIZE, Listing

MOST_EXPORTED = 200_000
AREAS = "areas"
Shown = tuple[str, Unit, int | None]


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the figure, in the words of its definition."""

    key: str
    word: str
    total: int | None


@allow("plan.read")
def figure(request: HttpRequest, pk: int, target_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    found = _found(request, plan, target_id)
    part, areas = _part(request, found), request.GET.get("part") == AREAS
    keep = {"part": AREAS if areas else part, "on": found.figure.on.isoformat()}
    listing = Listing(request.GET, keep=keep)
    context: dict[str, Any] = {"plan": plan, "live": found, "row": found.row, "listing": listing}
    context |= {"tabs": _tabs(found), "part": keep["part"], "takes": acting(request).holds(TAKES)}
    if areas:
        context["places"] = by_division(plan, found)
    else:
        pages = context["pages"] = listing.pages(found.figure.rows(part))
        context["rows"] = _rows(found, part, limit=PAGE_SIZE, offset=pages.first)
    return render(request, "console/live/figure.html", context)


def _tabs(found: Live) -> list[Tab]:
    figure, language = found.figure, "en" if get_language() == "en" else "zh"
    return [Tab(part, figure.definition[part][language], figure.total(part)) for part in figure.parts]


@allow(TAKES)
def export(request: HttpRequest, pk: int, target_id: int) -> HttpResponseBase:
    """All rows of one part, as many as the figure counts, or none."""
    found = _found(request, plan_or_404(request, pk), target_id)
    part = _part(request, found)
    if found.figure.rows(part) > MOST_EXPORTED:
        said = _("这个数由超过 %(most)d 条登记组成，一张表放不下，没有导出。请在下级地区的方案里分别导出。")
        messages.error(request, said % {"most": MOST_EXPORTED})
        return redirect(f"{reverse('live', args=[pk, target_id])}?{request.GET.urlencode()}")
    rows = [
        (name, unit.label, unit.nth, unit.amount, unit.weight)
        for name, unit, _provider in _rows(found, part, limit=MOST_EXPORTED)
    ]
    heads = (_("地区"), _("登记"), _("第几个"), _("共几个"), _("计数"))
    title = f"{found.row.target.name[:40]} {found.figure.on}"
    return register_file(request, what="live", title=title, heads=heads, rows=rows)


def _found(request: HttpRequest, plan: Plan, target_id: int) -> Live:
    page = queries.target(plan, target_id)
    found = live(acting(request), plan, page.row, _day(request)) if page else None
    if found is None:
        raise Http404
    return found


def _day(request: HttpRequest) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


def _part(request: HttpRequest, found: Live) -> str:
    asked = request.GET.get("part", "")
    return asked if asked in found.figure.parts else NUMERATOR


def _rows(found: Live, part: str, *, limit: int, offset: int = 0) -> list[Shown]:
    """Each with the name of its division, and with its institution where it tells of one."""
    definition, day = found.figure.definition, found.figure.on
    rows = units(definition, found.within, day, part, limit=limit, offset=offset)
    names = dict(Division.objects.filter(pk__in={row.division_id for row in rows}).values_list("pk", "name"))
    places = {row.record_id for row in rows if row.record == "location"}
    providers = dict(Location.objects.filter(pk__in=places).values_list("pk", "provider_id"))
    return [
        (
            names.get(row.division_id, ""),
            row,
            providers.get(row.record_id) if row.record == "location" else None,
        )
        for row in rows
    ]


def by_division(plan: Plan, found: Live) -> Sequence[tuple[str, Computed]]:
    """The divisions below that have any record, and what is of the division itself; they add up to the figure."""
    below = DivisionTree.objects.filter(
        ancestor__parent_id=plan.division_id, descendant_id__in=found.within
    ).values_list("ancestor__code", "ancestor__name", "descendant_id")
    members: dict[tuple[str, str], set[int]] = {}
    for code, name, descendant in below:
        members.setdefault((code, name), set()).add(descendant)
    parts = [(_("本级（未分到下级）"), found.figure.of([plan.division_id]))]
    parts += [(key[1], found.figure.of(ids)) for key, ids in sorted(members.items())]
    return [(name, figure) for name, figure in parts if figure.counts]
