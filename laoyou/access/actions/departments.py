"""Departments: added, renamed, dissolved, succeeded; and the functions that move between them."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.models import Department, DepartmentAlias, DepartmentFunction
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division


@transaction.atomic
def add_department(
    *,
    by: Actor,
    division: Division,
    name: str,
    short_name: str = "",
    kind: str = Department.Kind.DEPARTMENT,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    successor: Department | None = None,
    aliases: Sequence[str] = (),
) -> Department:
    _require(by, division.pk)
    department = Department(division=division, kind=kind)
    _fill(department, name, short_name, since, until, successor)
    department.save()
    _set_aliases(department, aliases)
    by.record(action="access.department.add", obj=department, division_id=division.pk)
    return department


def ensure_department(
    *, by: Actor, division: Division, name: str, aliases: Sequence[str] = (), **values: str
) -> Department:
    """The department of this name that is there, or a new one: for files that are loaded again."""
    found = Department.objects.filter(division=division, name=name, until=None).first()
    return found or add_department(by=by, division=division, name=name, aliases=aliases, **values)  # type: ignore[arg-type]


@transaction.atomic
def change_department(
    *,
    by: Actor,
    department: Department,
    name: str,
    short_name: str = "",
    kind: str = Department.Kind.DEPARTMENT,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    successor: Department | None = None,
    aliases: Sequence[str] = (),
) -> Department:
    """A former name stays as an alias, so that older documents still find the department."""
    _require(by, department.division_id)
    former = department.name
    _fill(department, name, short_name, since, until, successor)
    department.kind = kind
    department.save()
    _set_aliases(department, [*aliases, former] if former != department.name else aliases)
    by.record(action="access.department.change", obj=department)
    return department


@transaction.atomic
def add_function(
    *, by: Actor, department: Department, function: str, since: datetime.date | None = None
) -> DepartmentFunction:
    _require(by, department.division_id)
    if DepartmentFunction.objects.filter(department=department, function=function, until=None).exists():
        raise Refused(
            _("%(unit)s已有“%(function)s”这项职能。") % {"unit": department, "function": function}, "function"
        )
    held = DepartmentFunction.objects.create(department=department, function=function, since=since)
    by.record(action="access.function.add", obj=department, detail={"function": function, "since": since})
    return held


@transaction.atomic
def move_function(
    *, by: Actor, function: DepartmentFunction, to: Department, since: datetime.date
) -> DepartmentFunction:
    """From `since` on another department answers for it; before, the former one did."""
    former = function.department
    _require(by, former.division_id)
    _require(by, to.division_id)
    if function.until is not None:
        raise Refused(_("这项职能已于 %(day)s 移出，请从现在的单位划转。") % {"day": function.until})
    if former.pk == to.pk:
        raise Refused(_("请选择另一个单位。"), "to")
    if function.since and since <= function.since:
        raise Refused(
            _("划转日期须晚于原单位承担这项职能的日期 %(day)s。") % {"day": function.since}, "since"
        )
    function.until = since
    function.save(update_fields=["until"])
    moved = DepartmentFunction.objects.create(department=to, function=function.function, since=since)
    detail = {"function": function.function, "from": former.pk, "to": to.pk, "since": since}
    by.record(action="access.function.move", obj=to, detail=detail)
    return moved


def _require(by: Actor, division_id: int) -> None:
    if not by.may("unit.manage", division_id):
        raise Refused(_("这个单位不在您管理的地区内。请找该地区的方案办公室或系统管理员。"), "division")


def _fill(
    department: Department,
    name: str,
    short_name: str,
    since: datetime.date | None,
    until: datetime.date | None,
    successor: Department | None,
) -> None:
    department.name, department.short_name = name.strip(), short_name.strip()
    department.since, department.until, department.successor = since, until, successor
    if not department.name:
        raise Refused(_("请填写单位全称。"), "name")
    if since and until and until <= since:
        raise Refused(_("撤销日期须晚于设立日期。"), "until")
    if successor is not None and successor.pk == department.pk:
        raise Refused(_("后继单位不能是本单位。"), "successor")
    same = Department.objects.filter(division=department.division, name=department.name, since=since)
    if same.exclude(pk=department.pk).exists():
        raise Refused(
            _("这个地区已有“%(name)s”。请改用已有的单位，或写明不同的设立日期。") % {"name": name}, "name"
        )


def _set_aliases(department: Department, aliases: Sequence[str]) -> None:
    wanted = {alias.strip() for alias in aliases} - {"", department.name}
    department.aliases.exclude(alias__in=wanted).delete()
    there = set(department.aliases.values_list("alias", flat=True))
    DepartmentAlias.objects.bulk_create(
        DepartmentAlias(department=department, alias=alias) for alias in sorted(wanted - there)
    )
