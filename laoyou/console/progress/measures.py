"""The yearly plan: measures of a year, proposed, agreed, done, dropped; as a list, by unit, in Excel."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.decorators import allow
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.progress.measure_forms import DropForm, MeasureForm, SheetForm
from laoyou.console.progress.shell import shell
from laoyou.plans.models import Plan
from laoyou.progress import actions, measure_sheet, queries
from laoyou.progress.errors import Refused
from laoyou.progress.models import Measure
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.marks import MARKS
from laoyou.ui.numbers import whole

STATES = ("proposed", "agreed", "done", "dropped")


def year_of(request: HttpRequest, plan: Plan) -> int:
    """The year asked for; this year, or the nearest of the plan period."""
    years = queries.span(plan).years or [timezone.localdate().year]
    asked = whole(request.GET.get("year", ""))
    return asked if asked in years else min(max(timezone.localdate().year, years[0]), years[-1])


def _at(plan: Plan, year: int) -> str:
    return f"{reverse('measures', args=[plan.pk])}?year={year}"


@allow("plan.read")
def measures(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    year = year_of(request, plan)
    units = [(str(one.department.pk), one.department.name) for one in queries.by_unit(plan, year)]
    states = [
        *((state, MARKS[f"measure_{state}"].word) for state in STATES),
        ("late", MARKS["task_overdue"].word),
    ]
    filters = [Filter("state", _("状态"), states), Filter("unit", _("单位"), units)]
    listing = Listing(request.GET, filters, ("due", "unit", "task"), "due", {"year": str(year)})
    found = queries.measures(plan, year=year, search=listing.text, sort=listing.sort, **listing.chosen)
    shown, pages = listing.cut(found)
    actor = acting(request)
    context = {
        **shell(request, plan, "measures"), "listing": listing, "rows": shown, "pages": pages, "year": year,
        "years": queries.span(plan).years, "files": bool(actor.department_ids) or actor.may("progress.manage", plan.division_id),
    }  # fmt: skip
    return render(request, "console/progress/measures.html", context)


@allow("plan.read")
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The year's plan against its results, unit by unit."""
    plan = plan_or_404(request, pk)
    year = year_of(request, plan)
    rows = queries.by_unit(plan, year)
    totals = {
        name: sum(getattr(row, name) for row in rows) for name in ("all", "done", "late", "dropped", "open")
    }
    context = {**shell(request, plan, "measures"), "rows": rows, "year": year, "totals": totals}
    return render(request, "console/progress/compare.html", {**context, "years": queries.span(plan).years})


@allow("progress.file")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    year, task = year_of(request, plan), whole(request.GET.get("task", "")) or 0
    form = MeasureForm(acting(request), plan, year, data=request.POST or None, task=task)
    if form.is_valid():
        said = {
            name: form.cleaned_data[name] for name in ("task", "department", "text", "completion_mark", "due")
        }
        with form.refusals():
            made = actions.propose_measure(by=acting(request), planned=actions.Planned(year=year, **said))
            waits = made.state == Measure.State.PROPOSED
            messages.success(request, _("已提出，等办公室下达。") if waits else _("已下达给责任单位。"))
            return redirect(_at(plan, year))
    return render(request, "console/progress/measure.html", {"plan": plan, "form": form, "year": year})


