"""Forms that came back: recognised, shown beside what stands online, then taken in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.console.cycles.forms import ImportForm, TakeForm
from laoyou.console.cycles.loading import cycle_or_404
from laoyou.console.loading import acting
from laoyou.evidence import queries as evidence
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.progress import actions
from laoyou.progress.errors import Faulty
from laoyou.progress.forms.reading import FormFault, unpacked
from laoyou.progress.models import Cycle
from laoyou.progress.queries.form_check import Check, check_form, fault_line, fault_words, recognised
from laoyou.ui.numbers import whole

MOST = 200


@allow("progress.manage")
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Recognised forms are kept as files of their unit and checked on the next page; the others get a sentence."""
    cycle = cycle_or_404(request, pk, "progress.manage")
    form = ImportForm(request.POST or None, request.FILES or None)
    refused: list[Check] = []
    kept: list[File] = []
    if form.is_valid():
        kept, refused = _recognised(acting(request), cycle, form.cleaned_data["files"])
        if kept and not refused:
            return redirect(_check_url(cycle, kept))
    link = _check_url(cycle, kept) if kept else ""
    context = {"cycle": cycle, "form": form, "refused": refused, "kept": kept, "link": link}
    return render(request, "console/cycles/import.html", context)


@allow("progress.manage")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What each form changes and what conflicts; nothing is taken before it is confirmed."""
    cycle = cycle_or_404(request, pk, "progress.manage")
    checks = [check_form(cycle, file) for file in _files(request.GET)]
    form = TakeForm(request.POST or None)
    faults: list[tuple[str, list[str]]] = []
    if form.is_valid():
        taken, faults = _take(request, cycle, checks, form)
        if taken:
            messages.success(request, _("已导入 %(n)d 份填报表。") % {"n": taken})
        if not faults:
            return redirect("cycle", cycle.pk)
        checks = [check_form(cycle, file) for file in _files(request.GET)]
    ready = sum(not each.refused for each in checks)
    context = {"cycle": cycle, "checks": checks, "form": form, "faults": faults, "ready": ready}
    return render(request, "console/cycles/import_check.html", context)


def _check_url(cycle: Cycle, files: list[File]) -> str:
    return (
        f"{reverse('cycle-import-check', args=[cycle.pk])}?files={','.join(str(file.pk) for file in files)}"
    )


def _files(given: QueryDict) -> list[File]:
    ids = [whole(each) for each in given.get("files", "").split(",")][:MOST]
    return [file for pk in ids if pk and (file := evidence.file(pk)) is not None]


def _recognised(by: Actor, cycle: Cycle, given: list[Any]) -> tuple[list[File], list[Check]]:
    kept: list[File] = []
    refused: list[Check] = []
    for one in given:
        try:
            inside = list(unpacked(one.name, one.read()))
        except FormFault as fault:
            refused.append(Check(None, one.name, refused=fault_words(fault.reason, one.name)))
            continue
        for name, data in inside:
            found = recognised(cycle, name, data)
            if isinstance(found, Check):
                refused.append(found)
                continue
            unit = Department.objects.filter(pk=found.issued.unit).select_related("division").first()
            division = unit.division if unit else cycle.division
            kept.append(store_file(by=by, division=division, name=name, content=data))
    return kept, refused


def _take(
    request: HttpRequest, cycle: Cycle, checks: list[Check], form: TakeForm
) -> tuple[int, list[tuple[str, list[str]]]]:
    """One by one: what is wrong with one form does not hold up the others."""
    taken, faults = 0, []
    for each in checks:
        if each.refused or each.file is None or each.department is None or each.page is None:
            continue
        names = [line.clash.name for line in each.conflicts]
        keep = [name for name in names if request.POST.get(f"{each.file.pk}:{name}", "online") == "online"]
        version = whole(request.POST.get(f"{each.file.pk}:version", "")) or 0
        said = {name: form.cleaned_data[name] for name in ("submit", "because", "received_on")}
        said["received_on"] = said["received_on"] if said["submit"] else None
        try:
            given = {"cycle": cycle, "file": each.file, "version": version, "keep_online": keep, **said}
            actions.take_form(by=acting(request), **given)
            taken += 1
        except Faulty as faulty:
            faults.append((each.department.name, [fault_line(row) for row in faulty.rows]))
        except Refused as refused:
            faults.append((each.department.name, [refused.message]))
    return taken, faults
