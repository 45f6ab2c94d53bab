"""Administrative divisions, as the system administrator keeps them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.office.forms import DivisionForm
from laoyou.console.office.lists import page_of
from laoyou.places import actions, queries
from laoyou.places.models import Division, Level
from laoyou.ui.listing import Filter, Listing


def _listing(request: HttpRequest) -> Listing:
    states = [("now", _("在用")), ("past", _("已撤销"))]
    filters = [Filter("level", _("级别"), Level.choices), Filter("state", _("状态"), states)]
    return Listing(request.GET, filters, ("code", "name"), "code")


def _found(listing: Listing, actor: Actor) -> QuerySet[Division]:
    found = queries.within(actor.divisions_for("division.manage"), text=listing.text)
    if level := listing.chosen.get("level"):
        found = found.filter(level=level)
    if state := listing.chosen.get("state"):
        found = found.filter(until__isnull=state == "now")
    return found.order_by(listing.sort)


@allow("division.manage")
def divisions(request: HttpRequest) -> HttpResponse:
    listing = _listing(request)
    page = page_of(listing, _found(listing, acting(request)))
    context = {"listing": listing, "rows": page.rows, "pages": page.pages}
    return render(request, "console/office/divisions.html", context)


@allow("division.manage")
def divisions_export(request: HttpRequest) -> FileResponse:
    header = [_("代码"), _("名称"), _("英文名称"), _("级别"), _("上级"), _("自"), _("至")]
    rows = (
        (d.code, d.name, d.name_en, d.get_level_display(), d.parent, d.since, d.until)
        for d in _found(_listing(request), acting(request))
    )
    return register_file(
        request, what="divisions", title=_("行政区划"), heads=header, rows=rows, permission="division.manage"
    )


@allow("division.manage")
def division_add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = DivisionForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_division(by=actor, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("已添加%(name)s。") % {"name": added.name})
            return redirect("divisions")
    return render(request, "console/office/division_form.html", {"form": form})
