"""Gaps of old districts, and the yearly supply of land."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.places.queries import descendant_ids
from laoyou.spaces.actions.common import edits, locked, not_ahead, once, only, stored
from laoyou.spaces.errors import Refused
from laoyou.spaces.models import Gap, LandSupply

FIELDS = ("division", "place", "facility", "short", "way", "state", "state_since", "space", "note")
LAND = ("division", "year", "demand", "planned", "supplied", "document")


@transaction.atomic
def add_gap(*, by: Actor, values: Mapping[str, Any]) -> Gap:
    gap = Gap(**only(values, FIELDS), updated_by_id=by.user_id)
    edits(by, gap.division_id)
    _sound(gap)
    gap.save()
    record(by=by, action="spaces.gap.add", obj=gap, detail={"place": gap.place, "facility": gap.facility})
    return gap


@transaction.atomic
def change_gap(*, by: Actor, gap: Gap, version: int, values: Mapping[str, Any]) -> Gap:
    kept = locked(by, gap, version)
    wanted = only(values, FIELDS)
    edits(by, wanted.get("division", kept.division).pk)
    _sound(Gap(**{name: getattr(kept, name) for name in FIELDS} | wanted, pk=kept.pk))
    changed = stored(kept, wanted, by)
    record(by=by, action="spaces.gap.change", obj=kept, detail={"fields": changed, "state": kept.state})
    return kept


def _sound(gap: Gap) -> None:
    not_ahead(gap.state_since, "state_since")
    if gap.short <= 0:
        raise Refused(_("缺口要大于 0。"), "short")
    if gap.state != Gap.State.FOUND and gap.way == Gap.Way.OPEN:
        raise Refused(_("已开始补齐的，请选补齐方式。"), "way")
    if gap.space is not None and gap.space.division_id not in _inside(gap):
        raise Refused(_("补齐用的空间要在同一地区。"), "space")
    same = Gap.objects.filter(division=gap.division_id, place=gap.place, facility=gap.facility)
    once(same.exclude(pk=gap.pk), _("这个小区的这类缺口已登记。请直接打开它。"), "place")


def _inside(gap: Gap) -> set[int]:

    return descendant_ids([gap.division_id])


@transaction.atomic
def add_land(*, by: Actor, values: Mapping[str, Any]) -> LandSupply:
    land = LandSupply(**only(values, LAND))
    edits(by, land.division_id)
    _whole(land)
    land.save()
    record(by=by, action="spaces.land.add", obj=land, detail={"year": land.year})
    return land


@transaction.atomic
def change_land(*, by: Actor, land: LandSupply, version: int, values: Mapping[str, Any]) -> LandSupply:
    kept = locked(by, land, version)
    wanted = only(values, LAND)
    edits(by, wanted.get("division", kept.division).pk)
    _whole(LandSupply(**{name: getattr(kept, name) for name in LAND} | wanted, pk=kept.pk))
    changed = stored(kept, wanted)
    record(by=by, action="spaces.land.change", obj=kept, detail={"fields": changed})
    return kept


def _whole(land: LandSupply) -> None:
    if land.demand is None and land.planned is None and land.supplied is None:
        raise Refused(_("需求、计划、供应至少填一项。"), "demand")
    same = LandSupply.objects.filter(division=land.division_id, year=land.year)
    once(same.exclude(pk=land.pk), _("这一年已登记。请直接修改那一条。"), "year")
