"""Rows that look like one person: listed, looked at side by side, decided; and a merge taken apart."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.residents.finding import home_id, person_or_404
from laoyou.console.residents.forms import DecideForm, ReasonForm
from laoyou.console.residents.page import facts_of
from laoyou.people import actions, likely, queries
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.ui.listing import Listing


@allow("resident.edit")
def doubles(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    known = queries.pairs()
    rows, pages = Listing(request.GET).cut(known)
    _log(actor, "residents-doubles", [person for pair in rows for person in (pair.first, pair.second)])
    context = {
        "rows": rows,
        "pages": pages,
        "rules": likely.RULES,
        "capped": len(known) == queries.MOST_PAIRS,
    }
    return render(request, "console/residents/doubles.html", context)


def _log(actor: Actor, page: str, people: list[Resident]) -> None:
    people = list({person.pk: person for person in people}.values())
    ids = [person.pk for person in people]
    children = sum(is_child(person.birth_date, timezone.localdate()) for person in people)
    log_read(
        by=actor, kind=ReadLine.Kind.LISTED, residents=ids, division_id=home_id(actor), purpose=page,
        minors=children,
    )  # fmt: skip


@allow("resident.edit")
def pair(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Side by side; whoever may not merge may still say that they are two."""
    actor, kept, gone = acting(request), person_or_404(request, pk), person_or_404(request, other)
    if kept.pk == gone.pk or kept.merged_into_id or gone.merged_into_id:
        raise Http404
    form = DecideForm(_choices(actor, kept, gone), request.POST or None)
    if form.is_valid():
        with form.refusals():
            messages.success(request, _decided(actor, kept, gone, form.cleaned_data))
            return redirect("residents-doubles")
    _log(actor, "resident-pair", [kept, gone])
    sides = [(person, facts_of(actor, person)) for person in (kept, gone)]
    return render(request, "console/residents/pair.html", {"sides": sides, "form": form})


def _choices(actor: Actor, kept: Resident, gone: Resident) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [("different", _("不同的两个人，以后不再提示"))]
    if all(actor.may("resident.approve", one.division_id) for one in (kept, gone)):
        choices.insert(0, ("first", _("同一个人，保留第一份档案")))
        choices.insert(1, ("second", _("同一个人，保留第二份档案")))
    return choices


def _decided(actor: Actor, left: Resident, right: Resident, typed: dict[str, Any]) -> str:
    reason = typed["reason"]
    if typed["decision"] == "different":
        actions.different(by=actor, first_id=left.pk, second_id=right.pk, reason=reason)
        return _("已记为两个人，不再提示。")
    kept, gone = (left, right) if typed["decision"] == "first" else (right, left)
    actions.merge(by=actor, kept_id=kept.pk, gone_id=gone.pk, reason=reason)
    return _("已合并。两份档案都保留，需要时可以拆开。")


@allow("resident.approve")
def unmerge(request: HttpRequest, pk: int, merge_id: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.approve")
    made = queries.merges(person).filter(pk=merge_id).first()
    if made is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.unmerge(by=acting(request), merge_id=merge_id, reason=form.cleaned_data["reason"])
            messages.success(request, _("已拆开，合并时带过来的记录都回到原档案。"))
            return redirect("resident", pk)
    rows = sum(map(len, made.moved.values()))
    return render(
        request,
        "console/residents/unmerge.html",
        {"person": person, "made": made, "rows": rows, "form": form},
    )
