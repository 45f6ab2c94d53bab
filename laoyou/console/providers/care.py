"""Beds, stays, groups and enrolments: kept by the provider's own staff and by the county's registrar."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import SIGNED_IN, allow
from laoyou.console.loading import acting
from laoyou.console.providers import care_forms as forms
from laoyou.console.providers.choosing import chosen, finder
from laoyou.console.providers.finding import ask, held_or_404, home_of, home_url, kept_or_404
from laoyou.console.providers.forms import OnForm
from laoyou.lib.refusal import Refused
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.providers import actions, queries
from laoyou.providers.models import Enrolment, Location, Stay
from laoyou.providers.rules import Person


def _page(
    request: HttpRequest, form: Any, place: Location, title: str, button: str, **more: Any
) -> HttpResponse:
    back = home_url(acting(request), place)
    return ask(request, form, title=title, button=button, back=back, provider=place.provider, **more)


def _person(cleaned: dict[str, Any], known: Resident | None) -> Person:
    """Taken out of the form's values, or chosen before; refused where nobody has this number and this name."""
    if known is not None:
        return Person(known.pk, known.died_on)
    found = queries.by_number(cleaned.pop("number"), cleaned.pop("name"))
    if found is None:
        message = _("没有找到姓名和号码都相符的人。请对照证件再填；还没登记的，请先到村（社区）登记。")
        raise Refused(message, "number")
    return found


def _words(request: HttpRequest, known: Resident | None, find: str) -> dict[str, Any]:
    """Whom the page is about, where that is chosen already; else where to look by name."""
    if known is None:
        return {"find": find}
    log_read(
        by=acting(request), kind=ReadLine.Kind.OPENED, residents=[known.pk], division_id=known.division_id,
        purpose="provider", minors=int(is_child(known.birth_date, timezone.localdate())),
    )  # fmt: skip
    said = [known.name, f"{known.birth_date or ''}", known.division.name]
    return {"lead": " · ".join(filter(None, said))}


def _named(request: HttpRequest, row: Stay | Enrolment) -> str:
    """The person's name for the page, noted as read."""
    log_read(
        by=acting(request), kind=ReadLine.Kind.OPENED, residents=[row.resident_id],
        division_id=row.division_id, purpose="provider", minors=int(isinstance(row, Enrolment)),
    )  # fmt: skip
    return row.resident.name


@allow(SIGNED_IN)
def add_beds(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept_or_404(request, queries.location(pk))
    form = forms.BedsForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            added = actions.add_beds(by=acting(request), location=place, **form.cleaned_data)
            messages.success(request, _("加了 %(n)d 张床；已有的床号没有动。") % {"n": added})
            return home_of(acting(request), place)
    return _page(request, form, place, _("加床位"), _("加上"))


@allow(SIGNED_IN)
def remove_beds(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept_or_404(request, queries.location(pk))
    form = forms.RemoveBedsForm(queries.free_beds(place, timezone.localdate()), request.POST or None)
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            gone = actions.remove_beds(
                by=acting(request), location=place, bed_ids=given["beds"], on=given["on"]
            )
            messages.success(request, _("撤了 %(n)d 张床。") % {"n": gone})
            return home_of(acting(request), place)
    return _page(
        request, form, place, _("撤床位"), _("撤掉"), lead=_("只列空床。有人住的床，先换床或办退住。")
    )


@allow(SIGNED_IN)
def admit(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept_or_404(request, queries.location(pk))
    known = chosen(request)
    beds = queries.free_beds(place, timezone.localdate())
    form = forms.AdmitForm(beds, request.POST or None, chosen=known is not None)
    if form.is_valid():
        with form.refusals():
            given = dict(form.cleaned_data)
            actions.admit(by=acting(request), location=place, person=_person(given, known), **given)
            messages.success(request, _("已办入住。"))
            return home_of(acting(request), place)
    title, words = _("办理入住"), _words(request, known, finder(request, pk, "admit"))
    return _page(request, form, place, title, title, **words)


@allow(SIGNED_IN)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    stay = queries.stay(pk)
    held_or_404(request, stay)
    assert stay is not None
    form = forms.MoveForm(queries.free_beds(stay.location, timezone.localdate()), request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.transfer(by=acting(request), stay=stay, **form.cleaned_data)
            messages.success(request, _("已换床。"))
            return home_of(acting(request), stay.location)
    return _page(request, form, stay.location, _("换床"), _("换床"), lead=_named(request, stay))


@allow(SIGNED_IN)
def discharge(request: HttpRequest, pk: int) -> HttpResponse:
    stay = queries.stay(pk)
    held_or_404(request, stay)
    assert stay is not None
    form = OnForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.discharge(by=acting(request), stay=stay, **form.cleaned_data)
            messages.success(request, _("已办退住，床位空出来了。"))
            return home_of(acting(request), stay.location)
    return _page(request, form, stay.location, _("办理退住"), _("办理退住"), lead=_named(request, stay))


@allow(SIGNED_IN)
def add_group(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept_or_404(request, queries.location(pk))
    form = forms.GroupForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.add_group(by=acting(request), location=place, **form.cleaned_data)
            messages.success(request, _("班级已加上。"))
            return home_of(acting(request), place)
    return _page(request, form, place, _("加班级"), _("加上"))


@allow(SIGNED_IN)
def end_group(request: HttpRequest, pk: int) -> HttpResponse:
    group = queries.group(pk)
    held_or_404(request, group)
    assert group is not None
    form = OnForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_group(by=acting(request), group=group, **form.cleaned_data)
            messages.success(request, _("班级已结束。"))
            return home_of(acting(request), group.location)
    return _page(request, form, group.location, _("结束班级"), _("结束班级"), lead=group.name)


@allow(SIGNED_IN)
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept_or_404(request, queries.location(pk))
    known = chosen(request)
    groups = queries.groups(place, timezone.localdate())
    form = forms.EnrolForm(groups, request.POST or None, chosen=known is not None)
    if form.is_valid():
        with form.refusals():
            given = dict(form.cleaned_data)
            actions.enrol(by=acting(request), location=place, person=_person(given, known), **given)
            messages.success(request, _("已办入托。"))
            return home_of(acting(request), place)
    title, words = _("办理入托"), _words(request, known, finder(request, pk, "enrol"))
    return _page(request, form, place, title, title, **words)


@allow(SIGNED_IN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = queries.enrolment(pk)
    held_or_404(request, enrolment)
    assert enrolment is not None
    form = OnForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.withdraw(by=acting(request), enrolment=enrolment, **form.cleaned_data)
            messages.success(request, _("已办退托。"))
            return home_of(acting(request), enrolment.location)
    return _page(
        request, form, enrolment.location, _("办理退托"), _("办理退托"), lead=_named(request, enrolment)
    )
