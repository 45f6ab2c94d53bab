"""Bodies: the list with what stands under what, one body at any day, setting up, changing, ending."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.bodies.models import Body, Seat
from laoyou.bodies.queries.seats import held_on, rows_on
from laoyou.console.bodies.asking import ask, body_or_404
from laoyou.console.bodies.forms import BodyEditForm, BodyForm, EndForm, SeatForm, SetUpForm
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.office.forms import divisions_where
from laoyou.ui.listing import Filter, Listing


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    states = [("now", _("在运行")), ("vacant", _("有空缺")), ("past", _("已撤销"))]
    filters = [Filter("kind", _("类型"), Body.Kind.choices), Filter("state", _("状态"), states)]
    places = [(str(one.pk), one.name) for one in divisions_where(actor, "plan.read")]
    if len(places) > 1:
        filters.append(Filter("division", _("地区"), places))
    return Listing(request.GET, filters)


@allow("plan.read")
def bodies(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    rows, pages = listing.cut(queries.bodies(actor, text=listing.text, **listing.chosen))
    context: dict[str, Any] = {"listing": listing, "rows": rows, "pages": pages, "tab": "bodies"}
    context["manages"] = actor.holds("body.manage")
    context["waiting"] = queries.not_set_up(actor).count() if context["manages"] else 0
    return render(request, "console/bodies/bodies.html", context)


@allow("plan.read")
def bodies_export(request: HttpRequest) -> FileResponse:
    """The members of every body that the list shows."""
    actor = acting(request)
    listing = _listing(request, actor)
    shown = [row.body.pk for row in queries.bodies(actor, text=listing.text, **listing.chosen)]
    day = timezone.localdate()
    return _members(request, _("机构成员"), Seat.objects.filter(held_on(day), body__in=shown), day)


@allow("plan.read")
def body_export(request: HttpRequest, pk: int) -> FileResponse:
    found = body_or_404(request, pk, "plan.read")
    day = _day(request)
    return _members(request, found.name, Seat.objects.filter(held_on(day), body=found), day)


def _members(request: HttpRequest, name: str, seats: Any, day: datetime.date) -> FileResponse:
    header = [_("机构"), _("在机构中任"), _("职务"), _("姓名"), _("所在单位"), _("自"), _("截至")]
    rows = [
        (
            row.seat.body.name,
            row.seat.get_role_display(),
            row.seat.post.name,
            row.holder.name if row.holder else _("空缺"),
            row.seat.post.department,
            row.seat.since,
            day,
        )
        for row in sorted(rows_on(seats, day), key=lambda row: row.seat.body_id)
    ]
    return register_file(
        request, what="body-members", title=name, heads=header, rows=rows, permission="plan.read"
    )


def _day(request: HttpRequest) -> datetime.date:
    """The day asked for; today for none, or for what is no day."""
    try:
        return parse_date(request.GET.get("on", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


@allow("plan.read")
def body(request: HttpRequest, pk: int) -> HttpResponse:
    found = body_or_404(request, pk, "plan.read")
    day = _day(request)
    context: dict[str, Any] = {"page": queries.body_page(found, day), "body": found}
    context["is_today"] = day == timezone.localdate()
    context["manages"] = acting(request).may("body.manage", found.division_id)
    return render(request, "console/bodies/body.html", context)


@allow("body.manage")
def body_add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = BodyForm(actor, request.POST or None, {"parent": request.GET.get("parent")})
    if form.is_valid():
        with form.refusals():
            added = actions.add_body(by=actor, **form.cleaned_data)
            messages.success(request, _("机构已建立。接下来给各职务安排席位。"))
            return redirect("body", added.pk)
    return ask(request, form, title=_("新建机构"), button=_("建立机构"), back=reverse("bodies"))


@allow("body.manage")
def from_plan(request: HttpRequest) -> HttpResponse:
    """Bodies that plans in force name and nobody has set up."""
    rows = list(queries.not_set_up(acting(request)))
    return render(request, "console/bodies/from_plan.html", {"rows": rows})


@allow("body.manage")
def set_up(request: HttpRequest, source_id: int) -> HttpResponse:
    actor = acting(request)
    source = queries.not_set_up(actor).filter(pk=source_id).first()
    if source is None:
        raise Http404
    form = SetUpForm(source, request.POST or None)
    if form.is_valid():
        with form.refusals():
            made = actions.set_up_from_plan(by=actor, source=source, **form.cleaned_data)
            messages.success(request, _("机构和席位已按方案建立。接下来写上各职务现在由谁担任。"))
            return redirect("body", made.pk)
    return render(request, "console/bodies/set_up.html", {"form": form, "source": source})


@allow("body.manage")
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    form = BodyEditForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.change_body(by=acting(request), body=found, **form.cleaned_data)
            messages.success(request, _("已保存。"))
            return redirect("body", pk)
    title = _("修改%(name)s") % {"name": found.name}
    return ask(request, form, title=title, button=_("保存"), back=reverse("body", args=[pk]))


@allow("body.manage")
def body_end(request: HttpRequest, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_body(by=acting(request), body=found, **form.cleaned_data)
            messages.success(request, _("机构已撤销。成员、会议和议定事项都还能查到。"))
            return redirect("body", pk)
    seats = found.seats.filter(until=None).count()
    lead = _("机构撤销后，%(n)d 个席位同时结束。会议、议定事项和历史都保留。") % {"n": seats}
    words = {"lead": lead, "button": _("撤销这个机构"), "danger": True}
    return ask(
        request,
        form,
        title=_("撤销%(name)s") % {"name": found.name},
        back=reverse("body", args=[pk]),
        **words,
    )


@allow("body.manage")
def seat_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = body_or_404(request, pk)
    form = SeatForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.give_seat(by=acting(request), body=found, **form.cleaned_data)
            messages.success(request, _("席位已加上。"))
            return redirect("body", pk)
    title = _("给%(name)s加一个席位") % {"name": found.name}
    return ask(request, form, title=title, button=_("加上席位"), back=reverse("body", args=[pk]))


@allow("body.manage")
def seat_end(request: HttpRequest, pk: int) -> HttpResponse:
    seat = queries.seat(acting(request), pk)
    if seat is None or not acting(request).may("body.manage", seat.division_id):
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_seat(by=acting(request), seat=seat, **form.cleaned_data)
            messages.success(request, _("席位已结束，历史里还能查到。"))
            return redirect("body", seat.body_id)
    names = {"post": seat.post.name, "body": seat.body.name}
    lead = _("结束后，%(post)s不再是%(body)s的成员。这个职务的其他席位不受影响。") % names
    back = reverse("body", args=[seat.body_id])
    words = {"title": _("结束席位：%(post)s") % names, "lead": lead, "button": _("结束席位")}
    return ask(request, form, back=back, danger=True, **words)
