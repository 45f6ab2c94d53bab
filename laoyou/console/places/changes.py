"""A rename, an upgrade, a merge: filled in, then confirmed by a page that says how much it touches."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.places.effects import effects
from laoyou.console.places.finding import changing_or_404, touched
from laoyou.console.places.forms import ChangeForm, MergeForm, RenameForm, UpgradeForm
from laoyou.places import actions
from laoyou.places.models import Division
from laoyou.places.recasting import Share


@allow("division.manage")
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    found = changing_or_404(request, pk)
    form = RenameForm(request.POST or None)
    words = {
        "title": _("登记更名"),
        "what": _("原名称保留，按原名称仍能搜到。代码、账号、单位和数据都不变。"),
    }
    return _step(request, found, form, words, [found], lambda **said: actions.rename(division=found, **said))


@allow("division.manage")
def upgrade(request: HttpRequest, pk: int) -> HttpResponse:
    found = changing_or_404(request, pk)
    form = UpgradeForm(request.POST or None)
    words = {
        "title": _("登记改设"),
        "what": _(
            "如撤县设区：地域不变，换新代码和新名称，其下各级的代码随之更换。原代码和原名称保留，账号、单位和数据都不变。"
        ),
    }
    return _step(request, found, form, words, [found], lambda **said: actions.upgrade(division=found, **said))


@allow("division.manage")
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    found = changing_or_404(request, pk)
    form = MergeForm(found, request.POST or None)
    olds = list(form.cleaned_data.get("olds", [])) if form.is_valid() else []
    shares = [Share(0, form.cleaned_data["on"], each.pk, found.pk, Decimal(1)) for each in olds]
    words = {
        "title": _("登记合并"),
        "what": _(
            "并入的从生效日起撤销，其下的村（社区）改归“%(into)s”。它们的账号、角色和单位照常可用，并能看到合并后的全部地域。"
        )
        % {"into": found.name},
    }
    return _step(request, found, form, words, olds, lambda **said: actions.merge(into=found, **said), shares)


def _step(
    request: HttpRequest,
    found: Division,
    form: ChangeForm,
    words: dict[str, str],
    changed: list[Division],
    action: Callable[..., Any],
    shares: Sequence[Share] = (),
) -> HttpResponse:
    context = {"one": found, "form": form, "changed": changed, **words}
    if form.is_valid():
        if "confirmed" not in request.POST:
            context["touched"] = touched(changed)
            context["effects"] = (
                effects([*changed, found], shares, form.cleaned_data["on"]) if shares else None
            )
            return render(request, "console/places/confirm.html", context)
        with form.refusals():
            action(by=acting(request), **form.cleaned_data)
            messages.success(request, _("已登记。变更和批准文件见下面的沿革。"))
            return redirect("division", found.pk)
    return render(request, "console/places/change.html", context)
