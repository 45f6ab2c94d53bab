"""Pages of a whole plan: its text, a unit's part in it, and publishing, withdrawing, closing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.console.board import counts_of
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.part_forms import CloseForm, WithdrawForm
from laoyou.console.source_page import SourcePage
from laoyou.plans import actions, queries
from laoyou.ui.numbers import whole


@allow("plan.read")
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The document's text; the sentence between `from` and `to` is lit."""
    plan = plan_or_404(request, pk)
    start, end = whole(request.GET.get("from", "")), whole(request.GET.get("to", ""))
    page = SourcePage(plan, (start or 0, end or 0))
    return render(request, "console/source.html", {"plan": plan, "page": page})


@allow("plan.read")
def unit(request: HttpRequest, pk: int, department_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise Http404
    page = queries.unit_page(plan, department)
    groups = [("lead", page.lead), ("shared", page.shared), ("support", page.support)]
    context = {"plan": plan, "page": page, "groups": groups, "words": queries.words_of(plan)}
    return render(request, "console/unit.html", context)


@allow("plan.publish")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "plan.publish")
    if request.method == "POST":
        try:
            actions.publish_plan(by=acting(request), plan=plan)
            messages.success(request, _("方案已公开，任何人不用登录都能看到。"))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("plan", plan.pk)
    return render(request, "console/publish.html", {"plan": plan, "counts": counts_of(plan)})


@allow("plan.publish")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "plan.publish")
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.withdraw_plan(by=acting(request), plan=plan, reason=form.cleaned_data["reason"])
            messages.success(request, _("方案已停止公开，公众页面上不再有它。"))
            return redirect("plan", plan.pk)
    return render(request, "console/withdraw.html", {"plan": plan, "form": form})


@allow("plan.adopt")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "plan.adopt")
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_plan(by=acting(request), plan=plan, **form.cleaned_data)
            messages.success(request, _("方案已收官。任务、指标和数据都保留，不再修改。"))
            return redirect("plan", plan.pk)
    context = {"plan": plan, "form": form, "counts": counts_of(plan)}
    return render(request, "console/close.html", context)
