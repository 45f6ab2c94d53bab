"""The list of cycles, one cycle with how every unit stands, and what the office does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.cycles import tables
from laoyou.console.cycles.forms import ConfirmForm, CycleForm, DeliverForm, ReasonForm
from laoyou.console.cycles.loading import cycle_or_404
from laoyou.console.downloads import as_file
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting, kept_files, plan_or_404
from laoyou.progress import actions
from laoyou.progress.forms.writing import zipped
from laoyou.progress.models import Cycle
from laoyou.progress.queries import cycles as queries
from laoyou.progress.queries import returns
from laoyou.progress.rules.cycles import is_rest_day
from laoyou.reports import queries as reports
from laoyou.ui.numbers import whole


@allow("plan.read")
def cycles(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    return render(request, "console/cycles/cycles.html", tables.cycle_list(request, actor))


@allow("plan.read")
def cycles_export(request: HttpRequest) -> FileResponse:
    rows = tables.cycle_rows(request, acting(request))
    return register_file(
        request,
        what="cycles",
        title=_("报送"),
        heads=tables.CYCLE_HEADS,
        rows=map(tables.cycle_cells, rows),
        permission="plan.read",
    )


@allow("plan.read")
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    found = cycle_or_404(request, pk)
    actor = acting(request)
    context = tables.cycle_page(request, found, actor)
    context["manages"] = actor.may("progress.manage", found.division_id)
    context["acts"] = context["manages"] and found.kind == Cycle.Kind.COLLECTION
    context["rest_day"] = is_rest_day(found.due)
    context["reports"] = reports.of_cycle(actor, found)
    context["write_at"] = tables.report_of(found) if actor.may("report.write", found.division_id) else ""
    return render(request, "console/cycles/cycle.html", context)


@allow("plan.read")
def export(request: HttpRequest, pk: int) -> FileResponse:
    found = cycle_or_404(request, pk)
    rows = tables.unit_rows(request, found, acting(request))
    return register_file(
        request,
        what="cycle",
        title=found.title[:60],
        heads=tables.UNIT_HEADS,
        rows=map(tables.unit_cells, rows),
        permission="plan.read",
    )


@allow("progress.manage")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A cycle made by hand; ?duty= takes the words of a duty that names no day."""
    plan = plan_or_404(request, pk, "progress.manage")
    duty = plan.duties.filter(pk=whole(request.GET.get("duty", "")) or 0).first()
    form = CycleForm(plan, request.POST or None, initial=tables.initial_of(duty))
    if form.is_valid():
        with form.refusals():
            made = actions.make_cycle(by=acting(request), plan=plan, **form.given())
            messages.success(request, _("已建立，可以下载填报表发给各单位了。"))
            return redirect("cycle", made.pk)
    context = {"plan": plan, "form": form, "duty": duty, "title": _("新建报送周期")}
    return render(request, "console/cycles/form.html", context)


@allow("progress.manage")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = cycle_or_404(request, pk, "progress.manage")
    form = CycleForm(found.plan, request.POST or None, cycle=found)
    if form.is_valid():
        with form.refusals():
            version = form.cleaned_data["version"] or 0
            actions.change_cycle(by=acting(request), cycle=found, version=version, **form.given())
            messages.success(request, _("已修改。"))
            return redirect("cycle", found.pk)
    context = {"plan": found.plan, "cycle": found, "form": form, "title": _("修改报送周期")}
    return render(request, "console/cycles/form.html", context)


@allow("progress.manage")
def generate(request: HttpRequest, pk: int) -> HttpResponse:
    """What the plan's duties make of a year, before anything is made."""
    plan = plan_or_404(request, pk, "progress.manage")
    year = whole(request.POST.get("year") or request.GET.get("year", "")) or timezone.localdate().year
    year = min(max(year, 2000), 2100)
    proposed, undated = queries.dated(plan, year)
    if request.method == "POST":
        try:
            chosen = request.POST.getlist("chosen")
            made = actions.generate_cycles(by=acting(request), plan=plan, year=year, chosen=chosen)
            messages.success(request, _("已生成 %(n)d 个周期。") % {"n": len(made)})
            return redirect(tables.list_of(plan))
        except Refused as refused:
            messages.error(request, refused.message)
    context = {"plan": plan, "year": year, "proposed": proposed, "undated": undated}
    return render(request, "console/cycles/generate.html", context)


STEPS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "open": (ConfirmForm, actions.open_cycle),
    "close": (ConfirmForm, actions.close_cycle),
    "reopen": (ReasonForm, actions.reopen_cycle),
    "deliver": (DeliverForm, actions.deliver_cycle),
}


@allow("progress.manage")
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    found = cycle_or_404(request, pk, "progress.manage")
    if step not in STEPS:
        raise Http404
    kind, action = STEPS[step]
    form = kind(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
            if "files" in given:
                given["files"] = kept_files(acting(request), found.division, given["files"])
            action(by=acting(request), cycle=found, **given)
            messages.success(request, _("已办理。"))
            return redirect("cycle", found.pk)
    context = {"cycle": found, "form": form, "step": step, "words": tables.step_words(step, found)}
    return render(request, "console/cycles/step.html", context)


@allow("progress.manage")
def reminders(request: HttpRequest, pk: int) -> HttpResponse:
    """A text for each unit that owes something, ready to paste into a chat."""
    found = cycle_or_404(request, pk, "progress.manage")
    if request.method == "POST":
        return redirect(tables.reminders_of(found, request.POST.getlist("unit")))
    wanted = {whole(each) for each in request.GET.getlist("unit")}
    rows = [row for row in queries.unit_rows(found) if row.owes]
    rows = [row for row in rows if not wanted or row.department.pk in wanted]
    context = {"cycle": found, "texts": [(row, tables.reminder(found, row)) for row in rows]}
    return render(request, "console/cycles/reminders.html", context)


@allow("progress.manage")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take many returns at once."""
    found = cycle_or_404(request, pk, "progress.manage")
    units = [each for each in map(whole, request.POST.getlist("unit")) if each]
    try:
        count = actions.accept_returns(by=acting(request), cycle=found, department_ids=units)
        messages.success(request, _("已接收 %(n)d 份报送表。") % {"n": count})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("cycle", found.pk)


@allow("progress.manage")
def forms_export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every unit's form in one archive. All is read here; the stream after it asks the database nothing."""
    found = cycle_or_404(request, pk, "progress.manage")
    if found.kind != Cycle.Kind.COLLECTION:
        raise Http404
    owing = {row.department.pk for row in queries.unit_rows(found) if row.owes}
    pages = [page for page in returns.sheets(found) if page.department.pk in owing]
    response = StreamingHttpResponse(zipped(pages), content_type="application/zip")
    name = f"{found.title[:60]}.zip"
    return as_file(response, name)
