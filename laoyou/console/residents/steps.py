"""What is done with one person, each a form of its own: change, number, phone, move, release, death, household, tie."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.residents import forms
from laoyou.console.residents.finding import person_or_404, seen
from laoyou.people import actions, queries
from laoyou.people.actions import Place
from laoyou.people.models import Handover, Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import Seen, log_read, log_where_kept
from laoyou.ui.forms import PageForm
from laoyou.ui.numbers import whole


@dataclass(frozen=True)
class Step:
    """The words of a form's page; `notes` say what will happen."""

    title: str
    button: str
    done: str
    notes: tuple[str, ...] = ()
    danger: bool = False
    named: tuple[Resident, ...] = ()  # whom the notes name beside the person


def step_page(
    request: HttpRequest, person: Resident, step: Step, form: PageForm, do: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    if form.is_valid():
        with form.refusals():
            do(form.cleaned_data)
            messages.success(request, step.done)
            return redirect("resident", person.pk)
    _log(acting(request), person, step)
    return render(request, "console/residents/step.html", {"person": person, "step": step, "form": form})


def _log(by: Actor, person: Resident, step: Step) -> None:
    log = partial(log_where_kept, by=by)
    log(kind=ReadLine.Kind.OPENED, seen=[seen(person)], purpose="resident-step")
    log(kind=ReadLine.Kind.LISTED, seen=map(seen, step.named), purpose="resident-around")


def _common(request: HttpRequest, person: Resident, typed: dict[str, Any]) -> dict[str, Any]:
    return {"by": acting(request), "resident_id": person.pk, "version": typed["version"] or 0}


@allow("resident.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    form = forms.facts_form(person, request.POST or None)
    step = Step(_("修改基本信息"), _("保存修改"), _("修改已保存，原来的内容留在修改记录里。"))

    def do(typed: dict[str, Any]) -> None:
        why = typed.get("differs_why", "")
        actions.change_resident(**_common(request, person, typed), facts=form.facts(), differs_why=why)

    return step_page(request, person, step, form, do)


@allow("resident.edit")
def number(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    form = forms.NumberForm(request.POST or None, initial={"version": person.version})
    step = Step(_("登记或更正证件号码"), _("保存号码"), _("证件号码已保存，只显示末位。"))

    def do(typed: dict[str, Any]) -> None:
        actions.set_number(**_common(request, person, typed), number=form.number())

    return step_page(request, person, step, form, do)


@allow("resident.edit")
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    form = forms.PhoneForm(request.POST or None, initial={"version": person.version})
    step = Step(_("登记或更正电话"), _("保存电话"), _("电话已保存。"), (_("空着提交，就是去掉现在的电话。"),))
    return step_page(
        request, person, step, form,
        lambda typed: actions.set_phone(**_common(request, person, typed), phone=typed["phone"]),
    )  # fmt: skip


@allow("resident.edit")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    mine = acting(request).divisions_for("resident.edit")
    form = forms.MoveForm(mine, request.POST or None, {"version": person.version})
    step = Step(
        _("迁移"), _("办理迁移"), _("迁移已办，原来的地点留在记录里。"),
        (_("换了责任村（社区），以后由新的村（社区）查看和维护；原村保留自己的记录。"),),
    )  # fmt: skip

    def do(typed: dict[str, Any]) -> None:
        place = Place(typed["division"], typed["words"])
        said = {name: typed[name] for name in ("kind", "since", "reason")}
        actions.move(**_common(request, person, typed), place=place, **said)

    return step_page(request, person, step, form, do)


@allow("resident.edit")
def release(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    own = acting(request).divisions_for("resident.edit")
    form = forms.ReleaseForm(own, request.POST or None, {"version": person.version})
    step = Step(
        _("迁往外县"), _("办理迁出"), _("已办迁出，等对方接收。"),
        (_("对方接收以前看不到档案，只看到姓名和迁出原因。"), _("接收以后，本地只保留自己的记录。")),
    )  # fmt: skip

    def do(typed: dict[str, Any]) -> None:
        said = {name: typed[name] for name in ("to", "since", "reason")}
        actions.release(**_common(request, person, typed), **said)

    return step_page(request, person, step, form, do)


@allow("resident.edit")
def death(request: HttpRequest, pk: int) -> HttpResponse:
    """Recorded; or taken back, where it stands."""
    person = person_or_404(request, pk, "resident.edit")
    initial = {"version": person.version}
    if person.died_on:
        back = Step(
            _("撤销去世登记"), _("撤销登记"), _("已撤销。当天结束的记录，请逐条核对后重新登记。"), danger=True
        )
        return step_page(
            request, person, back, forms.ReasonForm(request.POST or None, initial=initial),
            lambda typed: actions.withdraw_death(**_common(request, person, typed), reason=typed["reason"]),
        )  # fmt: skip
    notes = (_("同户、监护和照护关系当天结束；待遇、服务等按各自规则当天停止。"),)
    step = Step(_("登记去世"), _("登记去世"), _("已登记。当天该结束的记录已结束。"), notes, danger=True)
    return step_page(
        request, person, step, forms.DeathForm(request.POST or None, initial=initial),
        lambda typed: actions.record_death(**_common(request, person, typed), on=typed["on"]),
    )  # fmt: skip


@allow("resident.edit")
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    form = forms.TieForm(_near(request, person), request.POST or None)
    step = Step(_("添加亲属、监护人、照护人或联系人"), _("添加"), _("已添加。"))

    def do(typed: dict[str, Any]) -> None:
        other = whole(typed.pop("other"))
        actions.add_tie(by=acting(request), resident_id=person.pk, other_id=other, **typed)

    return step_page(request, person, step, form, do)


def _near(request: HttpRequest, person: Resident) -> list[Resident]:
    """People of the same village, to choose from; the same address first."""
    found = Resident.objects.filter(division_id=person.division_id, merged_into=None, died_on=None)
    rows = list(found.exclude(pk=person.pk).order_by("name")[:500])
    log_read(
        by=acting(request), kind=ReadLine.Kind.LISTED, purpose="resident-near", division_id=person.division_id,
        residents=[one.pk for one in rows],
        minors=sum(is_child(one.birth_date, timezone.localdate()) for one in rows),
    )  # fmt: skip
    return sorted(rows, key=lambda one: (not one.address or one.address != person.address, one.name))


@allow("resident.edit")
def household(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    form = forms.JoinForm(_near(request, person), request.POST or None)
    step = Step(_("登记同户"), _("保存"), _("同户关系已登记。"))

    def do(typed: dict[str, Any]) -> None:
        other = whole(typed["other"])
        actions.live_with(
            by=acting(request), resident_id=person.pk, other_id=other, relation=typed["relation"],
            since=typed["since"],
        )  # fmt: skip

    return step_page(request, person, step, form, do)


@allow("resident.edit")
def handovers(request: HttpRequest) -> HttpResponse:
    """People released to us and not taken over yet."""
    actor = acting(request)
    waiting = list(queries.incoming(actor.divisions_for("resident.edit")))
    _log_coming(actor, waiting)
    return render(request, "console/residents/handovers.html", {"rows": waiting})


@allow("resident.edit")
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken over, or sent back with a reason."""
    actor = acting(request)
    found = _handover_or_404(actor, pk)
    ours = found.to_division_id in actor.divisions_for("resident.edit")
    form = forms.AcceptForm(actor.divisions_for("resident.edit"), request.POST or None)
    back = forms.ReasonForm(request.POST if request.POST.get("back") else None)
    if ours and not request.POST.get("back") and form.is_valid():
        with form.refusals():
            done = actions.accept(by=actor, handover_id=pk, **form.cleaned_data)
            messages.success(request, _("已接收，由本地负责。"))
            return redirect("resident", done.resident_id)
    if back.is_valid():
        with back.refusals():
            actions.return_handover(by=actor, handover_id=pk, answer=back.cleaned_data["reason"])
            return _answered(request, found, ours)
    context = {"found": found, "form": form, "back": back, "ours": ours}
    return render(request, "console/residents/handover.html", context)


def _handover_or_404(by: Actor, pk: int) -> Handover:
    found = queries.handover(by, pk)
    if found is None:
        raise Http404
    _log_coming(by, [found])
    return found


def _log_coming(by: Actor, rows: Iterable[Handover]) -> None:
    """Only the side that lets them go keeps them until they are taken over: it sees who looked."""
    coming = [Seen(row.resident_id, row.division_id) for row in rows]
    log_where_kept(by=by, kind=ReadLine.Kind.LISTED, seen=coming, purpose="handovers")


def _answered(request: HttpRequest, found: Handover, ours: bool) -> HttpResponse:
    if ours:
        messages.success(request, _("已退回，仍由迁出地负责。"))
        return redirect("handovers")
    messages.success(request, _("已撤回迁出，仍由本地负责。"))
    return redirect("resident", found.resident_id)
