"""催办 and 通报: words made from the states, to paste, print or take away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.progress.board_states import half_year
from laoyou.console.progress.shell import shell
from laoyou.plans.models import Plan
from laoyou.progress import actions, queries
from laoyou.ui.forms import DateInput, PageForm
from laoyou.ui.numbers import whole


class SinceForm(PageForm):
    since = forms.DateField(label=gettext_lazy("自哪天起没有报进展算欠报"), widget=DateInput())
    answer_by = forms.DateField(label=gettext_lazy("请单位哪天前回复"), required=False, widget=DateInput())


class PeriodForm(PageForm):
    since = forms.DateField(label=gettext_lazy("从"), widget=DateInput())
    until = forms.DateField(label=gettext_lazy("到"), widget=DateInput())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return said


@allow("progress.manage")
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """What each unit owes; words for the chosen ones; a line kept that they were sent."""
    plan = plan_or_404(request, pk, "progress.manage")
    form = SinceForm(request.GET if "since" in request.GET else None, initial={"since": half_year()})
    given = (
        form.cleaned_data if form.is_bound and form.is_valid() else {"since": half_year(), "answer_by": None}
    )
    stands = queries.unit_stands(plan, given["since"])
    texts = _texts(request, plan, stands, given["answer_by"])
    if request.method == "POST":
        return _sent(request, plan, texts)
    context = {
        "stands": stands,
        "texts": _named(stands, texts),
        "form": form,
        "sent": queries.reminders(plan),
    }
    return render(request, "console/progress/remind.html", {**shell(request, plan, "remind"), **context})


def _texts(
    request: HttpRequest, plan: Plan, stands: list[queries.UnitStand], answer_by: Any
) -> dict[int, str]:
    """Words for the units that were chosen."""
    chosen = {number for number in map(whole, (request.POST or request.GET).getlist("unit")) if number}
    return {
        one.department.pk: queries.reminder_text(plan, one, answer_by)
        for one in stands
        if one.department.pk in chosen
    }


def _named(stands: list[queries.UnitStand], texts: dict[int, str]) -> list[tuple[Any, str]]:
    return [(one.department, texts[one.department.pk]) for one in stands if one.department.pk in texts]


def _sent(request: HttpRequest, plan: Plan, texts: dict[int, str]) -> HttpResponse:
    """What the person says in the form goes into the record, not what was proposed."""
    said = {pk: request.POST.get(f"text-{pk}", text).strip() for pk, text in texts.items()}
    try:
        count = actions.record_reminders(by=acting(request), plan=plan, texts=said)
        messages.success(
            request, ngettext("已记下催办 %(n)d 个单位。", "已记下催办 %(n)d 个单位。", count) % {"n": count}
        )
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("remind", plan.pk)


@allow("progress.manage")
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of who is ahead and who behind in a period, to edit, print, copy or download."""
    plan = plan_or_404(request, pk, "progress.manage")
    if request.method == "POST":
        return _text(request.POST.get("text", ""))
    since, until = half_year(), timezone.localdate()
    form = PeriodForm(
        request.GET if "since" in request.GET else None, initial={"since": since, "until": until}
    )
    if form.is_bound and form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    found = queries.bulletin(plan, since, until)
    return render(
        request,
        "console/progress/bulletin.html",
        {**shell(request, plan, "remind"), "found": found, "form": form},
    )


def _text(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = _("通报 %(day)s.txt") % {"day": timezone.localdate().isoformat()}
    return as_file(response, name)
