"""Where a person belongs changes: within our divisions by one action, into another county by letting go and taking over."""

import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.actions.common import edits, locked, not_future, touched
from laoyou.people.actions.residents import Place, add_residency
from laoyou.people.errors import Refused
from laoyou.people.models import Handover, Membership, Presence, Residency, Resident, Tie
from laoyou.places.models import Division


@transaction.atomic
def move(
    *,
    by: Actor,
    resident_id: int,
    version: int,
    kind: str,
    place: Place,
    since: datetime.date,
    reason: str = "",
) -> Residency:
    """Registered, residence or responsible village from a day on; what stood before ends there and stays recorded."""
    resident = locked(by, resident_id, version)
    not_future(since, "since")
    if kind == Residency.Kind.RESPONSIBLE:
        return _change_care(by, resident, place.division, since, reason)
    if not place.division and not place.words.strip():
        raise Refused(_("请选择村（社区），外地的写明地点。"), "division")
    _end(resident, kind, since)
    made = add_residency(by, resident, kind, place, since)
    touched(resident)
    record(by=by, action="people.resident.move", obj=resident, detail={"kind": kind, "since": str(since)})
    return made


def _end(resident: Resident, kind: str, since: datetime.date, name_then: str = "") -> None:
    held = Residency.objects.filter(resident=resident, kind=kind, until=None).first()
    if held is None:
        return
    if held.since >= since:
        raise Refused(
            _("现在的记录从 %(since)s 开始。新的日期要晚于这一天。") % {"since": held.since.isoformat()},
            "since",
        )
    held.until, held.name_then = since, name_then
    held.save(update_fields=["until", "name_then"])


def _change_care(
    by: Actor, resident: Resident, division: Division | None, since: datetime.date, reason: str
) -> Residency:
    if division is None:
        raise Refused(_("请选择负责的村（社区）。"), "division")
    edits(by, division.pk)
    if division.pk == resident.division_id:
        raise Refused(_("现在就由%(place)s负责，不用迁移。") % {"place": division.name}, "division")
    _not_released(resident)
    before = resident.division_id
    _end(resident, Residency.Kind.RESPONSIBLE, since, resident.name)
    made = add_residency(by, resident, Residency.Kind.RESPONSIBLE, Place(division), since)
    Membership.objects.filter(resident=resident).update(division=division)
    Tie.objects.filter(resident=resident).update(division=division)
    resident.division = division
    touched(resident, "division")
    for stay in Presence.objects.filter(resident=resident):
        set_presence(
            by=by, resident=resident, provider_ref=stay.provider_ref, division=stay.division, stay_ref=stay.stay_ref,
            since=stay.since, until=stay.until,
        )  # fmt: skip
    detail = {"kind": "responsible", "from": before, "since": str(since), "reason": reason.strip()}
    record(by=by, action="people.resident.move", obj=resident, detail=detail)
    return made


def _not_released(resident: Resident) -> None:
    if Handover.objects.filter(resident=resident, state=Handover.State.OPEN).exists():
        raise Refused(_("已经办了迁出，正等对方接收。要改的，先撤回。"))


@transaction.atomic
def release(
    *, by: Actor, resident_id: int, version: int, to: Division, since: datetime.date, reason: str
) -> Handover:
    """Let go of a person to another county, or to a township that this actor does not see. They stay ours until the new
    side takes over."""
    resident = locked(by, resident_id, version)
    not_future(since, "since")
    if not reason.strip():
        raise Refused(_("请写明为什么迁出，例如“随子女居住”。"), "reason")
    if to.pk in by.divisions_for("resident.edit"):
        raise Refused(_("%(place)s由您负责，直接迁移就行。") % {"place": to.name}, "to")
    held = Residency.objects.filter(resident=resident, kind=Residency.Kind.RESPONSIBLE, until=None).first()
    if held and held.since >= since:
        raise Refused(
            _("现在的记录从 %(since)s 开始。新的日期要晚于这一天。") % {"since": held.since.isoformat()},
            "since",
        )
    _not_released(resident)
    made = Handover.objects.create(
        resident=resident, division_id=resident.division_id, to_division=to, name_then=resident.name,
        since=since, reason=reason.strip(), released_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="people.handover.release", obj=made, detail={"to": to.code, "since": str(since)})
    return made


@transaction.atomic
def accept(*, by: Actor, handover_id: int, division: Division) -> Handover:
    """Take over who was released to us; the old side keeps its own rows about them."""
    edits(by, division.pk)
    handover = _open(by, handover_id)
    with connection.cursor() as cursor:
        cursor.execute("select people_accept(%s, %s, %s)", [handover.pk, division.pk, by.user_id])
        taken = cursor.fetchone()[0]
    if not taken:
        raise Refused(
            _("只能接收到%(place)s的村（社区）。") % {"place": handover.to_division.name}, "division"
        )
    handover.refresh_from_db()
    detail = {"division": division.code}
    record(by=by, action="people.handover.accept", obj=handover, division=division, detail=detail)
    return handover


@transaction.atomic
def return_handover(*, by: Actor, handover_id: int, answer: str) -> Handover:
    """Not ours, says the new side; or the old side takes its release back."""
    handover = _open(by, handover_id)
    if not answer.strip():
        raise Refused(_("请写明原因。"), "answer")
    handover.state, handover.answer = Handover.State.RETURNED, answer.strip()
    handover.answered_by_id, handover.answered_at = by.user_id, timezone.now()
    handover.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(by=by, action="people.handover.return", obj=handover)
    return handover


def _open(by: Actor, handover_id: int) -> Handover:
    found = Handover.objects.select_for_update(of=("self",)).select_related("to_division")
    handover = found.filter(pk=handover_id, state=Handover.State.OPEN).first()
    sides = {handover.division_id, handover.to_division_id} if handover else set()
    if handover is None or not any(by.may("resident.edit", side) for side in sides):
        raise Refused(_("这次迁移已经办完，或不由您办理。"))
    return handover


@transaction.atomic
def set_presence(
    *,
    by: Actor,
    resident: Resident,
    provider_ref: int,
    division: Division,
    stay_ref: str,
    since: datetime.date,
    until: datetime.date | None = None,
) -> Presence:
    """A stay or an enrolment as people see it. Called by the providers' actions alone; the same stay again corrects it."""
    same_county = set(_county(resident.division_id)) & set(_county(division.pk))
    values = {
        "resident": resident,
        "provider_ref": provider_ref,
        "division": division,
        "since": since,
        "until": until,
        "away": not same_county,
    }
    presence, _made = Presence.objects.update_or_create(stay_ref=stay_ref, defaults=values)
    return presence


def _county(division_id: int) -> list[int]:
    return list(
        Division.objects.filter(below__descendant=division_id, level="county").values_list("pk", flat=True)
    )


@transaction.atomic
def end_presence(*, by: Actor, stay_ref: str, until: datetime.date) -> None:
    """The stay ends; its provider's staff see the person until the day before."""
    Presence.objects.filter(stay_ref=stay_ref).update(until=until)
