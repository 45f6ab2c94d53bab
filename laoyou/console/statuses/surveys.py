"""Villages' surveys: the sheet to print, its quick entry, those that were taken."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.places.models import Division
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.statuses import actions, queries
from laoyou.statuses.models import Survey
from laoyou.statuses.queries.surveys import Line, last_days
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.numbers import whole


@allow("resident.edit")
def surveys(request: HttpRequest) -> HttpResponse:
    villages = queries.villages(acting(request).divisions_for("resident.edit"))
    above = villages.order_by("parent__code").values_list("parent_id", "parent__name").distinct()
    towns = [(str(pk), name) for pk, name in above]
    listing = Listing(request.GET, [Filter("town", _("乡镇"), towns)] if len(towns) > 1 else [])
    if town := whole(listing.chosen.get("town", "")):
        villages = villages.filter(parent_id=town)
    if listing.text:
        named = Q(name__contains=listing.text) | Q(parent__name__contains=listing.text)
        villages = villages.filter(named)
    shown, pages = listing.cut(list(villages))
    days = last_days([one.pk for one in shown])
    context: dict[str, Any] = {
        "listing": listing,
        "rows": [(one, days.get(one.pk)) for one in shown],
        "pages": pages,
    }
    context["taken"] = queries.surveys()[:20]
    return render(request, "console/statuses/surveys.html", context)


@allow("resident.read")
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.surveys().filter(pk=pk).first()
    if found is None:
        raise Http404
    lines = list(
        found.lines.select_related("resident").defer("resident__id_sealed", "resident__phone_sealed")
    )
    _log(request, found.division, [line.resident for line in lines], "survey")
    words = {box.key: box.label for who in ("elder", "child") for box in queries.boxes(found.division, who)}
    rows = [(line.resident, [words.get(key, key) for key in line.boxes]) for line in lines]
    return render(request, "console/statuses/survey.html", {"found": found, "rows": rows})


@allow("resident.edit")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet on A4; opening it counts as an export, since it leaves on paper."""
    village, who = _village_or_404(request, pk), _who(request)
    lines = actions.print_sheet(by=acting(request), division=village, who=who)
    context: dict[str, Any] = {
        "village": village,
        "who": who,
        "boxes": queries.boxes(village, who),
        "now": timezone.now(),
    }
    context["households"] = _households(lines)
    context["by"] = acting(request).username
    return render(request, "console/statuses/sheet.html", context)


def _households(lines: list[Line]) -> list[tuple[str, list[tuple[int, Line]]]]:
    """People of one address together, each with their number, in the order of the sheet."""
    found: dict[str, list[tuple[int, Line]]] = {}
    for number, line in enumerate(lines, start=1):
        found.setdefault(line.resident.address, []).append((number, line))
    return list(found.items())


def _saved(request: HttpRequest, village: Division, who: str) -> Survey:
    made: Survey = actions.save_survey(
        by=acting(request), division=village, who=who, day=_day(request), seen=_seen(request)
    )
    said = {"seen": made.seen, "opened": made.opened, "ended": made.ended}
    messages.success(request, _("已保存：见到 %(seen)d 人，新增 %(opened)d 项，终止 %(ended)d 项。") % said)
    return made


@allow("resident.edit")
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    village, who = _village_or_404(request, pk), _who(request)
    if request.method == "POST":
        try:
            return redirect("survey", _saved(request, village, who).pk)
        except Refused as refused:
            messages.error(request, refused.message)
    lines = queries.sheet_lines(village, who)
    _log(request, village, [line.resident for line in lines], "survey-enter")
    typed = _seen(request) if request.method == "POST" else {}
    context: dict[str, Any] = {"village": village, "who": who, "boxes": queries.boxes(village, who)}
    context["rows"] = [
        (line, line.resident.pk in typed, set(typed.get(line.resident.pk, line.ticked))) for line in lines
    ]
    context["day"] = request.POST.get("day") or timezone.localdate().isoformat()
    return render(request, "console/statuses/enter.html", context)


def _day(request: HttpRequest) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Refused(_("请填写排查日期。"), "day") from error


def _seen(request: HttpRequest) -> dict[int, list[str]]:
    people = [number for number in map(whole, request.POST.getlist("seen")) if number]
    return {pk: request.POST.getlist(f"box-{pk}") for pk in people}


def _who(request: HttpRequest) -> str:
    return "child" if request.GET.get("who") == "child" else "elder"


def _village_or_404(request: HttpRequest, pk: int) -> Division:
    found = queries.villages(acting(request).divisions_for("resident.edit")).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _log(request: HttpRequest, division: Division, people: list[Resident], page: str) -> None:
    kind = ReadLine.Kind.LISTED
    log_read(
        by=acting(request), kind=kind, residents=[one.pk for one in people], division_id=division.pk, purpose=page,
        minors=sum(is_child(one.birth_date, timezone.localdate()) for one in people),
    )  # fmt: skip
