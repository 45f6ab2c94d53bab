"""Who may change whom, and the row that everything about a person waits for."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.people.errors import Refused, Stale
from laoyou.people.models import Resident


def edits(by: Actor, division_id: int, permission: str = "resident.edit") -> None:
    if not by.may(permission, division_id):
        raise Refused(_("这个地区的居民不由您维护。请选您负责的村（社区）。"), "division")


def locked(
    by: Actor, resident_id: int, version: int | None = None, permission: str = "resident.edit"
) -> Resident:
    """The resident, locked; Stale where somebody changed it since `version`."""
    resident = Resident.objects.select_for_update(of=("self",)).filter(pk=resident_id).first()
    if resident is None or not by.may(permission, resident.division_id):
        raise Refused(_("这位居民不由您维护。"))
    if resident.merged_into_id is not None:
        raise Refused(_("这份档案已并入另一份，不能再改。请改合并后的那份。"))
    if version is not None and resident.version != version:
        raise Stale(_("别人刚改过这份档案。请核对现在的内容后再提交。"))
    return resident


def touched(resident: Resident, *fields: str) -> None:
    resident.version += 1
    resident.save(update_fields=[*fields, "version"])


def alive(resident: Resident, field: str) -> None:
    if resident.died_on:
        raise Refused(_("登记显示此人已去世。请先核对。"), field)


def not_future(day: datetime.date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused(_("日期不能晚于今天。到那一天再登记。"), field)


def born_before_death(born: datetime.date | None, resident: Resident) -> None:
    if born and resident.died_on and born > resident.died_on:
        raise Refused(_("出生日期不能晚于去世日期。请先核对去世登记。"), "birth_date")
