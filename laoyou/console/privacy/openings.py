"""Requests to open a child's data: the queue, and the decision."""

import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import SIGNED_IN, allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting
from laoyou.console.office.lists import page_of
from laoyou.privacy import approvals
from laoyou.privacy.models import Approval
from laoyou.ui.listing import Filter, Listing

DAYS = 30


@allow("resident.approve")
def openings(request: HttpRequest) -> HttpResponse:
    listing = Listing(request.GET, [Filter("state", _("状态"), Approval.State.choices)])
    state = listing.chosen.get("state", "")
    page = page_of(listing, approvals.requests(acting(request), state=state, text=listing.text))
    context = {"listing": listing, "rows": page.rows, "pages": page.pages, "days": DAYS}
    return render(request, "console/privacy/openings.html", context)


class _Decision(forms.Form):
    reason = forms.CharField(max_length=200, required=False)
    step = forms.ChoiceField(choices=[("approve", ""), ("refuse", "")])


@allow("resident.approve")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    form, by = _Decision(request.POST), acting(request)
    if not approvals.requests(by).filter(pk=pk).exists():
        raise Http404
    try:
        if not form.is_valid():
            raise Refused(_("请选择同意或不同意。"))
        reason = form.cleaned_data["reason"]
        if form.cleaned_data["step"] == "approve":
            until = timezone.localdate() + datetime.timedelta(days=DAYS)
            approvals.approve(by=by, approval_id=pk, until=until, reason=reason)
        else:
            approvals.refuse(by=by, approval_id=pk, reason=reason)
        messages.success(request, _("已记下决定，申请人会看到。"))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("openings")


@allow(SIGNED_IN)
def privacy(request: HttpRequest) -> HttpResponse:
    """To the first of these pages that the person may see."""
    return redirect("openings" if acting(request).holds("resident.approve") else "access-review")
