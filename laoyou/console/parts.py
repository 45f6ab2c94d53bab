"""One part of a plan: a task, an indicator with its figures, a standing rule; and who answers for it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.bodies.queries import decision_of_task
from laoyou.console.live.finding import live
from laoyou.console.loading import acting, kept_files, plan_or_404
from laoyou.console.part_forms import AssignForm, ValueForm
from laoyou.console.progress.task_part import followed
from laoyou.console.source_page import clause_words
from laoyou.indicators.trajectory import AT_RISK_SHARE
from laoyou.plans import actions, queries


@allow("plan.read")
def task(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    page = queries.task(plan, no)
    if page is None:
        raise Http404
    context: dict[str, Any] = {"plan": plan, "page": page, "words": queries.words_of(plan)}
    context["clause"] = clause_words(plan, page.row.task.clause)
    context["decision"] = decision_of_task(page.row.task) if page.row.task.origin == "decided" else None
    context |= followed(acting(request), plan, page.row.task, request.GET.get("unit", ""))
    return render(request, "console/task.html", context)


@allow("plan.read")
def target(request: HttpRequest, pk: int, target_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    page = queries.target(plan, target_id)
    if page is None:
        raise Http404
    context: dict[str, Any] = {"plan": plan, "page": page, "words": queries.words_of(plan)}
    context["clause"] = clause_words(plan, page.row.target.clause)
    actor = acting(request)
    context["reports"] = actor.may("value.report", plan.division_id)
    context["sets"] = actor.may("plan.adopt", plan.division_id) and plan.state == "live"
    context["live"] = live(actor, plan, page.row, timezone.localdate())
    context["share"] = f"{float(AT_RISK_SHARE):.0%}"
    return render(request, "console/target.html", context)


@allow("value.report")
def report(request: HttpRequest, pk: int, target_id: int) -> HttpResponse:
    """A figure for an indicator: two counts, or a value where there is no ratio."""
    plan = plan_or_404(request, pk, "value.report")
    page = queries.target(plan, target_id)
    if page is None:
        raise Http404
    actor = acting(request)
    form = ValueForm(page, request.POST or None, request.FILES or None, period=request.GET.get("period", ""))
    if form.is_valid():
        with form.refusals(), transaction.atomic():
            evidence = kept_files(actor, plan.division, form.cleaned_data["evidence"])
            actions.report_figure(by=actor, target=page.row.target, evidence=evidence, **form.observation())
            messages.success(request, _("数据已记下，结论按新数据重新判断。"))
            return redirect("target", plan.pk, target_id)
    return render(request, "console/report.html", {"plan": plan, "page": page, "form": form})


@allow("plan.read")
def rule(request: HttpRequest, pk: int, rule_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    page = queries.rule(plan, rule_id)
    if page is None:
        raise Http404
    context: dict[str, Any] = {"plan": plan, "page": page, "words": queries.words_of(plan)}
    context["clause"] = clause_words(plan, page.row.rule.clause)
    context["assigns"] = acting(request).may("plan.adopt", plan.division_id)
    return render(request, "console/rule.html", context)


@allow("plan.adopt")
def assign(request: HttpRequest, pk: int, part: str, part_id: int) -> HttpResponse:
    """Name the unit that answers for a part that has none."""
    plan = plan_or_404(request, pk, "plan.adopt")
    form = AssignForm(plan, request.POST or None)
    page = {"rule": queries.rule, "target": queries.target}[part](plan, part_id)
    if page is None:
        raise Http404
    if form.is_valid():
        with form.refusals():
            actions.assign_part(
                by=acting(request),
                plan=plan,
                kind=part,
                part_id=part_id,
                department_id=form.cleaned_data["department"].pk,
                role=form.cleaned_data["role"],
            )
            messages.success(request, _("责任单位已定，这一条已出现在该单位的页面上。"))
            return redirect(part, plan.pk, part_id)
    return render(request, "console/assign.html", {"plan": plan, "page": page, "part": part, "form": form})
