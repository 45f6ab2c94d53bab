"""What every write of the registers shares: who may, the row as it was seen, evidence, the day."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.places.models import Division
from laoyou.spaces.errors import Refused, Stale
from laoyou.spaces.models import Gap, HousingProject, LandSupply, Site, Space, SpaceUse

Row = TypeVar("Row", Site, Space, SpaceUse, HousingProject, Gap, LandSupply)
EDIT, PUBLISH = "space.edit", "plan.publish"


def edits(by: Actor, division_id: int) -> None:
    if not by.may(EDIT, division_id):
        raise Refused(_("您不能登记或修改该地区的场地。请选择自己负责的地区，或联系当地经办人。"), "division")


def locked(by: Actor, row: Row, version: int) -> Row:
    """The row as this person saw it, held until the end of the transaction."""
    manager: Any = type(row)._default_manager
    found: Row = manager.select_for_update().get(pk=row.pk)
    edits(by, found.division_id)
    if found.version != version:
        raise Stale(found.version)
    return found


def stored(row: Row, values: Mapping[str, Any], by: Actor | None = None) -> list[str]:
    """Save what differs, and say which fields did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if by is not None and not isinstance(row, SpaceUse | LandSupply):
        row.updated_by_id = by.user_id
    row.version += 1
    row.save()
    return changed


def only(values: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """Guards against a field that a form must not set, such as a state."""
    unknown = set(values) - set(fields)
    if unknown:
        raise TypeError(f"not fields that can be set: {sorted(unknown)}")
    return dict(values)


def not_ahead(on: datetime.date, field: str) -> None:
    if on > timezone.localdate():
        raise Refused(_("日期不能晚于今天。还没有发生的事，发生以后再登记。"), field)


def once(found: "models.QuerySet[Any]", message: str, field: str) -> None:
    if found.exists():
        raise Refused(message, field)


def of_division(files: Iterable[File], division_id: int) -> list[File]:
    """Evidence is kept with the division that it proves something for."""
    kept = list(files)
    if any(file.division_id != division_id for file in kept):
        raise Refused(_("佐证材料要存在这处场地所在的地区。请重新上传。"), "files")
    return kept


def told(division: Division) -> dict[str, str]:
    return {"division": division.code}
