"""Roles given and taken, with dates."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions.people import require_people
from laoyou.access.models import Department, Grant, User
from laoyou.access.rules import DEPARTMENT_ROLES, Role
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    user: User,
    role: str,
    division: Division,
    department: Department | None = None,
    provider_ref: int | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Grant:
    """`until` is the first day on which the role is no longer held; `provider_ref` whom provider staff work for."""
    _require(by, user, division)
    since = since or timezone.localdate()
    grant = Grant(user=user, role=role, division=division, department=department, since=since, until=until)
    grant.provider_ref, grant.granted_by_id = provider_ref, by.user_id
    _check(grant)
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError as error:
        if "grant_administrators_are_separate" not in str(error):
            raise
        raise Refused(
            _("系统、安全、审计管理员须由三人分任，也不能兼任业务角色。请先撤销原角色，或选另一人。"), "role"
        ) from error
    by.record(action="access.role.grant", obj=user, division_id=division.pk, detail=_detail(grant))
    return grant


@transaction.atomic
def revoke_role(*, by: Actor, grant: Grant, until: datetime.date | None = None) -> Grant:
    """The grant stays in the history; from `until` (today) on it gives nothing."""
    _require(by, grant.user, grant.division)
    until = max(until or timezone.localdate(), grant.since)
    if grant.until is not None and grant.until <= until:
        raise Refused(_("这个角色已于 %(day)s 终止。") % {"day": grant.until})
    grant.until = until
    grant.save(update_fields=["until"])
    by.record(
        action="access.role.revoke", obj=grant.user, division_id=grant.division_id, detail=_detail(grant)
    )
    return grant


def _require(by: Actor, user: User, division: Division) -> None:
    if by.user_id == user.pk:
        raise Refused(_("不能给自己授权或撤权。请另一位安全管理员办理。"), "role")
    require_people(by, user.division_id)
    require_people(by, division.pk)


def _check(grant: Grant) -> None:
    if grant.role not in Role.values:
        raise Refused(_("请从列出的角色中选一种。"), "role")
    if (grant.role in DEPARTMENT_ROLES) != (grant.department is not None):
        raise Refused(_("部门和乡镇的角色须指定单位，其他角色不指定单位。"), "department")
    if (grant.role == Role.PROVIDER_STAFF) != (grant.provider_ref is not None):
        raise Refused(_("机构经办须指定机构，其他角色不指定机构。"), "provider")
    if grant.department is not None and grant.department.division_id != grant.division_id:
        raise Refused(_("所选单位不属于所选地区。请改选单位或地区。"), "department")
    if grant.until is not None and grant.until <= grant.since:
        raise Refused(_("终止日期须晚于起始日期。"), "until")
    same = Grant.objects.filter(
        user=grant.user,
        role=grant.role,
        division=grant.division,
        department=grant.department,
        provider_ref=grant.provider_ref,
    ).exclude(until__lte=grant.since)
    if same.exists():
        raise Refused(_("此人在这里已有这个角色。需要改日期时，请先撤销再授予。"), "role")


def _detail(grant: Grant) -> dict[str, object]:
    return {
        "grant": grant.pk,
        "role": grant.role,
        "department": grant.department_id,
        "provider": grant.provider_ref,
        "since": grant.since,
        "until": grant.until,
    }
