"""Roles and what each may do: a closed table. Pure."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICE = "office", _("方案办公室")
    UNIT = "unit", _("部门经办")
    REVIEWER = "reviewer", _("部门审核")
    SIGNER = "signer", _("部门签发")
    TOWNSHIP = "township", _("乡镇经办")
    VIEWER = "viewer", _("领导查看")
    REGISTRAR = "registrar", _("登记经办")
    REGISTER_HEAD = "register_head", _("登记负责人")
    VILLAGE = "village", _("村（社区）专干")
    PROVIDER_STAFF = "provider_staff", _("机构经办")
    FAMILY = "family", _("家属")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


_LOOKS = frozenset({"provider.read", "space.read"})
_KEEPS_PEOPLE = frozenset({"resident.read", "resident.edit", "resident.reveal"})
# Lists of institutions, places, projects, population and the rows of a figure as files; people need resident.export.
_TAKES = frozenset({"register.export"})
PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OFFICE: frozenset(
        {
            "plan.read",
            "plan.review",
            "plan.adopt",
            "plan.publish",
            "unit.manage",
            "value.report",
            "value.accept",
            "progress.file",
            "progress.manage",
            "list.edit",
            "list.manage",
            "body.manage",
            "report.write",
            "census.manage",
            "sheet.import",
            *_LOOKS,
            *_TAKES,
        }
    ),
    Role.UNIT: frozenset(
        {
            "plan.read",
            "value.report",
            "progress.file",
            "list.edit",
            "space.edit",
            "sheet.import",
            *_LOOKS,
            *_TAKES,
        }
    ),
    Role.REVIEWER: frozenset({"plan.read", "value.report", "progress.file", "list.edit", *_LOOKS}),
    Role.SIGNER: frozenset({"plan.read", "value.report", "progress.file", "list.edit", *_LOOKS}),
    Role.TOWNSHIP: frozenset(
        {
            "plan.read",
            "value.report",
            "progress.file",
            "space.edit",
            "sheet.import",
            *_LOOKS,
            *_TAKES,
            *_KEEPS_PEOPLE,
        }
    ),
    Role.VIEWER: frozenset({"plan.read", *_LOOKS}),
    Role.REGISTRAR: frozenset(
        {"plan.read", "provider.edit", "space.edit", "sheet.import", *_LOOKS, *_TAKES, *_KEEPS_PEOPLE}
    ),
    Role.REGISTER_HEAD: frozenset(
        {
            "plan.read",
            "provider.edit",
            "sheet.import",
            "resident.approve",
            "resident.export",
            *_LOOKS,
            *_TAKES,
            *_KEEPS_PEOPLE,
        }
    ),
    Role.VILLAGE: _KEEPS_PEOPLE,
    Role.PROVIDER_STAFF: frozenset({"provider.own"}),
    Role.FAMILY: frozenset({"family.read"}),
    Role.SYSTEM_ADMIN: frozenset(
        {"division.manage", "unit.manage", "pack.manage", "server.read", "sheet.import"}
    ),
    Role.SECURITY_ADMIN: frozenset({"people.manage", "access.review"}),
    Role.AUDIT_ADMIN: frozenset({"audit.read", "access.review"}),
}
ALL_PERMISSIONS = frozenset[str]().union(*PERMISSIONS.values())
ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
DEPARTMENT_ROLES = frozenset(
    {Role.UNIT, Role.REVIEWER, Role.SIGNER, Role.TOWNSHIP, Role.REGISTRAR, Role.REGISTER_HEAD}
)
# Whoever works for one provider, or is the family of one person, sees no division: rows reach them by other policies.
OUTSIDE_ROLES = frozenset({Role.PROVIDER_STAFF, Role.FAMILY})
SECOND_FACTOR_ROLES = ADMIN_ROLES | {Role.OFFICE, Role.REGISTER_HEAD}

# A person's grants must all lie in one lane: business, or one of the three administrators (三员分立, GB/T 22239).
LANES: dict[str, int] = {Role.SYSTEM_ADMIN: 1, Role.SECURITY_ADMIN: 2, Role.AUDIT_ADMIN: 3}


def lane(role: str) -> int:
    return LANES.get(role, 0)


def roles_with(permission: str) -> list[str]:
    return [role for role, held in PERMISSIONS.items() if permission in held]


def needs_second_factor(roles: Iterable[str]) -> bool:
    return not SECOND_FACTOR_ROLES.isdisjoint(roles)
