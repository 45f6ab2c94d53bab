"""What a family member sees: the people who agreed to it, where they stay and, where that was agreed to, what holds of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.people.models import Resident
from laoyou.people.rules import age, is_child
from laoyou.privacy import consents
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.providers.queries import FamilyStay, family_stays
from laoyou.statuses import queries as statuses
from laoyou.statuses.models import Status


@allow("family.read")
def family(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    let_in = dict(consents.shared_with_family(by.user_id or 0).values_list("resident_ref", "statuses"))
    rows = list(Resident.objects.filter(pk__in=let_in, merged_into=None).select_related("division__parent"))
    log_read(
        by=by, kind=ReadLine.Kind.OPENED, residents=[one.pk for one in rows],
        division_id=rows[0].division_id if rows else None, purpose="family",
        minors=sum(is_child(one.birth_date, timezone.localdate()) for one in rows),
    )  # fmt: skip
    stays, held = family_stays(), statuses.held_by_all([one.pk for one in rows if let_in[one.pk]])
    shown = [_shown(one, let_in[one.pk], stays, held) for one in rows]
    return render(request, "console/family/index.html", {"rows": shown})


def _shown(
    one: Resident, lets: bool, stays: dict[int, list[FamilyStay]], held: dict[int, dict[str, Status]]
) -> dict[str, Any]:
    above = one.division.parent.name if one.division.parent else ""
    return {
        "person": one,
        "place": f"{above}{one.division.name}",
        "age": _age(one),
        "stays": stays.get(one.pk, []),
        "lets_statuses": lets,
        "statuses": _holding(one, held.get(one.pk, {})),
    }


def _holding(person: Resident, held: dict[str, Status]) -> list[tuple[Any, str, Status]]:
    """What holds today, in words; whose word it rests on, papers and corrections are the office's own matter."""
    known = statuses.kinds(person.division) if held else {}
    return [
        (known[key].label, known[key].said(one.attributes), one) for key, one in held.items() if key in known
    ]


def _age(person: Resident) -> int | None:
    return age(person.birth_date, person.died_on or timezone.localdate()) if person.birth_date else None
