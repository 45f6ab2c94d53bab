"""What a family member sees: the people who agreed to it and where they stay, and no other."""

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
from laoyou.providers.queries import family_stays


@allow("family.read")
def family(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    let_in = consents.shared_with_family(by.user_id or 0).values("resident_ref")
    rows = list(Resident.objects.filter(pk__in=let_in, merged_into=None).select_related("division"))
    log_read(
        by=by, kind=ReadLine.Kind.OPENED, residents=[one.pk for one in rows],
        division_id=rows[0].division_id if rows else None, purpose="family",
        minors=sum(is_child(one.birth_date, timezone.localdate()) for one in rows),
    )  # fmt: skip
    stays = family_stays()
    shown = [(one, _age(one), stays.get(one.pk, [])) for one in rows]
    return render(request, "console/family/index.html", {"rows": shown})


def _age(person: Resident) -> int | None:
    return age(person.birth_date, person.died_on or timezone.localdate()) if person.birth_date else None
