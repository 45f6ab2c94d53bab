"""Sealed numbers are opened here and nowhere else: for a reason, with a line in the read log, children by approval."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib import identity, masking
from laoyou.people.actions.common import locked
from laoyou.people.errors import Refused
from laoyou.people.models import Resident
from laoyou.people.rules import CHILD, is_child, years_before
from laoyou.places.models import DivisionTree
from laoyou.privacy import approvals
from laoyou.privacy.keys import ring
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read

PURPOSES = {
    "identity": gettext_lazy("核对身份"),
    "benefit": gettext_lazy("办理待遇或补贴"),
    "visit": gettext_lazy("上门或电话联系"),
    "emergency": gettext_lazy("紧急情况"),
    "correction": gettext_lazy("更正信息"),
    "other": gettext_lazy("其他"),
}


def opened_number(resident: Resident) -> str:
    """For actions that hold facts against the number. What a person sees goes through `reveal`."""
    return ring().open(bytes(resident.id_sealed), kind="id") if resident.id_sealed else ""


def opened_phone(sealed: bytes | memoryview | None) -> str:
    return ring().open(bytes(sealed), kind="phone") if sealed else ""


def purpose_in_words(key: str, words: str) -> str:
    """The chosen purpose with what was typed beside it; both are needed."""
    if key not in PURPOSES:
        raise Refused(_("请选择用途。"), "purpose")
    if len(words.strip()) < 2:
        raise Refused(_("请写明办什么事，例如“申请高龄补贴”。"), "words")
    return f"{PURPOSES[key]}：{words.strip()}"[:200]


@transaction.atomic
def reveal(*, by: Actor, resident_id: int, purpose: str) -> str:
    """The number in full. The line in the read log stands before the number is seen."""
    resident = locked(by, resident_id, permission="resident.reveal")
    if not purpose.strip():
        raise Refused(_("请先写明用途。"), "purpose")
    child = may_be_child(resident)
    approval = approval_for(by, resident) if child else None
    log_read(
        by=by,
        kind=ReadLine.Kind.REVEALED,
        residents=[resident.pk],
        division_id=resident.division_id,
        purpose=purpose,
        fields=["id_number"],
        minors=int(child),
        approval_ref=approval,
    )
    record(by=by, action="people.resident.reveal", obj=resident, detail={"child": child})
    return opened_number(resident)


def may_be_child(resident: Resident) -> bool:
    """By the day recorded, or by what stood before it: whoever may correct a birth date must not open a number by it."""
    today = timezone.localdate()
    if is_child(resident.birth_date, today):
        return True
    if resident.id_kind == Resident.IdKind.CITIZEN:
        return is_child(identity.citizen(opened_number(resident), today=today).birth_date, today)
    if resident.id_kind == Resident.IdKind.NONE:
        return False
    limit = years_before(today, CHILD)
    return bool(resident.events.filter(birth_date__gt=limit).exists())  # type: ignore[attr-defined]


def approval_for(by: Actor, resident: Resident) -> int | None:
    """Data of a child are opened by whoever may approve, or with an approval, whose number it gives. Refused without."""
    if by.may("resident.approve", resident.division_id):
        return None
    if leave := approvals.approved(by, resident.pk, timezone.localdate()):
        return leave
    raise Refused(_("未满十四周岁的人，查看完整号码须先经登记负责人批准。请联系登记负责人。"))


def is_responsible(by: Actor, resident: Resident) -> bool:
    """Whether this actor is the person's own worker: keeps people, at home in their village or the township above."""
    if not by.may("resident.edit", resident.division_id):
        return False
    near = DivisionTree.objects.filter(
        descendant=resident.division_id, ancestor__in=by.home_ids, ancestor__level__in=("village", "township")
    )
    return near.exists()


def phone_shown(by: Actor, resident: Resident, *, responsible: bool | None = None) -> str:
    """In full for the responsible worker, masked for others."""
    phone = opened_phone(resident.phone_sealed)
    if not phone:
        return ""
    own = is_responsible(by, resident) if responsible is None else responsible
    return phone if own else masking.phone(phone)
