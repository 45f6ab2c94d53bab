"""Search, the list of what was found, and a new person: looked for first."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.residents.finding import SearchListing, home_id, keep_search, searched
from laoyou.console.residents.forms import AddForm
from laoyou.people import actions, queries, rules
from laoyou.people.actions import Place
from laoyou.people.errors import Refused, Registered
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.ui.listing import PAGE_SIZE, Filter, Pages
from laoyou.ui.numbers import whole

BANDS: dict[str, tuple[int, int | None]] = {
    "0": (0, 3), "3": (3, 18), "18": (18, 60), "60": (60, 65), "65": (65, 80), "80": (80, None)
}  # fmt: skip


@allow("resident.read")
def residents(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = listing_of(request, actor)
    found = queries.find(wanted(listing))
    pages = Pages(min(listing.number, Pages(1, len(found.ids)).last), len(found.ids))
    if not listing.chips:  # not a register to leaf through: a page of it shows how it looks
        pages = Pages(1, min(PAGE_SIZE, pages.total))
    rows = queries.rows(found.ids, listing.sort, (pages.number - 1) * PAGE_SIZE, PAGE_SIZE)
    _log(actor, "residents", rows)
    context = {"listing": listing, "rows": rows, "pages": pages, "most": len(found.ids)}
    context["cut"] = found.more or pages.total < len(found.ids)
    context["may_add"] = actor.holds("resident.edit")
    context["may_export"] = actor.holds("resident.export")
    context["waiting"] = queries.incoming(actor.divisions_for("resident.edit")).count()
    return render(request, "console/residents/index.html", context)


def _log(actor: Actor, page: str, rows: list[Resident]) -> None:
    log_read(
        by=actor, kind=ReadLine.Kind.LISTED, purpose=page, residents=[row.pk for row in rows],
        division_id=home_id(actor), minors=sum(map(_is_child, rows)),
    )  # fmt: skip


def _is_child(person: Resident) -> bool:
    return rules.is_child(person.birth_date, timezone.localdate())


def listing_of(request: HttpRequest, actor: Actor) -> SearchListing:
    bands = {
        "0": _("3 岁以下"),
        "3": "3–17",
        "18": "18–59",
        "60": "60–64",
        "65": "65–79",
        "80": _("80 岁以上"),
    }
    filters = [
        Filter("place", _("乡镇、村"), _places(actor)),
        Filter("sex", _("性别"), [("1", _("男")), ("2", _("女"))]),
        Filter("age", _("年龄"), list(bands.items())),
        Filter("life", _("状况"), [("yes", _("在世")), ("no", _("已去世"))]),
    ]
    keep = {"s": request.GET["s"]} if searched(request) else {}
    return SearchListing(
        request.GET, filters, ("name", "born", "place"), "name", keep, typed=searched(request)
    )


def _places(actor: Actor) -> list[tuple[str, Any]]:
    """Townships of the actor; villages too where the actor has no more than a township of them."""
    ids = actor.divisions_for("resident.read")
    found = Division.objects.filter(pk__in=ids, level__in=("township", "village"), until=None)
    rows = list(found.order_by("code").values_list("pk", "name", "level"))
    few = len(rows) <= 60
    return [(str(pk), name) for pk, name, level in rows if few or level == "township"]


def wanted(listing: SearchListing) -> queries.Wanted:
    chosen, today = listing.chosen, timezone.localdate()
    low, high = BANDS.get(chosen.get("age", ""), (None, None))
    return queries.Wanted(
        text=listing.text,
        within=sorted(descendant_ids([int(chosen["place"])])) if "place" in chosen else None,
        sex=chosen.get("sex"),
        born_from=rules.years_before(today, high) + datetime.timedelta(1) if high else None,
        born_to=rules.years_before(today, low) if low else None,
        living={"yes": True, "no": False}.get(chosen.get("life", "")),
    )


@allow("resident.read")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """What was typed goes into the session, never into an address; the filters stay."""
    text = request.POST.get("q", "").strip()
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("s", None)
    if text:
        query["s"] = keep_search(request, text)
    target = {"add": "resident-add", "statuses": "status-people"}.get(
        request.POST.get("then", ""), "residents"
    )
    return redirect(f"{reverse(target)}?{query.urlencode()}")


@allow("resident.edit")
def add(request: HttpRequest) -> HttpResponse:
    """Without a search there is no form: who is in the register is found first."""
    actor, text = acting(request), searched(request)
    found = queries.find(queries.Wanted(text), most=20) if text else None
    alike = queries.rows(found.ids, "name", 0, 20) if found else []
    _log(actor, "resident-add", alike)
    form = AddForm(actor.divisions_for("resident.edit"), request.POST or None, initial=_typed(text))
    context: dict[str, Any] = {"form": form, "text": text, "alike": alike, "known": None}
    if text and form.is_valid():
        try:
            made = _registered(actor, form)
        except Refused as refused:
            form.refuse(refused)
            context["known"] = refused.resident_id if isinstance(refused, Registered) else None
        else:
            messages.success(request, _("已登记。接着可以补同户、监护人和联系人。"))
            return redirect(_next(request, made))
    return render(request, "console/residents/add.html", context)


def _next(request: HttpRequest, made: Resident) -> str:
    """Back to the admission for which somebody had to be registered first; else to the new file."""
    for name, page in (("admit", "stay-admit"), ("enrol", "enrolment-add")):
        if place := whole(request.GET.get(name, "")):
            return f"{reverse(page, args=[place])}?resident={made.pk}"
    return reverse("resident", args=[made.pk])


def _typed(text: str) -> dict[str, str]:
    """What was searched for is not typed again."""
    digits = sum(sign.isdigit() for sign in text)
    if not digits:
        return {} if text.isascii() and len(text) < 5 else {"name": text}
    return {"id_number": text} if digits >= 15 else {"phone": text}


def _registered(actor: Actor, form: AddForm) -> Resident:
    typed = form.cleaned_data
    return actions.register_resident(
        by=actor, division=typed["division"], facts=form.facts(), number=form.number(), phone=typed["phone"],
        registered=Place(words=typed["registered"]), residence=Place(words=typed["residence"]),
    )  # fmt: skip
