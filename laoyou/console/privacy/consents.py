"""What a person agreed to, on the person's page: recorded and withdrawn."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.privacy.forms import ConsentForm, WhyForm
from laoyou.console.residents.finding import person_or_404
from laoyou.console.residents.steps import Step, step_page
from laoyou.people.models import Resident
from laoyou.people.revealing import may_be_child
from laoyou.privacy import approvals, consents, deletions


def consent_part(actor: Actor, person: Resident) -> dict[str, Any]:
    """Consents, a request for deletion that stands, and whether a child's number must be asked for first."""
    today = timezone.localdate()
    rows = consents.of_resident(person.pk)
    asks = not actor.may("resident.approve", person.division_id) and may_be_child(person)
    return {
        "consents": [(one, one.until is None or one.until > today) for one in rows],
        "deletion": deletions.standing(person.pk),
        "opening": approvals.latest(actor, person.pk) if asks else None,
        "must_ask": asks and approvals.approved(actor, person.pk, today) is None,
    }


@allow("resident.edit")
def give(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    form = ConsentForm(request.POST or None)
    notes = (
        _("不满十四周岁的，由父母或其他监护人同意（个人信息保护法第三十一条）。"),
        _("本人随时可以撤回，撤回要和同意一样方便（第十五条）。"),
        _(
            "“家属查看”：家属看到姓名、性别、年龄、责任村（社区）和入住情况；勾选以后还看到今天有效的身份，看不到证件号码、电话、来源和佐证材料。"
        ),
    )
    step = Step(_("登记同意"), _("登记"), _("已登记。"), notes)

    def do(typed: dict[str, Any]) -> None:
        consents.give(by=acting(request), resident_id=person.pk, division_id=person.division_id, **typed)

    return step_page(request, person, step, form, do)


@allow("resident.edit")
def withdraw(request: HttpRequest, pk: int, consent_id: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    found = consents.of_resident(person.pk).filter(pk=consent_id).first()
    if found is None:
        raise Http404
    words = {"kind": found.get_kind_display(), "who": found.given_by}
    notes = (_("%(who)s的“%(kind)s”从今天起不再有效。") % words, consents.ends_with(found))
    step = Step(_("撤回同意"), _("撤回"), _("已撤回，原来的同意留在记录里。"), notes, danger=True)
    return step_page(
        request, person, step, WhyForm(request.POST or None),
        lambda typed: consents.withdraw(by=acting(request), consent_id=consent_id, **typed),
    )  # fmt: skip
