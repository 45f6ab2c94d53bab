"""The page of one person: facts, places in time, household, kin, statuses, consents, and what traces tell."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.console.privacy.consents import consent_part
from laoyou.console.residents import traces
from laoyou.console.residents.finding import person_or_404, seen, worklist
from laoyou.console.statuses.part import statuses_of
from laoyou.lib import masking
from laoyou.people import queries, revealing, rules
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read, log_where_kept

INFANT_YEARS = 3  # below, an age is told in months, as nurseries count it


@allow("resident.read")
def resident(request: HttpRequest, pk: int) -> HttpResponse:
    actor, person = acting(request), person_or_404(request, pk)
    child = rules.is_child(person.birth_date, timezone.localdate())
    log_read(
        by=actor, kind=ReadLine.Kind.OPENED, purpose="resident", residents=[person.pk],
        division_id=person.division_id, minors=int(child),
    )  # fmt: skip
    context: dict[str, Any] = {"person": person, "list": worklist(request), **facts_of(actor, person)}
    context |= {**_around(person, context["responsible"]), "merges": queries.merges(person)}
    _log_around(actor, person, context)
    context["statuses"] = statuses_of(request, person)
    context["holding"] = [row["label"] for row in context["statuses"]["rows"] if row["holds"]]
    context |= consent_part(actor, person)
    context |= {
        "seers": traces.seers(person),
        "history": traces.history(person),
        "reads": traces.reads(person),
    }
    return render(request, "console/residents/page.html", context)


def _around(person: Resident, responsible: bool) -> dict[str, Any]:
    """Places, household, kin."""
    member = queries.membership(person)
    ties = [(tie, _tie_phone(tie, responsible)) for tie in queries.ties(person)]
    return {
        "residencies": queries.residencies(person),
        "membership": member,
        "members": list(queries.members(member.household)) if member else [],
        "ties": ties,
        "tied_to": list(queries.tied_to(person)),
        "no_guardian": queries.needs_guardian(person, [tie for tie, _phone in ties]),
        "handover": queries.open_handover(person),
    }


def _log_around(actor: Actor, person: Resident, shown: dict[str, Any]) -> None:
    """Whose names the page tells beside the person's own: it stands on the page of each of them."""
    named = {one.resident_id: one.resident for one in shown["members"]}
    named |= {tie.other_id: tie.other for tie, _phone in shown["ties"] if tie.other}
    named |= {tie.resident_id: tie.resident for tie in shown["tied_to"]}
    named.pop(person.pk, None)
    log_where_kept(
        by=actor, kind=ReadLine.Kind.LISTED, seen=map(seen, named.values()), purpose="resident-around"
    )


def facts_of(actor: Actor, person: Resident) -> dict[str, Any]:
    """What the head of the page and of each step shows."""
    responsible = revealing.is_responsible(actor, person)
    born, day = person.birth_date, person.died_on or timezone.localdate()
    return {
        "number": masking.number(person.id_hint),
        "phone": revealing.phone_shown(actor, person, responsible=responsible),
        "responsible": responsible,
        "age": rules.age(born, day) if born else None,
        "months": rules.months(born, day) if born and rules.age(born, day) < INFANT_YEARS else None,
        "may_edit": actor.may("resident.edit", person.division_id) and person.merged_into_id is None,
        "may_reveal": actor.may("resident.reveal", person.division_id) and bool(person.id_sealed),
        "may_approve": actor.may("resident.approve", person.division_id),
    }


def _tie_phone(tie: Any, responsible: bool) -> str:
    phone = revealing.opened_phone(tie.phone_sealed)
    return phone if responsible else masking.phone(phone)
