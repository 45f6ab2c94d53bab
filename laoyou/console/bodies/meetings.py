"""Meetings: the list, one meeting, and each step from its agenda to issued minutes."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.bodies.models import Body, Meeting
from laoyou.console.bodies.asking import ConfirmForm, ask, meeting_or_404
from laoyou.console.bodies.meeting_forms import (
    AgendaForm,
    AttendanceForm,
    CorrectForm,
    IssueForm,
    MeetingEditForm,
    MeetingForm,
    MinutesForm,
)
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting, kept_files
from laoyou.console.office.lists import page_of
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.numbers import whole


def body_filter(actor: Actor) -> Filter:
    found = Body.objects.filter(division_id__in=actor.division_ids).order_by("name")
    return Filter("body", _("机构"), [(str(one.pk), one.name) for one in found])


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    filters = [Filter("state", _("状态"), Meeting.State.choices), body_filter(actor)]
    return Listing(request.GET, filters, ("on", "title"), "-on")


def _found(listing: Listing, actor: Actor) -> Any:
    return queries.meetings(actor, text=listing.text, sort=listing.sort, **listing.chosen)


@allow("plan.read")
def meetings(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    page = page_of(listing, _found(listing, actor))
    context: dict[str, Any] = {"listing": listing, "rows": page.rows, "pages": page.pages, "tab": "meetings"}
    return render(request, "console/bodies/meetings.html", {**context, "manages": actor.holds("body.manage")})


@allow("plan.read")
def meetings_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    header = [
        _("机构"),
        _("会议名称"),
        _("编号"),
        _("会议日期"),
        _("地点"),
        _("状态"),
        _("议定事项"),
        _("纪要文号"),
    ]
    rows = (
        (m.body, m.title, m.number, m.on, m.place, m.get_state_display(), m.decided, m.minutes_number)
        for m in _found(_listing(request, actor), actor)
    )
    return register_file(
        request, what="meetings", title=_("会议"), heads=header, rows=rows, permission="plan.read"
    )


@allow("plan.read")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk, "plan.read")
    context = {"page": queries.meeting_page(found), "meeting": found}
    manages = acting(request).may("body.manage", found.division_id)
    return render(request, "console/bodies/meeting.html", {**context, "manages": manages})


@allow("body.manage")
def meeting_add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = MeetingForm(actor, request.POST or None, whole(request.GET.get("body", "")))
    if form.is_valid():
        with form.refusals():
            added = actions.plan_meeting(by=actor, **form.cleaned_data)
            messages.success(request, _("会议已安排。接下来排议程。"))
            return redirect("meeting", added.pk)
    return ask(request, form, title=_("安排会议"), button=_("安排会议"), back=reverse("meetings"))


@allow("body.manage")
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = MeetingEditForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.change_meeting(by=acting(request), meeting=found, **form.cleaned_data)
            messages.success(request, _("已保存。"))
            return redirect("meeting", pk)
    return ask(request, form, title=_("修改会议"), button=_("保存"), back=reverse("meeting", args=[pk]))


@allow("body.manage")
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = AgendaForm(queries.meeting_page(found), request.POST or None)
    if form.is_valid():
        with form.refusals():
            version = form.cleaned_data["version"]
            actions.set_agenda(by=acting(request), meeting=found, version=version, points=form.points())
            messages.success(request, _("议程已保存。"))
            return redirect("meeting", pk)
    return render(request, "console/bodies/agenda.html", {"form": form, "meeting": found})


@allow("body.manage")
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = AttendanceForm(queries.meeting_page(found), request.POST or None)
    if form.is_valid():
        with form.refusals():
            version = form.cleaned_data["version"]
            actions.record_attendance(by=acting(request), meeting=found, version=version, taken=form.taken())
            messages.success(request, _("出席情况已登记，会议记为已召开。"))
            return redirect("meeting", pk)
    return render(request, "console/bodies/attendance.html", {"form": form, "meeting": found})


@allow("body.manage")
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    found, actor = meeting_or_404(request, pk), acting(request)
    form = MinutesForm(found, request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            files = kept_files(actor, found.division, typed["files"])
            actions.write_minutes(by=actor, meeting=found, **{**typed, "files": files})
            messages.success(request, _("纪要已保存，还没有印发。"))
            return redirect("meeting", pk)
    words = {"title": _("写纪要"), "button": _("保存纪要"), "back": reverse("meeting", args=[pk])}
    return ask(request, form, multipart=True, wide=True, **words)


@allow("body.manage")
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = IssueForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.issue_minutes(by=acting(request), meeting=found, **form.cleaned_data)
            messages.success(request, _("纪要已印发。"))
            return redirect("meeting", pk)
    lead = _("印发后，会议、纪要和 %(n)d 项议定事项不能再改，只能附上更正。") % {"n": found.decisions.count()}
    words = {"title": _("印发纪要"), "button": _("印发纪要"), "back": reverse("meeting", args=[pk])}
    return ask(request, form, lead=lead, **words)


@allow("body.manage")
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.correct_minutes(by=acting(request), meeting=found, **form.cleaned_data)
            messages.success(request, _("更正已附在纪要后面。"))
            return redirect("meeting", pk)
    words = {"title": _("更正纪要"), "button": _("附上更正"), "back": reverse("meeting", args=[pk])}
    return ask(request, form, **words)


@allow("body.manage")
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = ConfirmForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        with form.refusals():
            actions.drop_meeting(by=acting(request), meeting=found, **form.cleaned_data)
            messages.success(request, _("会议已取消。"))
            return redirect("meetings")
    lead = _("“%(title)s”还没有召开，取消后不再出现在列表里。") % {"title": found.title}
    words = {"title": _("取消会议"), "button": _("取消这次会议"), "back": reverse("meeting", args=[pk])}
    return ask(request, form, lead=lead, danger=True, **words)
