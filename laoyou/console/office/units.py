"""Units: the list, one unit with its history, and the forms that change them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access import actions, queries
from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.access.models import Department, DepartmentFunction
from laoyou.access.scope import Actor
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.office.forms import DepartmentForm, FunctionForm, MoveForm, divisions_where
from laoyou.console.office.lists import page_of
from laoyou.ui.listing import Filter, Listing

SORTS = {"name": ("name",), "division": ("division__code", "name"), "since": ("since", "name")}


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    places = [(str(one.pk), one.name) for one in divisions_where(actor, "unit.manage")]
    filters = [
        Filter("division", _("地区"), places),
        Filter("kind", _("类别"), Department.Kind.choices),
        Filter("state", _("状态"), [("now", _("在用")), ("past", _("已撤销"))]),
    ]
    return Listing(request.GET, filters, tuple(SORTS), "division")


def _found(listing: Listing, actor: Actor) -> QuerySet[Department]:
    found = queries.departments(actor, text=listing.text).prefetch_related("aliases")
    chosen = listing.chosen
    if chosen.get("division"):
        found = found.filter(division_id=chosen["division"])
    if chosen.get("kind"):
        found = found.filter(kind=chosen["kind"])
    if chosen.get("state"):
        found = found.filter(until__isnull=chosen["state"] == "now")
    order = SORTS[listing.sort.lstrip("-")]
    return found.order_by(*(("-" + name) if listing.sort.startswith("-") else name for name in order))


@allow("unit.manage")
def units(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    page = page_of(listing, _found(listing, actor))
    context: dict[str, object] = {"listing": listing, "rows": page.rows, "pages": page.pages}
    context["keeps_divisions"] = actor.holds("division.manage")
    return render(request, "console/office/units.html", context)


@allow("unit.manage")
def units_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    header = [
        _("全称"),
        _("简称"),
        _("地区"),
        _("类别"),
        _("别名"),
        _("设立日期"),
        _("撤销日期"),
        _("后继单位"),
    ]
    rows = (
        (d.name, d.short_name, d.division, d.get_kind_display(), "、".join(map(str, d.aliases.all())), d.since, d.until, d.successor)
        for d in _found(_listing(request, actor), actor)
    )  # fmt: skip
    return register_file(
        request, what="units", title=_("单位"), heads=header, rows=rows, permission="unit.manage"
    )


def department_or_404(actor: Actor, pk: int) -> Department:
    found = queries.department(actor, pk)
    if found is None or not actor.may("unit.manage", found.division_id):
        raise Http404
    return found


@allow("unit.manage")
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    department = department_or_404(acting(request), pk)
    history = queries.function_history(department)
    return render(request, "console/office/unit.html", {"department": department, "history": history})


@allow("unit.manage")
def unit_add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = DepartmentForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_department(by=actor, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("已添加%(name)s。") % {"name": added.name})
            return redirect("department", added.pk)
    return render(request, "console/office/unit_form.html", {"form": form})


@allow("unit.manage")
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    department = department_or_404(actor, pk)
    form = DepartmentForm(actor, request.POST or None, department=department)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_department(by=actor, department=department, **form.values())
        except Refused as refused:
            department.refresh_from_db()
            form.refuse(refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("department", pk)
    return render(request, "console/office/unit_form.html", {"form": form, "department": department})


@allow("unit.manage")
def function_add(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    department = department_or_404(actor, pk)
    form = FunctionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_function(by=actor, department=department, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("已记下这项职能。"))
            return redirect("department", pk)
    return render(request, "console/office/function_form.html", {"form": form, "department": department})


@allow("unit.manage")
def function_move(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    held = _function_or_404(actor, pk)
    others = queries.departments(actor).filter(division=held.department.division, until=None)
    form = MoveForm(others.exclude(pk=held.department_id), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_function(by=actor, function=held, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("已划转。此前的责任仍记在原单位名下。"))
            return redirect("department", held.department_id)
    return render(request, "console/office/function_move.html", {"form": form, "held": held})


def _function_or_404(actor: Actor, pk: int) -> DepartmentFunction:
    held = DepartmentFunction.objects.filter(pk=pk).select_related("department__division").first()
    if held is None or not actor.may("unit.manage", held.department.division_id):
        raise Http404
    return held
