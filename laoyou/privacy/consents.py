"""What a person agreed to, and its withdrawal. A family member sees a person's record by such a consent alone."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.models import User
from laoyou.access.queries import family_alone, in_force
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.privacy.models import Consent


@transaction.atomic
def give(
    *,
    by: Actor,
    resident_id: int,
    division_id: int,
    kind: Consent.Kind,
    given_by: str,
    relation: str = "",
    username: str = "",
    statuses: bool = False,
    since: datetime.date | None = None,
) -> Consent:
    """For consent of the kind of family: `username` names their account, `statuses` lets them see what holds of the person."""
    if not by.may("resident.edit", division_id):
        raise Refused(_("您不管理此人的档案。请找责任村（社区）。"))
    if not given_by.strip():
        raise Refused(_("请填写同意人：本人，或监护人的姓名。"), "given_by")
    if statuses and kind != Consent.Kind.FAMILY:
        raise Refused(_("只有“家属查看”可以勾选身份。"), "statuses")
    user = _family(by, username) if kind == Consent.Kind.FAMILY else None
    _refuse_twice(resident_id, kind, user)
    made = Consent.objects.create(
        resident_ref=resident_id, division_id=division_id, kind=kind, user=user, statuses=statuses,
        given_by=given_by.strip()[:60], relation=relation.strip()[:30], since=since or timezone.localdate(), recorded_by_id=by.user_id,
    )  # fmt: skip
    by.record(action="privacy.consent.give", obj=made, detail={"resident": resident_id, "statuses": statuses})
    return made


def _family(by: Actor, username: str) -> User:
    """An account of the family alone: with another role it would show on the pages of that role whom the family let in."""
    user = User.objects.filter(username=username.strip(), is_active=True).first()
    if user is None or user.pk == by.user_id:
        raise Refused(_("没有这个家属账号。请先由安全管理员建立账号并授予“家属”角色。"), "username")
    if not family_alone(user.pk):
        raise Refused(
            _("这个账号不是只给家属用的账号。工作人员要看自己的亲属，也请安全管理员另建一个只有“家属”角色的账号。"), "username"
        )  # fmt: skip
    return user


def _refuse_twice(resident_id: int, kind: Consent.Kind, user: User | None) -> None:
    if in_force_of(resident_id).filter(kind=kind, user=user).exists():
        raise Refused(_("这项同意已经登记，仍然有效。要改能看的范围，先撤回，再登记。"))


@transaction.atomic
def withdraw(*, by: Actor, consent_id: int, why: str = "") -> Consent:
    """From today on it holds no more; what was done under it stays lawful (个人信息保护法 art. 15)."""
    found = Consent.objects.select_for_update().filter(pk=consent_id).first()
    if found is None or not by.may("resident.edit", found.division_id):
        raise Refused(_("没有这项同意，或您不管理此人的档案。"))
    today = timezone.localdate()
    if found.until is not None and found.until <= today:
        raise Refused(_("这项同意已经撤回。"))
    found.until, found.withdrawn_why = max(today, found.since), why.strip()[:200]
    found.save(update_fields=["until", "withdrawn_why"])
    by.record(action="privacy.consent.withdraw", obj=found, detail={"resident": found.resident_ref})
    return found


def of_resident(resident_id: int) -> QuerySet[Consent]:
    return Consent.objects.filter(resident_ref=resident_id).select_related("user", "recorded_by")


def in_force_of(resident_id: int) -> QuerySet[Consent]:
    return of_resident(resident_id).filter(in_force())


def ends_with(consent: Consent) -> str:
    """What a withdrawal ends, in words."""
    return {
        Consent.Kind.REGISTER: _("不再凭同意登记新的信息；依法定职责保存的记录不受影响。"),
        Consent.Kind.SHARE: _("不再向服务机构提供此人的信息；正在入住的机构仍可看到办理服务所需的信息。"),
        Consent.Kind.FAMILY: _("这位家属的账号当天起看不到此人。"),
    }[Consent.Kind(consent.kind)]


def shared_with_family(user_id: int) -> QuerySet[Consent]:
    """Whom this family member may see today."""
    return Consent.objects.filter(in_force(), kind=Consent.Kind.FAMILY, user_id=user_id)
