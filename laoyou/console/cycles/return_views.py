"""One unit's return: filled in, saved as typed, passed on, taken or given back; its paper and its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.cycles import return_words as words
from laoyou.console.cycles.forms import ConfirmForm, FilesForm, ReasonForm
from laoyou.console.cycles.loading import cycle_or_404, sheet_or_404, unit_of
from laoyou.console.cycles.return_page import ReturnPage, posted
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.loading import acting, kept_files
from laoyou.progress import actions
from laoyou.progress.forms.writing import form_name, write_form
from laoyou.progress.queries import returns
from laoyou.progress.queries.cycles import exempted
from laoyou.progress.rules.returns import date_of
from laoyou.ui.numbers import whole


@allow("plan.read")
def unit_return(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    sheet = sheet_or_404(request, pk, department_id)
    page = ReturnPage(sheet, acting(request))
    if request.method == "POST":
        page = ReturnPage(sheet, acting(request), posted(request.POST, sheet.rows))
        try:
            return _taken(request, page)
        except Refused as refused:
            page.refused(refused)
            if not page.faults:
                messages.error(request, refused.message)
    context: dict[str, Any] = {"page": page, "sheet": sheet, "cycle": sheet.cycle, "unit": sheet.department}
    context |= words.history(sheet)
    return render(request, "console/cycles/return.html", context)


def _taken(request: HttpRequest, page: ReturnPage) -> HttpResponse:
    """Saved, or sent on its way."""
    sheet, data = page.page, request.POST
    given: dict[str, Any] = {"by": acting(request), "cycle": sheet.cycle, "department": sheet.department}
    given |= {"version": whole(data.get("version", "")) or 0, "content": posted(data, sheet.rows)}
    page.because = data.get("because", "")
    if data.get("do") == "submit":
        received = _received(data.get("received_on", ""))
        now = actions.submit_return(**given, because=page.because, received_on=received)
        messages.success(request, words.submitted(now))
    else:
        actions.save_return(**given)
        messages.success(request, _("已保存，还没有报送。"))
    return redirect("return", sheet.cycle.pk, sheet.department.pk)


def _received(typed: str) -> Any:
    try:
        return date_of(typed)
    except ValueError as fault:
        raise Refused(_("“%(typed)s”不是日期。请写成 2025-12-31 这样。") % {"typed": typed}) from fault


@allow("progress.file")
@require_POST
def save(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    """As it is typed. What went wrong is said beside the button; the text stays in the page."""
    sheet = sheet_or_404(request, pk, department_id)
    version, said = whole(request.POST.get("version", "")) or 0, ""
    try:
        content = posted(request.POST, sheet.rows)
        given: dict[str, Any] = {"cycle": sheet.cycle, "department": sheet.department, "content": content}
        version = actions.save_return(by=acting(request), version=version, **given).version
    except Refused as refused:
        said = refused.message
    context = {"version": version, "said": said, "now": timezone.localtime()}
    return render(request, "console/cycles/saved.html", context)


STEPS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "pass": (ConfirmForm, actions.pass_return),
    "send-back": (ReasonForm, actions.send_back),
    "withdraw": (ConfirmForm, actions.send_back),
    "accept": (ConfirmForm, actions.accept_return),
    "give-back": (ReasonForm, actions.give_back),
}


@allow("progress.file")
def step(request: HttpRequest, pk: int, department_id: int, step: str) -> HttpResponse:
    sheet = sheet_or_404(request, pk, department_id)
    if step not in STEPS:
        raise Http404
    kind, action = STEPS[step]
    form = kind(request.POST or None, initial={"version": sheet.version})
    if form.is_valid() and sheet.found:
        with form.refusals():
            given = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
            action(by=acting(request), found=sheet.found, **given)
            messages.success(request, words.done(step))
            return redirect("return", pk, department_id)
    context = {"cycle": sheet.cycle, "unit": sheet.department, "form": form, "words": words.step(step, sheet)}
    return render(request, "console/cycles/return_step.html", context)


@allow("progress.manage")
def exempt(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    """Let a unit off, or take that back."""
    cycle = cycle_or_404(request, pk, "progress.manage")
    unit = unit_of(cycle, department_id)
    held = (cycle.pk, unit.pk) in exempted([cycle.pk])
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            action = actions.lift_exemption if held else actions.exempt_unit
            action(by=acting(request), cycle=cycle, department=unit, reason=form.cleaned_data["reason"])
            messages.success(request, _("已恢复报送。") if held else _("已免报。"))
            return redirect("cycle", cycle.pk)
    context = {"cycle": cycle, "unit": unit, "form": form, "words": words.exemption(held, unit)}
    return render(request, "console/cycles/return_step.html", context)


@allow("progress.file")
def files(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    """The stamped scan, and other proofs."""
    sheet = sheet_or_404(request, pk, department_id)
    unit, form = sheet.department, FilesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            by = acting(request)
            kept = kept_files(by, unit.division, form.cleaned_data["files"])
            actions.attach_files(by=by, cycle=sheet.cycle, department=unit, files=kept)
            messages.success(request, _("文件已附上。"))
            return redirect("return", pk, department_id)
    context = {"cycle": sheet.cycle, "unit": unit, "form": form, "words": words.files()}
    return render(request, "console/cycles/return_step.html", context)


@allow("plan.read")
def form_export(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    sheet = sheet_or_404(request, pk, department_id)
    response = HttpResponse(write_form(sheet), content_type=EXCEL)
    return as_file(response, form_name(sheet))


@allow("plan.read")
def paper(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    """For A4: filled in, or with room to write (?blank=1)."""
    sheet = sheet_or_404(request, pk, department_id)
    filed = returns.filed(sheet.found) if sheet.found else []
    context: dict[str, Any] = {"sheet": sheet, "cycle": sheet.cycle, "unit": sheet.department}
    context |= {"blank": request.GET.get("blank") == "1", "filed": filed[0] if filed else None}
    return render(request, "console/cycles/paper.html", context)