@allow("progress.file")
def edit(request: HttpRequest, pk: int, measure_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    found = _measure_or_404(plan, measure_id)
    form, current = MeasureForm(acting(request), plan, found.year, found, request.POST or None), None
    if form.is_valid():
        said = {**form.cleaned_data, "version": form.cleaned_data.get("version") or 0}
        try:
            actions.change_measure(by=acting(request), measure=found, **said)
            messages.success(request, _("年度措施已修改。"))
            return redirect(_at(plan, found.year))
        except Refused as refused:
            form.refuse(refused)
            current = getattr(refused, "current", None)
    context = {"plan": plan, "form": form, "year": found.year, "measure": found, "current": current}
    return render(request, "console/progress/measure.html", context)


@allow("progress.file")
def drop(request: HttpRequest, pk: int, measure_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    found = _measure_or_404(plan, measure_id)
    form, current = DropForm(request.POST or None, initial={"version": found.version}), None
    if form.is_valid():
        version, reason = form.cleaned_data.get("version") or 0, form.cleaned_data["reason"]
        try:
            actions.drop_measure(by=acting(request), measure=found, reason=reason, version=version)
            messages.success(request, _("年度措施已取消，原因会留在记录里。"))
            return redirect(_at(plan, found.year))
        except Refused as refused:
            form.refuse(refused)
            current = getattr(refused, "current", None)
    context = {"plan": plan, "form": form, "measure": found, "current": current}
    return render(request, "console/progress/measure_drop.html", context)


@allow("progress.manage")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to, or take as done, the chosen measures."""
    plan = plan_or_404(request, pk, "progress.manage")
    if request.method != "POST":
        return redirect("measures", plan.pk)
    ids = [number for number in map(whole, request.POST.getlist("measure")) if number]
    finish = request.POST.get("do") == "finish"
    act = actions.finish_measures if finish else actions.agree_measures
    try:
        count = act(by=acting(request), plan=plan, measures=ids)
        done = ngettext("%(n)d 条措施已完成。", "%(n)d 条措施已完成。", count)
        agreed = ngettext("%(n)d 条措施已下达。", "%(n)d 条措施已下达。", count)
        messages.success(request, (done if finish else agreed) % {"n": count})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(_at(plan, year_of(request, plan)))


@allow("plan.read")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    year = year_of(request, plan)
    response = HttpResponse(measure_sheet.workbook(plan, year), content_type=EXCEL)
    name = _("%(title)s %(year)s 年度计划.xlsx") % {"title": plan.title[:60], "year": year}
    return as_file(response, name)


@allow("progress.manage")
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled workbook: looked at first, row by row, then taken in."""
    plan = plan_or_404(request, pk, "progress.manage")
    year = year_of(request, plan)
    form = SheetForm(request.POST or None, request.FILES or None)
    rows: list[measure_sheet.SheetRow] = []
    if request.method == "POST":
        with form.refusals():
            rows = _read(request, plan, year, form)
            if "confirm" in request.POST:
                return _imported(request, plan, year, rows)
    context = {
        "plan": plan,
        "year": year,
        "form": form if not rows else SheetForm(),
        "rows": rows,
        **_counted(rows),
    }
    return render(request, "console/progress/measures_upload.html", context)


def _read(request: HttpRequest, plan: Plan, year: int, form: SheetForm) -> list[measure_sheet.SheetRow]:
    if "rows" in request.POST:
        return measure_sheet.check(plan, year, _kept(request.POST["rows"]))
    if not form.is_valid():
        return []
    rows = measure_sheet.read(plan, year, form.cleaned_data["file"].read())
    if not rows:
        raise Refused(_("表里没有填写年度措施的行。"), "file")
    return rows


def _kept(text: str) -> list[tuple[int, measure_sheet.Cells]]:
    """Rows that the first look left in the form; they are checked again."""
    try:
        found = json.loads(text)
        return [(int(number), measure_sheet.six(cells)) for number, cells in found]
    except (ValueError, TypeError) as error:
        raise Refused(_("请重新选择文件。"), "file") from error


def _counted(rows: list[measure_sheet.SheetRow]) -> dict[str, Any]:
    good = [row for row in rows if row.planned]
    kept = json.dumps([[row.number, row.cells] for row in good], ensure_ascii=False)
    return {"good": len(good), "bad": len(rows) - len(good), "kept": kept}


def _imported(
    request: HttpRequest, plan: Plan, year: int, rows: list[measure_sheet.SheetRow]
) -> HttpResponse:
    planned = [row.planned for row in rows if row.planned]
    count = actions.import_measures(by=acting(request), plan=plan, rows=planned)
    messages.success(
        request, ngettext("已导入 %(n)d 条年度措施。", "已导入 %(n)d 条年度措施。", count) % {"n": count}
    )
    return redirect(_at(plan, year))


def _measure_or_404(plan: Plan, measure_id: int) -> Measure:
    found = queries.measure(plan, measure_id)
    if found is None:
        raise Http404
    return found
