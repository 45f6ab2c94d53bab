"""Leave to open the data of a child under fourteen (未成年人网络保护条例 art. 36): asked, decided by another, for a time."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.privacy.models import Approval

LONGEST_DAYS = 366


@transaction.atomic
def request_opening(*, by: Actor, resident_id: int, division_id: int, purpose: str) -> Approval:
    if not by.may("resident.reveal", division_id):
        raise Refused(_("您没有查看完整号码的权限。请找登记负责人。"))
    if len(purpose.strip()) < 4:
        raise Refused(_("请写明用途，例如“核对托育补助申请”。"), "purpose")
    mine = Approval.objects.filter(resident_ref=resident_id, asked_by_id=by.user_id)
    if mine.filter(state=Approval.State.ASKED).exists():
        raise Refused(_("您已提出申请，正在等待审批。"))
    made = Approval.objects.create(
        resident_ref=resident_id,
        division_id=division_id,
        purpose=purpose.strip()[:200],
        asked_by_id=by.user_id or 0,
    )
    by.record(action="privacy.opening.ask", obj=made)
    return made


@transaction.atomic
def approve(*, by: Actor, approval_id: int, until: datetime.date, reason: str = "") -> Approval:
    """It holds from today to the day before `until`."""
    found = _open(by, approval_id)
    today = timezone.localdate()
    if not today < until <= today + datetime.timedelta(days=LONGEST_DAYS):
        raise Refused(_("期限须在今天之后、一年之内。"), "until")
    found.since, found.until = today, until
    return _decided(by, found, Approval.State.APPROVED, reason)


@transaction.atomic
def refuse(*, by: Actor, approval_id: int, reason: str) -> Approval:
    if not reason.strip():
        raise Refused(_("请写明不同意的理由，申请人会看到。"), "reason")
    return _decided(by, _open(by, approval_id), Approval.State.REFUSED, reason)


@transaction.atomic
def withdraw(*, by: Actor, approval_id: int, reason: str) -> Approval:
    """The leave ends today: taken back by whoever may give it, or given back by the asker."""
    found = _locked(by, approval_id)
    if found.asked_by_id != by.user_id and not by.may("resident.approve", found.division_id):
        raise Refused(_("只有申请人或登记负责人可以撤回。"))
    if found.state not in {Approval.State.ASKED, Approval.State.APPROVED}:
        raise Refused(_("这份申请已经结束。"))
    found.state, found.reason = Approval.State.WITHDRAWN, reason.strip()[:200]
    found.save(update_fields=["state", "reason"])
    by.record(action="privacy.opening.withdraw", obj=found)
    return found


def _locked(by: Actor, approval_id: int) -> Approval:
    """Held to the actor's divisions by the policy of the table, and here for commands too."""
    found = Approval.objects.select_for_update().filter(pk=approval_id).first()
    if found is None or found.division_id not in by.division_ids:
        raise Refused(_("没有这份申请。"))
    return found


def _open(by: Actor, approval_id: int) -> Approval:
    found = _locked(by, approval_id)
    if not by.may("resident.approve", found.division_id):
        raise Refused(_("只有登记负责人可以审批。"))
    if found.asked_by_id == by.user_id:
        raise Refused(_("不能审批自己的申请。请另一位登记负责人办理。"))
    if found.state != Approval.State.ASKED:
        raise Refused(_("这份申请已经有决定。"))
    return found


def _decided(by: Actor, found: Approval, state: Approval.State, reason: str) -> Approval:
    found.state, found.reason = state, reason.strip()[:200]
    found.decided_by_id, found.decided_at = by.user_id, timezone.now()
    found.save(update_fields=["state", "reason", "decided_by", "decided_at", "since", "until"])
    step = "approve" if state == Approval.State.APPROVED else "refuse"
    by.record(action=f"privacy.opening.{step}", obj=found)
    return found


def approved(by: Actor, resident_id: int, on: datetime.date) -> int | None:
    """The number of the leave under which this actor may open this child's data on a day; it goes into the read log."""
    return (
        Approval.objects.filter(
            resident_ref=resident_id, asked_by_id=by.user_id, state=Approval.State.APPROVED
        )
        .filter(since__lte=on, until__gt=on)
        .order_by("-id")
        .values_list("pk", flat=True)
        .first()
    )


def latest(by: Actor, resident_id: int) -> Approval | None:
    """What this actor last asked for about this child."""
    return Approval.objects.filter(resident_ref=resident_id, asked_by_id=by.user_id).first()


def requests(actor: Actor, *, state: str = "", text: str = "") -> QuerySet[Approval]:
    """Those this actor decides on, and their own."""
    decides = Q(division_id__in=actor.divisions_for("resident.approve"))
    found = Approval.objects.filter(decides | Q(asked_by_id=actor.user_id)).select_related(
        "asked_by", "decided_by", "division__parent"
    )
    if text:
        found = found.filter(Q(purpose__icontains=text) | Q(asked_by__name__icontains=text))
    return found.filter(state=state) if state else found
