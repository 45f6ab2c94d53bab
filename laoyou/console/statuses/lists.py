"""Lists by source: brought, compared, confirmed."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting
from laoyou.console.statuses.forms import BringForm, WhyForm
from laoyou.console.statuses.tables import table_of
from laoyou.lib import charts, masking
from laoyou.lib.drawing import svg
from laoyou.people.rules import is_child
from laoyou.places.models import Division
from laoyou.privacy.keys import ring
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.statuses import actions, queries
from laoyou.statuses.models import SourceItem, SourceList
from laoyou.statuses.queries.lists import tallies
from laoyou.statuses.sheets import Unreadable, rows_of_table
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.numbers import whole

SIZE = 100


@allow("resident.read")
def lists(request: HttpRequest) -> HttpResponse:
    known = queries.kinds()
    states = [("open", _("待确认")), ("settled", _("已办结"))]
    kinds = [(one.key, str(one.label)) for one in known.values() if one.listed]
    filters = [Filter("state", _("状态"), states), Filter("kind", _("名单"), kinds)]
    listing = Listing(request.GET, filters)
    found = queries.source_lists().filter(**listing.chosen, division__name__contains=listing.text)
    rows, pages = listing.cut([(one, label_of(one)) for one in found])
    context: dict[str, Any] = {"listing": listing, "rows": rows, "pages": pages}
    return render(request, "console/statuses/lists.html", context)


def label_of(one: SourceList) -> str:
    kind = queries.kind(one.kind)
    source = kind.source(one.source) if kind else None
    return f"{kind.label if kind else one.kind} · {source.label if source else one.source}"


@allow("resident.edit")
def bring(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    places = Division.objects.filter(
        pk__in=actor.divisions_for("resident.edit"), level__in=("county", "township", "village")
    )
    known = queries.kinds()
    choices = [
        (f"{one.key}/{s.key}", f"{one.label} · {s.label}") for one in known.values() for s in one.listed
    ]
    form = BringForm(places.order_by("level", "code"), choices, request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            made = _brought(request, form.cleaned_data)
            return redirect("source-list", made.pk)
    return render(request, "console/statuses/bring.html", {"form": form})


def _brought(request: HttpRequest, typed: dict[str, Any]) -> SourceList:
    key, _slash, source = typed["what"].partition("/")
    kind = queries.kind(key, typed["division"])
    try:
        rows = rows_of_table(kind, table_of(typed["file"], typed["text"])) if kind else []
    except Unreadable as error:
        raise Refused(str(error), "file") from error
    month, division = typed["month"], typed["division"]
    return actions.bring_list(
        by=acting(request), division=division, source=source, kind=key, month=month, rows=rows
    )


@allow("resident.read")
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs; a POST confirms, leaves or looks again."""
    found = _list_or_404(pk)
    edits = acting(request).may("resident.edit", found.division_id)
    if request.method == "POST" and edits:
        _decided(request, found)
        return redirect(request.get_full_path())
    counted = tallies(found)
    asked = request.GET.get("what", "")
    what = asked if asked in counted else next((one for one, n in counted.items() if n), "arrival")
    total = sum(counted[what].values())
    pages = Pages(min(whole(request.GET.get("page", "")) or 1, Pages(1, total, SIZE).last) or 1, total, SIZE)
    context = {"found": found, "label": label_of(found), "what": what, "pages": pages, "edits": edits}
    context["open_all"] = counted[what].get("open", 0)
    context |= _shown(request, found, what, pages) | _sizes(found)
    context["tabs"] = [
        (one, SourceItem.What(one).label, sum(n.values()), n.get("open", 0)) for one, n in counted.items()
    ]
    context["approves"] = acting(request).may("resident.approve", found.division_id)
    return render(request, "console/statuses/compare.html", context)


def _decided(request: HttpRequest, found: SourceList) -> None:
    chosen = [number for number in map(whole, request.POST.getlist("item")) if number]
    step, actor = request.POST.get("step", ""), acting(request)
    try:
        if step == "leave":
            n = actions.leave_items(by=actor, source_list=found, item_ids=chosen)
        elif step == "match":
            n = actions.match_again(by=actor, source_list=found)
        else:
            what = request.POST.get("what", "") if step == "all" else ""
            done = actions.confirm_items(
                by=actor, source_list=found, item_ids=None if step == "all" else chosen, what=what
            )
            n = sum(done.values())
        said = ngettext("已办理 %(n)d 人。", "已办理 %(n)d 人。", n)
        messages.success(request, said % {"n": n})
    except Refused as refused:
        messages.error(request, refused.message)


def _shown(request: HttpRequest, found: SourceList, what: str, pages: Pages) -> dict[str, Any]:
    kind = queries.kind(found.kind, found.division)
    start = (pages.number - 1) * SIZE
    rows = list(queries.items(found, what).order_by("state", "division__code", "pk")[start : start + SIZE])
    known = {row.resident.pk: row.resident for row in rows if row.resident}
    log_read(
        by=acting(request), kind=ReadLine.Kind.LISTED, residents=known, division_id=found.division_id,
        purpose="source-list",
        minors=sum(is_child(one.birth_date, timezone.localdate()) for one in known.values()),
    )  # fmt: skip
    words = [
        (row, kind.said(row.attributes) if kind else "", _was(row, kind), *_unknown(row)) for row in rows
    ]
    return {"rows": words, "open_here": sum(row.state == "open" for row in rows)}


def _was(row: SourceItem, kind: Any) -> str:
    return kind.said(row.status.attributes) if kind and row.status and row.what == "change" else ""


def _unknown(row: SourceItem) -> tuple[str, str]:
    """Name and masked number of somebody whom the register does not know."""
    if row.sealed is None:
        return "", ""
    name, number = json.loads(ring().open(bytes(row.sealed), kind="list"))
    return name, masking.number(number[-1:])


def _sizes(found: SourceList) -> dict[str, Any]:
    sizes = queries.earlier_sizes(found)
    drawn = svg(charts.bars([(f"{month:%y-%m}", float(total)) for month, total in sizes], size=charts.SMALL))
    return {"sizes": sizes, "chart": drawn if len(sizes) > 1 else ""}


@allow("resident.approve")
def allow_shrink(request: HttpRequest, pk: int) -> HttpResponse:
    found = _list_or_404(pk)
    if not acting(request).may("resident.approve", found.division_id):
        raise Http404
    form = WhyForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.allow_shrink(by=acting(request), source_list=found, why=form.cleaned_data["why"])
            messages.success(request, _("已放行。退出人员现在可以确认。"))
            return redirect("source-list", pk)
    context = {
        "found": found,
        "form": form,
        "label": label_of(found),
        "gone": tallies(found)["departure"].get("open", 0),
    }
    return render(request, "console/statuses/allow.html", context | _sizes(found))


def _list_or_404(pk: int) -> SourceList:
    found = queries.source_list(pk)
    if found is None:
        raise Http404
    return found
