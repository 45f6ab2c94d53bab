"""A person is registered, changed, and recorded as dead."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.actions.common import born_before_death, edits, locked, not_future, touched
from laoyou.people.actions.numbers import free_number, put_number, put_phone
from laoyou.people.asking import answers_stand
from laoyou.people.errors import Refused
from laoyou.people.facts import Facts, Number, agreed, checked, kept_phone
from laoyou.people.models import Residency, Resident
from laoyou.people.rules import search_keys
from laoyou.people.turning import birth_known, died
from laoyou.places.models import Division


@dataclass(frozen=True, slots=True)
class Place:
    """A division of ours, or in words a place that is none."""

    division: Division | None = None
    words: str = ""


@answers_stand
@transaction.atomic
def register_resident(
    *,
    by: Actor,
    division: Division,
    facts: Facts,
    number: Number | None = None,
    phone: str = "",
    since: datetime.date | None = None,
    registered: Place | None = None,
    residence: Place | None = None,
) -> Resident:
    """A new person in the care of `division`. Refused where the number is registered: search first."""
    edits(by, division.pk)
    today = timezone.localdate()
    facts, known = agreed(checked(facts, today), number or Number(), today)
    free_number(by, known)
    day = since or today
    not_future(day, "since")
    resident = Resident(division=division, recorded_by_id=by.user_id, initials=search_keys(facts.name))
    _put(resident, facts)
    put_number(resident, known)
    put_phone(resident, kept_phone(phone))
    resident.save()
    belongs = {"responsible": Place(division), "registered": registered, "residence": residence}
    for kind, place in belongs.items():
        if place and (place.division or place.words.strip()):
            add_residency(by, resident, kind, place, day)
    birth_known(by, resident)
    record(by=by, action="people.resident.register", obj=resident, detail={"number": known.kind})
    return resident


def add_residency(by: Actor, resident: Resident, kind: str, place: Place, since: datetime.date) -> Residency:
    return Residency.objects.create(
        resident=resident,
        division_id=place.division.pk if place.division else resident.division_id,
        kind=kind,
        place="" if place.division else place.words.strip(),
        since=since,
        recorded_by_id=by.user_id,
    )


def _put(resident: Resident, facts: Facts) -> None:
    for name, value in asdict(facts).items():
        setattr(resident, name, value)


@transaction.atomic
def change_resident(
    *, by: Actor, resident_id: int, version: int, facts: Facts, differs_why: str = ""
) -> Resident:
    """Another name, sex, birth date or address. What the number says is held against it again."""
    resident = locked(by, resident_id, version)
    facts = checked(facts, timezone.localdate())
    if resident.id_kind == Resident.IdKind.CITIZEN:
        from laoyou.people.revealing import opened_number  # sealed texts are opened in one place

        number = Number("citizen", opened_number(resident), differs_why or resident.number_differs)
        facts, known = agreed(facts, number, timezone.localdate())
        resident.number_differs = known.differs_why
    born_before_death(facts.birth_date, resident)
    changed = [name for name, value in asdict(facts).items() if getattr(resident, name) != value]
    _put(resident, facts)
    resident.initials = search_keys(facts.name)
    touched(resident, *asdict(facts), "initials", "number_differs")
    if "birth_date" in changed:
        birth_known(by, resident)
    record(by=by, action="people.resident.change", obj=resident, detail={"fields": changed})
    return resident


@transaction.atomic
def record_death(*, by: Actor, resident_id: int, version: int, on: datetime.date) -> dict[str, int]:
    """The day of death; what ends or begins with it ends or begins that day. Told by what it touched."""
    resident = locked(by, resident_id, version)
    not_future(on, "on")
    if resident.died_on:
        raise Refused(_("已登记去世日期。登记错了的，先撤销再登记。"), "on")
    if resident.birth_date and on < resident.birth_date:
        raise Refused(_("去世日期不能早于出生日期。"), "on")
    resident.died_on = on
    touched(resident, "died_on")
    ended = died(by, resident, on)
    record(by=by, action="people.resident.death", obj=resident, detail={"on": on.isoformat(), **ended})
    return ended


@transaction.atomic
def withdraw_death(*, by: Actor, resident_id: int, version: int, reason: str) -> Resident:
    """It was recorded by mistake. What nobody may open by hand opens again; the rest is opened by hand, where it should be."""
    resident = locked(by, resident_id, version)
    if not reason.strip():
        raise Refused(_("请写明登记错在哪里。"), "reason")
    resident.died_on = None
    touched(resident, "died_on")
    birth_known(by, resident)
    detail = {"reason": reason.strip()}
    record(by=by, action="people.resident.death_withdraw", obj=resident, detail=detail)
    return resident
