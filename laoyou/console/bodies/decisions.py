"""Decisions of meetings, and what becomes of each."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.console.bodies.asking import ConfirmForm, ask, decision_or_404, meeting_or_404
from laoyou.console.bodies.meeting_forms import CloseForm, DecisionEditForm, DecisionForm, TaskForm
from laoyou.console.bodies.meetings import body_filter
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.marks import MARKS, ROLES

STATES = ("late", "open", "task", "none")


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    states = [(state, MARKS[f"decision_{state}"].word) for state in STATES]
    filters = [Filter("state", pgettext("decision", "办理"), states), body_filter(actor)]
    return Listing(request.GET, filters, ("due", "on"), "due")


def _found(listing: Listing, actor: Actor) -> list[queries.DecisionRow]:
    return queries.decisions(actor, text=listing.text, sort=listing.sort, **listing.chosen)


@allow("plan.read")
def decisions(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    rows, pages = listing.cut(_found(listing, actor))
    context = {"listing": listing, "rows": rows, "pages": pages, "tab": "decisions"}
    return render(
        request, "console/bodies/decisions.html", {**context, "manages": actor.holds("body.manage")}
    )


@allow("plan.read")
def decisions_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    said = [_("机构"), _("会议名称"), _("会议日期"), _("序号"), _("议定事项"), _("责任单位"), _("完成期限")]
    header = [*said, pgettext("decision", "办理"), _("说明")]
    return register_file(
        request,
        what="decisions",
        title=_("议定事项"),
        heads=header,
        rows=map(_exported, _found(_listing(request, actor), actor)),
        permission="plan.read",
    )


def _exported(row: queries.DecisionRow) -> tuple[Any, ...]:
    one, task = row.decision, row.task
    units = "；".join(f"{unit.department.name}（{ROLES[unit.role]}）" for unit in one.units.all())
    told = _("%(plan)s 任务%(no)d") % {"plan": task.plan.title, "no": task.no} if task else one.no_follow_up
    meeting, state = one.meeting, MARKS[f"decision_{row.state}"].word
    return meeting.body, meeting.title, meeting.on, one.no, one.text, units, one.due, state, told


@allow("body.manage")
def decision_add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request, pk)
    form = DecisionForm(meeting, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.add_decision(by=acting(request), meeting=meeting, **form.values())
            messages.success(request, _("议定事项已记下。"))
            return redirect("meeting", pk)
    words = {"title": _("记下议定事项"), "button": _("记下议定事项")}
    return ask(request, form, back=reverse("meeting", args=[pk]), **words)


@allow("body.manage")
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_or_404(request, pk)
    form = DecisionEditForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            version = form.cleaned_data["version"]
            actions.change_decision(by=acting(request), decision=found, version=version, **form.values())
            messages.success(request, _("已保存。"))
            return redirect("meeting", found.meeting_id)
    words = {"title": _("修改议定事项%(no)d") % {"no": found.no}, "button": _("保存")}
    return ask(request, form, back=reverse("meeting", args=[found.meeting_id]), **words)


@allow("body.manage")
def decision_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_or_404(request, pk)
    form = ConfirmForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        with form.refusals():
            actions.drop_decision(by=acting(request), decision=found, **form.cleaned_data)
            messages.success(request, _("议定事项已删去。"))
            return redirect("meeting", found.meeting_id)
    words = {"title": _("删去议定事项%(no)d") % {"no": found.no}, "button": _("删去这一项"), "danger": True}
    back = reverse("meeting", args=[found.meeting_id])
    return ask(request, form, quote=found.text, back=back, **words)


@allow("body.manage")
def decision_task(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be made, then made: a task of the plan with the decision's units and date."""
    found = decision_or_404(request, pk)
    form = TaskForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            task = actions.decision_to_task(by=acting(request), decision=found, **form.cleaned_data)
            messages.success(request, _("已转为任务，责任单位登录后就能看到。"))
            return redirect("task", task.plan_id, task.no)
    units = found.units.select_related("department")
    return render(
        request, "console/bodies/decision_task.html", {"form": form, "decision": found, "units": units}
    )


@allow("body.manage")
def decision_close(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_or_404(request, pk)
    form = CloseForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.needs_no_follow_up(by=acting(request), decision=found, **form.cleaned_data)
            messages.success(request, _("已注明不需要跟踪。"))
            return redirect("meeting", found.meeting_id)
    words = {"title": _("议定事项%(no)d不需要跟踪") % {"no": found.no}, "button": _("注明")}
    back = reverse("meeting", args=[found.meeting_id])
    return ask(request, form, quote=found.text, back=back, **words)
