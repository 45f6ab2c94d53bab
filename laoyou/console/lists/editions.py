"""Editions of a list: begun, put in force, published, withdrawn, held side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.lists.finding import edited_or_404, list_or_404, managed_or_404
from laoyou.console.lists.forms import ForceForm, ReasonForm
from laoyou.console.loading import acting
from laoyou.lists import actions, queries
from laoyou.lists.models import Catalogue, Edition
from laoyou.ui.numbers import whole


@allow("plan.read")
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    found = list_or_404(request, pk)
    rows = [
        (one, f"list_{'living' if one.living else queries.standing(one)}")
        for one in queries.editions(found.catalogue)
    ]
    return render(request, "console/lists/editions.html", {"found": found, "rows": rows})


@allow("list.edit")
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next edition, said beforehand what happens."""
    found = edited_or_404(request, pk)
    if found.changes:
        messages.info(request, _("可以直接改，不用另起一版。"))
        return redirect("list", pk)
    if request.method == "POST":
        try:
            made = actions.begin_edition(by=acting(request), catalogue=found.catalogue)
            messages.success(
                request, _("第 %(number)d 版已开始起草，先抄入上一版的条目。") % {"number": made.number}
            )
            return redirect(f"{reverse('list', args=[pk])}?edition={made.number}")
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("list", pk)
    count = queries.items(found.edition, found.declared, queries.ItemFilter()).count()
    return render(request, "console/lists/draft.html", {"found": found, "count": count})


@allow("list.manage")
def force(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = managed_or_404(request, pk, number)
    form = ForceForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            version = whole(request.POST.get("version", "")) or 0
            actions.put_in_force(
                by=acting(request), edition=found.edition, version=version, **form.cleaned_data
            )
            messages.success(request, _("第 %(number)d 版已定稿，不再改动。") % {"number": number})
            return redirect("list", pk)
    context: dict[str, Any] = {"found": found, "form": form, "before": _before(found.edition)}
    context["count"] = queries.items(found.edition, found.declared, queries.ItemFilter()).count()
    if context["before"]:
        context["changes"] = queries.comparison(context["before"], found.edition)
    return render(request, "console/lists/force.html", context)


def _before(edition: Edition) -> Edition | None:
    return next((one for one in _kept(edition.catalogue) if one.number < edition.number), None)


def _kept(catalogue: Catalogue) -> list[Edition]:
    """Newest first, without drafts that were given up."""
    return [one for one in queries.editions(catalogue) if one.state != Edition.State.DROPPED]


@allow("list.edit")
def drop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give up a draft, said beforehand what is lost and what stays."""
    found = edited_or_404(request, pk)
    if found.edition.number != number or found.edition.state != Edition.State.DRAFT:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            version = whole(request.POST.get("version", "")) or 0
            actions.drop_draft(
                by=acting(request), edition=found.edition, version=version, **form.cleaned_data
            )
            messages.success(request, _("第 %(number)d 版草稿已放弃。") % {"number": number})
            return redirect("list", pk)
    context: dict[str, Any] = {"found": found, "form": form, "before": _before(found.edition)}
    if context["before"]:
        context["changes"] = queries.comparison(context["before"], found.edition)
    return render(request, "console/lists/drop.html", context)


@allow("list.manage")
def publish(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = managed_or_404(request, pk, number)
    if request.method == "POST":
        try:
            actions.publish_edition(by=acting(request), edition=found.edition)
            messages.success(request, _("清单已公开，任何人不用登录都能看到。"))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("list", pk)
    rows = queries.items(found.edition, found.declared, queries.ItemFilter())
    counts = {"shown": rows.filter(public=True).count(), "all": rows.count()}
    hidden = [field for field in found.declared.fields if not field.public]
    return render(request, "console/lists/publish.html", {"found": found, "counts": counts, "hidden": hidden})


@allow("list.manage")
def withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = managed_or_404(request, pk, number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.withdraw_edition(
                by=acting(request), edition=found.edition, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("这一版已停止公开。"))
            return redirect("list", pk)
    return render(request, "console/lists/withdraw.html", {"found": found, "form": form})


@allow("plan.read")
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two editions side by side: those of ?from= and ?to=, else the newest two."""
    found = list_or_404(request, pk)
    known = _kept(found.catalogue)
    context: dict[str, Any] = {"found": found, "editions": known}
    before, after = chosen(request, known)
    if before and after:
        context |= {"before": before, "after": after, "diff": queries.comparison(before, after)}
    return render(request, "console/lists/compare.html", context)


def chosen(request: HttpRequest, known: list[Edition]) -> tuple[Edition | None, Edition | None]:
    by_number = {one.number: one for one in known}
    after = by_number.get(whole(request.GET.get("to", "")) or 0) or next(iter(known), None)
    older = next((one for one in known if after and one.number < after.number), None)
    return by_number.get(whole(request.GET.get("from", "")) or 0) or older, after
