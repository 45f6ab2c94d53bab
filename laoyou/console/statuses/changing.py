"""A status is added, ended, corrected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting, kept_files
from laoyou.console.statuses.forms import EndForm, StatusForm
from laoyou.console.statuses.index import groups
from laoyou.console.statuses.part import came_from, log_opened, resident_or_404
from laoyou.evidence.models import File
from laoyou.people.models import Resident
from laoyou.people.rules import age
from laoyou.statuses import actions, queries
from laoyou.statuses.models import Status
from laoyou.statuses.rules.declared import Kind

ADULT = 18  # kinds for children are offered below, kinds for elders from here on


@allow("resident.edit")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """The kind by ?kind=; without it the page asks for it first."""
    resident = resident_or_404(request, pk, "resident.edit")
    log_opened(request, resident)
    known = queries.kinds(resident.division)
    kind = known.get(request.GET.get("kind", ""))
    form = StatusForm(kind, request.POST or None, request.FILES or None) if kind else None
    if form and kind and form.is_valid():
        with form.refusals():
            evidence = _evidence(request, resident, form)
            actions.add_status(
                by=acting(request), resident=resident, kind=kind.key, evidence=evidence, **form.values()
            )
            messages.success(request, _("已记下“%(kind)s”。") % {"kind": kind.label})
            return redirect(came_from(request, pk)["back"])
    context: dict[str, Any] = {"resident": resident, "form": form, "kind": kind, **came_from(request, pk)}
    context["groups"] = _choices(resident, known)
    return render(request, "console/statuses/add.html", context)


def _choices(resident: Resident, known: dict[str, Kind]) -> list[tuple[str, list[Kind]]]:
    """What a person can write down of somebody of this age, group by group."""
    born = resident.birth_date
    other = "" if born is None else "elder" if age(born, timezone.localdate()) < ADULT else "child"
    grouped = [
        (word, [one for one in known.values() if one.group == key and one.by_hand and one.who != other])
        for key, word in groups()
    ]
    return [(word, found) for word, found in grouped if found]


@allow("resident.edit")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    status = _status_or_404(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_status(by=acting(request), status=status, **form.cleaned_data)
            messages.success(request, _("已终止，原来的起止都保留。"))
            return redirect(came_from(request, status.resident_id)["back"])
    return render(request, "console/statuses/end.html", _context(request, status, form))


@allow("resident.edit")
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    status = _status_or_404(request, pk)
    kind = queries.kind(status.kind, status.division)
    if kind is None:
        raise Http404
    form = StatusForm(kind, request.POST or None, request.FILES or None, old=status)
    if form.is_valid():
        with form.refusals():
            evidence = _evidence(request, status.resident, form)
            actions.correct_status(by=acting(request), status=status, evidence=evidence, **form.values())
            messages.success(request, _("已更正，原来记的留在下面。"))
            return redirect(came_from(request, status.resident_id)["back"])
    return render(request, "console/statuses/correct.html", _context(request, status, form))


def _evidence(request: HttpRequest, resident: Resident, form: StatusForm) -> File | None:
    files = kept_files(acting(request), resident.division, form.cleaned_data["file"] or [], of_people=True)
    return files[0] if files else None


def _status_or_404(request: HttpRequest, pk: int) -> Status:
    rows = Status.objects.select_related("resident__division__parent", "division").filter(
        pk=pk, withdrawn=False
    )
    found = rows.defer("resident__id_sealed", "resident__phone_sealed").first()
    if found is None or not acting(request).may("resident.edit", found.division_id):
        raise Http404
    log_opened(request, found.resident)
    return found


def _context(request: HttpRequest, status: Status, form: Any) -> dict[str, Any]:
    kind = queries.kind(status.kind, status.division)
    found = {"status": status, "form": form, "kind": kind, "resident": status.resident}
    return found | came_from(request, status.resident_id)
