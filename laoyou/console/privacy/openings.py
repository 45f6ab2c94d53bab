"""Leave to open a child's data: asked for, decided by another, given back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import SIGNED_IN, allow
from laoyou.console.loading import acting
from laoyou.console.office.lists import page_of
from laoyou.console.privacy.forms import AskForm, LeaveForm, WhyForm
from laoyou.console.privacy.named import named
from laoyou.console.privacy.tabs import opened, tabs
from laoyou.console.residents.finding import person_or_404
from laoyou.console.residents.steps import Step, step_page
from laoyou.privacy import approvals
from laoyou.privacy.models import Approval
from laoyou.ui.listing import Filter, Listing


@allow("resident.reveal")
def openings(request: HttpRequest) -> HttpResponse:
    """The queue of whoever decides; for others what they asked for themselves."""
    actor = acting(request)
    listing = Listing(request.GET, [Filter("state", _("状态"), Approval.State.choices)])
    state = listing.chosen.get("state", "")
    page = page_of(listing, approvals.requests(actor, state=state, text=listing.text))
    known = named(actor, [one.resident_ref for one in page.rows], "openings")
    rows = [(one, known.get(one.resident_ref), _may(request, one)) for one in page.rows]
    context = {"listing": listing, "rows": rows, "pages": page.pages, "tabs": tabs(request, "openings")}
    return render(request, "console/privacy/openings.html", context)


def _may(request: HttpRequest, one: Approval) -> str:
    """What this person may do with a request: "decide", "withdraw" or nothing."""
    actor, mine = acting(request), one.asked_by_id == request.user.pk
    decides = actor.may("resident.approve", one.division_id)
    if one.state == Approval.State.ASKED and decides and not mine:
        return "decide"
    return "withdraw" if one.state in {"asked", "approved"} and (mine or decides) else ""


@allow("resident.reveal")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.reveal")
    notes = (
        _("查看不满十四周岁儿童的完整信息，须经登记负责人同意（未成年人网络保护条例第三十六条）。"),
        _("同意以后，只有您能看，到期自动失效；每次查看都有记录。"),
    )
    step = Step(_("申请查看未成年人信息"), _("提交申请"), _("已提交，等登记负责人审批。"), notes)
    return step_page(
        request, person, step, AskForm(request.POST or None),
        lambda typed: approvals.request_opening(
            by=acting(request), resident_id=person.pk, division_id=person.division_id, **typed
        ),
    )  # fmt: skip


@allow("resident.approve")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk, "decide")
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            _decided(request, found, form.cleaned_data)
            messages.success(request, _("已记下决定，申请人会看到。"))
            return redirect("openings")
    return render(request, "console/privacy/opening.html", _shown(request, found, form, "decide"))


def _decided(request: HttpRequest, found: Approval, typed: dict[str, Any]) -> None:
    by, reason = acting(request), typed["reason"]
    if typed["decision"] == "yes":
        approvals.approve(
            by=by, approval_id=found.pk, until=typed["until"] or timezone.localdate(), reason=reason
        )
    else:
        approvals.refuse(by=by, approval_id=found.pk, reason=reason)


@allow("resident.reveal")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The leave ends at once: given back by the asker, or taken back by whoever decides."""
    found = _found(request, pk, "withdraw")
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            approvals.withdraw(by=acting(request), approval_id=pk, reason=form.cleaned_data["why"])
            messages.success(request, _("已撤回，从现在起不能再查看。"))
            return redirect("openings")
    return render(request, "console/privacy/opening.html", _shown(request, found, form, "withdraw"))


def _found(request: HttpRequest, pk: int, step: str) -> Approval:
    """One that this person sees; what may be done with it the action says again."""
    found = approvals.requests(acting(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, found: Approval, form: Any, step: str) -> dict[str, Any]:
    person = named(acting(request), [found.resident_ref], "openings").get(found.resident_ref)
    may = _may(request, found)
    return {"found": found, "person": person, "form": form, "step": step, "may": may == step}


@allow(SIGNED_IN)
def privacy(request: HttpRequest) -> HttpResponse:
    """To the first page of the section that the person may see."""
    pages = opened(acting(request))
    if not pages:
        raise Http404
    return redirect(pages[0][0])
