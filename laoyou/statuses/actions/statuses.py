"""One status of one resident: recorded, ended, corrected."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.people.models import Resident
from laoyou.statuses.errors import Fault, Invalid, Refused
from laoyou.statuses.models import Status
from laoyou.statuses.queries.known import kinds
from laoyou.statuses.rules.declared import Kind, faults

_OVERLAPS = "status_one_of_a_kind_and_source_a_day"


@transaction.atomic
def add_status(
    *,
    by: Actor,
    resident: Resident,
    kind: str,
    source: str,
    since: datetime.date,
    until: datetime.date | None = None,
    attributes: Mapping[str, str] | None = None,
    evidence: File | None = None,
) -> Status:
    _edits(by, resident.division_id)
    kept = _fits(resident, kind, source, attributes or {})
    _days(resident, since, until)
    status = Status(
        resident=resident, division_id=resident.division_id, recorded_division_id=resident.division_id,
        kind=kind, source=source, attributes=kept, since=since, until=until, evidence=evidence,
        recorded_by_id=by.user_id,
    )  # fmt: skip
    _store(status)
    record(by=by, action="statuses.status.add", obj=status, division=status.division_id)
    return status


@transaction.atomic
def end_status(*, by: Actor, status: Status, until: datetime.date, why: str) -> Status:
    """From `until` on it holds no more."""
    locked = _locked(by, status)
    if locked.until is not None:
        raise Refused(_("这条身份已经终止。日期不对的，请更正。"))
    if not why.strip():
        raise Refused(_("请写明为什么终止。"), "why")
    _days(locked.resident, locked.since, until)
    locked.until, locked.why_ended = until, why.strip()
    locked.save(update_fields=["until", "why_ended"])
    record(by=by, action="statuses.status.end", obj=locked, division=locked.division_id)
    return locked


@transaction.atomic
def correct_status(
    *,
    by: Actor,
    status: Status,
    reason: str,
    source: str,
    since: datetime.date,
    until: datetime.date | None = None,
    attributes: Mapping[str, str] | None = None,
    evidence: File | None = None,
) -> Status | None:
    """What was recorded wrongly stays, withdrawn; the right row names it."""
    old = _locked(by, status)
    if not reason.strip():
        raise Refused(_("请写明为什么更正。"), "reason")
    kept = _fits(old.resident, old.kind, source, attributes or {})
    _days(old.resident, since, until)
    Status.objects.filter(pk=old.pk).update(withdrawn=True)
    fresh = Status(
        resident=old.resident, division_id=old.division_id, recorded_division_id=old.division_id, kind=old.kind,
        source=source, attributes=kept, since=since, until=until,
        evidence_id=evidence.pk if evidence else old.evidence_id,
        corrects=old, reason=reason.strip(), why_ended=old.why_ended if until else "", recorded_by_id=by.user_id,
    )  # fmt: skip
    _store(fresh)
    record(
        by=by, action="statuses.status.correct", obj=fresh, division=fresh.division_id, detail={"old": old.pk}
    )
    return fresh


def _edits(by: Actor, division_id: int) -> None:
    if not by.may("resident.edit", division_id):
        raise Refused(_("这个人不在您登记的范围内，不能改。"))


def _locked(by: Actor, status: Status) -> Status:
    found = Status.objects.select_for_update(of=("self",)).select_related("resident__division")
    locked = found.filter(pk=status.pk).first()
    if locked is None:
        raise Refused(_("这条身份已看不到，可能此人已迁出。"))
    _edits(by, locked.division_id)
    if locked.withdrawn:
        raise Refused(_("这条记录已被更正，请改更正后的那一条。"))
    return locked


def _fits(resident: Resident, kind: str, source: str, attributes: Mapping[str, str]) -> dict[str, str]:
    declared: Kind | None = kinds(resident.division).get(kind)
    if declared is None:
        raise Refused(_("没有这个身份类别。请从列表里选择。"), "kind")
    found = declared.source(source)
    if found is None or found.derived:
        raise Refused(_("“%(kind)s”不由这个来源认定。请换一个来源。") % {"kind": declared.label}, "source")
    kept = {key: value for key, value in attributes.items() if value}
    wrong = [Fault(field, message) for field, message in faults(declared, kept)]
    if wrong:
        raise Invalid(wrong)
    return kept


def _days(resident: Resident, since: datetime.date, until: datetime.date | None) -> None:
    if since > timezone.localdate():
        raise Refused(_("起始日期不能晚于今天。"), "since")
    if resident.birth_date and since < resident.birth_date:
        raise Refused(_("起始日期早于出生日期。请核对。"), "since")
    if until is not None and until < since:
        raise Refused(_("终止日期不能早于起始日期。"), "until")
    if resident.died_on and (until is None or until > resident.died_on):
        raise Refused(_("此人已去世，身份须止于去世当天。请填写终止日期。"), "until")


def _store(status: Status) -> None:
    try:
        with transaction.atomic():
            status.save(force_insert=True)
    except IntegrityError as error:
        if _OVERLAPS not in str(error):
            raise
        raise Refused(_("同一来源已有一条同类身份与这段时间重叠。请先终止或更正那一条。"), "since") from error
