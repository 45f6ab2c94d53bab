"""Figures of a plan by Excel: the sheet out, and the filled sheet in, seen before it is written."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.values.forms import KeepForm, SheetForm
from laoyou.indicators.periods import parse_period
from laoyou.plans import actions, figure_intake, figure_sheets
from laoyou.plans.models import Plan

_SALT, _KEPT = "figures", 86_400  # a preview may be confirmed for a day


@allow("value.report")
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to fill in; `period` may be given several times."""
    plan = plan_or_404(request, pk, "value.report")
    asked = [text for text in request.GET.getlist("period") if parse_period(text)]
    periods = asked or figure_sheets.due_periods(plan, timezone.localdate())
    response = HttpResponse(figure_sheets.template(plan, periods), content_type=EXCEL)
    name = _("填报表 %(title)s") % {"title": plan.title[:40]}
    return as_file(response, f"{name}.xlsx")


@allow("value.report")
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "value.report")
    if "sheet" in request.POST:
        return _confirm(request, plan)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "plan": plan,
        "form": form,
        "periods": figure_sheets.due_periods(plan, timezone.localdate()),
    }
    if form.is_valid():
        with form.refusals():
            cells = figure_intake.cells_of(form.cleaned_data["file"].read())
            packed = signing.dumps([asdict(each) for each in cells], salt=_SALT, compress=True)
            return _preview(
                request, plan, figure_intake.compare(plan, cells), KeepForm(initial={"sheet": packed})
            )
    return render(request, "console/values/sheet.html", context)


def _confirm(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = KeepForm(request.POST)
    try:
        packed = signing.loads(request.POST["sheet"], salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新上传。"))
        return redirect("figures", plan.pk)
    intake = figure_intake.compare(plan, [figure_intake.Cells(**each) for each in packed])
    if form.is_valid():
        with form.refusals():
            made = actions.import_figures(
                by=acting(request), plan=plan, intake=intake, keep_because=form.cleaned_data["keep_because"]
            )
            messages.success(request, _("已写入 %(n)d 条数据，结论按新数据重新判断。") % {"n": len(made)})
            return redirect(f"{reverse('plan', args=[plan.pk])}?view=indicators")
    return _preview(request, plan, intake, form)


def _preview(request: HttpRequest, plan: Plan, intake: figure_intake.Intake, form: KeepForm) -> HttpResponse:
    context = {"plan": plan, "intake": intake, "form": form, "same": len(intake.of(figure_intake.SAME))}
    return render(request, "console/values/preview.html", context)
