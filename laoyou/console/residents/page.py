"""The page of one person: facts, places in time, household, kin, history, and who read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.models import User
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.residents.finding import person_or_404, worklist
from laoyou.lib import masking
from laoyou.people import queries, revealing, rules
from laoyou.people.models import Resident, Sex
from laoyou.places.models import Division
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read


@allow("resident.read")
def resident(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = acting(request), person_or_404(request, pk)
    child = rules.is_child(person.birth_date, timezone.localdate())
    log_read(
        by=actor, kind=ReadLine.Kind.OPENED, purpose="resident", residents=[person.pk],
        division_id=person.division_id, minors=int(child),
    )  # fmt: skip
    context: dict[str, Any] = {"person": person, "list": worklist(request), **facts_of(actor, person)}
    context["residencies"] = queries.residencies(person)
    member = queries.membership(person)
    context["membership"] = member
    context["members"] = queries.members(member.household) if member else []
    context["ties"] = [(tie, _tie_phone(tie, context["responsible"])) for tie in queries.ties(person)]
    context["tied_to"] = queries.tied_to(person)
    context["no_guardian"] = queries.needs_guardian(person, [tie for tie, _phone in context["ties"]])
    context["handover"] = queries.open_handover(person)
    context["merges"] = queries.merges(person)
    context["history"] = shown_history(person)
    context["reads"] = shown_reads(person)
    return render(request, "console/residents/page.html", context)


def facts_of(actor: Actor, person: Resident) -> dict[str, Any]:
    """What the head of the page and of each step shows."""
    responsible = revealing.is_responsible(actor, person)
    born = person.birth_date
    return {
        "number": masking.number(person.id_hint),
        "phone": revealing.phone_shown(actor, person, responsible=responsible),
        "responsible": responsible,
        "age": rules.age(born, person.died_on or timezone.localdate()) if born else None,
        "may_edit": actor.may("resident.edit", person.division_id) and person.merged_into_id is None,
        "may_reveal": actor.may("resident.reveal", person.division_id) and bool(person.id_sealed),
        "may_approve": actor.may("resident.approve", person.division_id),
    }


def _tie_phone(tie: Any, responsible: bool) -> str:
    phone = revealing.opened_phone(tie.phone_sealed)
    return phone if responsible else masking.phone(phone)


def shown_history(person: Resident) -> list[queries.Change]:
    """The history in the words of the page."""
    known = queries.history(person)
    ids = {
        value for one in known for name, *values in one.fields if name == "division_id" for value in values
    }
    names = dict(Division.objects.filter(pk__in=ids).values_list("pk", "name"))
    users = {
        str(user.pk): user.name
        for user in User.objects.filter(pk__in=[c.who for c in known if c.who.isdigit()])
    }
    return [
        queries.Change(
            one.at,
            users.get(one.who, one.who),
            [
                (labels()[name], *(_word(name, value, names) for value in values))
                for name, *values in one.fields
            ],
        )
        for one in known
    ]


def labels() -> dict[str, str]:
    return {
        "name": _("姓名"), "sex": _("性别"), "birth_date": _("出生日期"), "lunar_birth": _("农历生日"),
        "address": _("住址"), "note": _("备注"), "died_on": _("去世日期"), "division_id": _("责任村（社区）"),
        "id_kind": _("证件类型"), "number_differs": _("与证件不符的依据"), "id_index": _("证件号码"),
        "phone_index": _("电话"),
    }  # fmt: skip


def _word(name: str, value: Any, divisions: dict[int, str]) -> Any:
    if name == "sex":
        return Sex(value).label
    if name == "id_kind":
        return Resident.IdKind(value).label
    if name in {"id_index", "phone_index"}:
        return _("（不留痕）")
    return divisions.get(value, value) if name == "division_id" else value


def shown_reads(person: Resident) -> list[tuple[ReadLine, str]]:
    """Lines of reading with the purpose in words: pages that show masked data stand there by their key."""
    pages = {
        "residents": _("居民列表"), "resident": _("居民档案"), "resident-add": _("登记前查重"),
        "residents-doubles": _("疑似重复"), "resident-pair": _("疑似重复"),
    }  # fmt: skip
    return [(line, pages.get(line.purpose, line.purpose)) for line in queries.reads(person)]
