"""Sites are added, changed and ended."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.spaces.actions.common import edits, locked, once, only, stored
from laoyou.spaces.errors import Refused
from laoyou.spaces.models import Site, Space

FIELDS = (
    "division", "name", "address", "longitude", "latitude", "floor_area", "land_area", "ownership", "land_use",
    "since",
)  # fmt: skip


@transaction.atomic
def add_site(*, by: Actor, values: Mapping[str, Any]) -> Site:
    site = Site(**only(values, FIELDS), updated_by_id=by.user_id)
    edits(by, site.division_id)
    _sound(site)
    site.save()
    record(by=by, action="spaces.site.add", obj=site, detail={"name": site.name})
    return site


@transaction.atomic
def change_site(*, by: Actor, site: Site, version: int, values: Mapping[str, Any]) -> Site:
    """The former values stay in the history."""
    kept = locked(by, site, version)
    if kept.until is not None:
        raise Refused(_("这处地点已停用，不能再改。"))
    wanted = only(values, FIELDS)
    moved = wanted.get("division", kept.division)
    if moved.pk != kept.division_id:
        edits(by, moved.pk)
        if Space.objects.filter(site=kept).exists():
            raise Refused(_("这处地点已登记空间，不能换地区。请停用后在新地区另建。"), "division")
    _sound(Site(**{name: getattr(kept, name) for name in FIELDS} | wanted, pk=kept.pk))
    changed = stored(kept, wanted, by)
    record(by=by, action="spaces.site.change", obj=kept, detail={"fields": changed})
    return kept


@transaction.atomic
def end_site(*, by: Actor, site: Site, version: int, until: datetime.date, reason: str) -> Site:
    """From `until` on it is no longer a place; everything in it must have been withdrawn before."""
    kept = locked(by, site, version)
    if kept.until is not None:
        raise Refused(_("这处地点已经停用。"))
    if not reason.strip():
        raise Refused(_("请写明为什么停用，例如“拆除”。"), "reason")
    if until <= kept.since:
        raise Refused(_("停用日期要在启用日期 %(since)s 之后。") % {"since": kept.since}, "until")
    left = Space.objects.filter(site=kept).exclude(state=Space.State.WITHDRAWN).count()
    if left:
        raise Refused(_("还有 %(n)d 处空间没有退出。请先逐处登记退出。") % {"n": left})
    stored(kept, {"until": until}, by)
    record(
        by=by,
        action="spaces.site.end",
        obj=kept,
        detail={"until": until.isoformat(), "reason": reason.strip()},
    )
    return kept


def _sound(site: Site) -> None:
    if (site.longitude is None) != (site.latitude is None):
        raise Refused(
            _("经度和纬度要么都填，要么都不填。"), "latitude" if site.latitude is None else "longitude"
        )
    same = Site.objects.filter(division=site.division_id, name=site.name, address=site.address, until=None)
    once(same.exclude(pk=site.pk), _("这个地址已有同名地点。请直接打开它。"), "name")
