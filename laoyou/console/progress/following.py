"""What a corrected plan took over from the version before, and what had no counterpart in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting, plan_or_404
from laoyou.plans.models import Plan
from laoyou.progress import actions, queries
from laoyou.reports import actions as reports


@allow("plan.read")
def followed(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    actor = acting(request)
    if request.method == "POST":
        take_over(request, plan)
        return redirect("plan-followed", plan.pk)
    may = actor.may("progress.manage", plan.division_id) or actor.may("plan.adopt", plan.division_id)
    context = {"plan": plan, "found": queries.following(plan), "may": may}
    return render(request, "console/progress/followed.html", context)


def take_over(request: HttpRequest, plan: Plan) -> actions.Followed | None:
    """Let the work go on in the corrected plan, and say how much did."""
    actor = acting(request)
    try:
        told = actions.follow_correction(by=actor, plan=plan)
        drafts = (
            reports.follow_plan(by=actor, plan=plan) if actor.may("report.write", plan.division_id) else 0
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return None
    messages.success(request, _words(told, drafts))
    return told


def _words(told: actions.Followed, drafts: int) -> str:
    if told.nothing and not drafts:
        return _("更正前的进展都已接过来，没有新的要接。")
    parts = {
        _("任务 %(n)d 项"): told.tasks,
        _("年度措施 %(n)d 条"): told.measures,
        _("进展草稿 %(n)d 份"): told.drafts,
        _("督办单 %(n)d 张"): told.orders,
        _("报送周期 %(n)d 个"): told.cycles,
        _("没有印发的报告 %(n)d 份"): drafts,
    }
    said = _("、").join(words % {"n": count} for words, count in parts.items() if count)
    return _("更正前的进展已接到这一份：%(said)s。") % {"said": said}
