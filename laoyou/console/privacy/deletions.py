"""Requests that a record be deleted: written down, decided by another, carried out by `laoyou dispose`."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.office.lists import page_of
from laoyou.console.privacy.forms import DecideForm, DeletionForm
from laoyou.console.privacy.named import named
from laoyou.console.privacy.tabs import tabs
from laoyou.console.residents.finding import person_or_404
from laoyou.console.residents.steps import Step, step_page
from laoyou.privacy import deletions
from laoyou.privacy.models import Deletion
from laoyou.ui.listing import Filter, Listing


@allow("resident.edit")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    notes = (
        _("本人或代其提出的人要求删除个人信息的，在这里登记（个人信息保护法第四十七条、第五十条）。"),
        _("由另一位登记负责人决定。法定保存期限未满的不能删除。"),
    )
    step = Step(_("登记删除申请"), _("登记申请"), _("已登记，等登记负责人决定。"), notes)
    return step_page(
        request, person, step, DeletionForm(request.POST or None),
        lambda typed: deletions.ask(
            by=acting(request), resident_id=person.pk, division_id=person.division_id, **typed
        ),
    )  # fmt: skip


@allow("resident.edit")
def requests(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = Listing(request.GET, [Filter("state", _("状态"), Deletion.State.choices)])
    found = deletions.requests(actor, state=listing.chosen.get("state", ""), text=listing.text)
    page = page_of(listing, found)
    known = named(actor, [one.resident_ref for one in page.rows], "deletions")
    rows = [
        (one, known.get(one.resident_ref), _decides(request, one))
        for one in page.rows
    ]  # fmt: skip
    context = {"listing": listing, "rows": rows, "pages": page.pages, "tabs": tabs(request, "deletions")}
    return render(request, "console/privacy/deletions.html", context)


def _decides(request: HttpRequest, one: Deletion) -> bool:
    waits = one.state == Deletion.State.ASKED and one.recorded_by_id != request.user.pk
    return waits and acting(request).may("resident.approve", one.division_id)


@allow("resident.approve")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = deletions.requests(acting(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = DecideForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            messages.success(request, _decided(request, found, form.cleaned_data))
            return redirect("deletions")
    person = named(acting(request), [found.resident_ref], "deletions").get(found.resident_ref)
    context = {"found": found, "person": person, "form": form, "may": _decides(request, found)}
    return render(request, "console/privacy/deletion.html", context)


def _decided(request: HttpRequest, found: Deletion, typed: dict[str, Any]) -> str:
    by, reason = acting(request), typed["reason"]
    if typed["decision"] == "yes":
        deletions.grant(by=by, deletion_id=found.pk, reason=reason)
        return _("已同意，列入待销毁。执行以后，档案不能恢复。")
    deletions.refuse(by=by, deletion_id=found.pk, reason=reason)
    return _("已记下不同意和理由，请告知本人。")
