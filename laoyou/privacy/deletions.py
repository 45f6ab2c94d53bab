"""A person's request that their record be deleted (个人信息保护法 arts 47, 50): granted, or refused with reasons."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.privacy import disposal
from laoyou.privacy.models import Deletion, Disposal


@transaction.atomic
def ask(
    *,
    by: Actor,
    resident_id: int,
    division_id: int,
    ground: str,
    asked_on: datetime.date,
    relation: str = "",
    note: str = "",
) -> Deletion:
    """Write down what a person, or who speaks for them, asked for."""
    if not by.may("resident.edit", division_id):
        raise Refused(_("您不管理此人的档案。请找责任村（社区）。"))
    if asked_on > timezone.localdate():
        raise Refused(_("提出日期不能在今天之后。"), "asked_on")
    if Deletion.objects.filter(resident_ref=resident_id, state=Deletion.State.ASKED).exists():
        raise Refused(_("此人已有一份删除申请在等待决定。"))
    made = Deletion.objects.create(
        resident_ref=resident_id, division_id=division_id, ground=ground, asked_on=asked_on,
        relation=relation.strip()[:30], note=note.strip()[:300], recorded_by_id=by.user_id or 0,
    )  # fmt: skip
    by.record(action="privacy.deletion.ask", obj=made)
    return made


@transaction.atomic
def grant(*, by: Actor, deletion_id: int, reason: str = "") -> Disposal:
    """The record goes on the list of what `laoyou dispose` destroys."""
    found = _open(by, deletion_id)
    clause = _("个人信息保护法 第四十七条")
    made = disposal.put_on_list(
        by=by, division=found.division, key=disposal.DELETION, clause=clause, ids=[found.resident_ref]
    )
    found.disposal = made
    _decide(by, found, Deletion.State.GRANTED, reason)
    return made


@transaction.atomic
def refuse(*, by: Actor, deletion_id: int, reason: str) -> Deletion:
    if len(reason.strip()) < 4:
        raise Refused(_("请写明不同意的理由，例如法定保存期限未满；须告知本人（第五十条）。"), "reason")
    found = _open(by, deletion_id)
    _decide(by, found, Deletion.State.REFUSED, reason)
    return found


def _open(by: Actor, deletion_id: int) -> Deletion:
    found = Deletion.objects.select_for_update().filter(pk=deletion_id).first()
    if found is None or not by.may("resident.approve", found.division_id):
        raise Refused(_("没有这份申请，或您不能决定。"))
    if found.state != Deletion.State.ASKED:
        raise Refused(_("这份申请已经有决定。"))
    if found.recorded_by_id == by.user_id:
        raise Refused(_("登记人不能自己决定。请另一位登记负责人办理。"))
    return found


def _decide(by: Actor, found: Deletion, state: Deletion.State, reason: str) -> None:
    found.state, found.reason = state, reason.strip()[:300]
    found.decided_by_id, found.decided_at = by.user_id, timezone.now()
    found.save(update_fields=["state", "reason", "decided_by", "decided_at", "disposal"])
    by.record(
        action=f"privacy.deletion.{'grant' if state == Deletion.State.GRANTED else 'refuse'}", obj=found
    )


def requests(actor: Actor, *, state: str = "", text: str = "") -> QuerySet[Deletion]:
    """Those this actor decides on, and those they wrote down."""
    decides = Q(division_id__in=actor.divisions_for("resident.approve"))
    found = Deletion.objects.filter(decides | Q(recorded_by_id=actor.user_id)).select_related(
        "division__parent", "recorded_by", "decided_by", "disposal"
    )
    if text:
        found = found.filter(Q(note__icontains=text) | Q(recorded_by__name__icontains=text))
    return found.filter(state=state) if state else found


def standing(resident_id: int) -> Deletion | None:
    """The request of this person that waits for a decision, or was granted and is not carried out yet."""
    open_or_granted = Q(state=Deletion.State.ASKED) | Q(disposal__state=Disposal.State.APPROVED)
    return Deletion.objects.filter(open_or_granted, resident_ref=resident_id).first()
