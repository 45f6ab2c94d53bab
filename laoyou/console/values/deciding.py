"""Accept, return, and undo: each asks first and says how many figures it concerns."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.values.forms import ConfirmForm, ReturnForm
from laoyou.indicators import deciding, waiting
from laoyou.plans.queries import ValueRow, value_rows
from laoyou.ui.forms import PageForm
from laoyou.ui.numbers import whole


@dataclass(frozen=True)
class Step:
    """`view` of the list that its rows are chosen from."""

    form: type[PageForm]
    view: str


STEPS = {
    "accept": Step(ConfirmForm, "waiting"),
    "return": Step(ReturnForm, "waiting"),
    "withdraw": Step(ConfirmForm, "decided"),
}


@allow("value.accept")
def decide(request: HttpRequest, step: str) -> HttpResponse:
    actor, kind = acting(request), STEPS[step]
    rows = _chosen(actor, request, kind.view)
    if not rows:
        messages.warning(request, _("请先在列表里选要办的数据。"))
        return redirect(f"{reverse('values')}?view={kind.view}")
    form = kind.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            _do(actor, step, rows, form.cleaned_data)
            messages.success(request, _said(step, len(rows)))
            return redirect(f"{reverse('values')}?view={'waiting' if step == 'withdraw' else 'decided'}")
    context = {"rows": rows, "form": form, "step": step, "view": kind.view}
    return render(request, "console/values/decide.html", context)


def _chosen(actor: Actor, request: HttpRequest, view: str) -> list[ValueRow]:
    """The rows of the list whose numbers the address names; others are passed over."""
    wanted = {whole(text) for text in request.GET.getlist("pk")}
    found = waiting.waiting_for(actor) if view == "waiting" else waiting.decided_by(actor)
    return value_rows([each for each in found if each.observation.pk in wanted])


def _do(actor: Actor, step: str, rows: list[ValueRow], given: dict[str, Any]) -> None:
    ids = [row.observation.pk for row in rows]
    if step == "accept":
        deciding.accept_values(by=actor, observation_ids=ids)
    elif step == "return":
        deciding.return_values(by=actor, observation_ids=ids, reason=given["reason"])
    else:
        for level in {row.at.pk: row.at for row in rows}.values():
            mine = [row.observation.pk for row in rows if row.at.pk == level.pk]
            deciding.withdraw_decisions(by=actor, observation_ids=mine, at=level)


def _said(step: str, count: int) -> str:
    said = {
        "accept": ngettext(
            "已审核通过 %(n)d 条，送上一级审核。审错了可以在这里撤销。",
            "已审核通过 %(n)d 条，送上一级审核。审错了可以在这里撤销。",
            count,
        ),
        "return": ngettext(
            "已退回 %(n)d 条，填报人会看到原因。", "已退回 %(n)d 条，填报人会看到原因。", count
        ),
        "withdraw": ngettext(
            "已撤销 %(n)d 条的审核，它们又在待审核里。", "已撤销 %(n)d 条的审核，它们又在待审核里。", count
        ),
    }
    return said[step] % {"n": count}
