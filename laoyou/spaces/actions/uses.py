"""Spaces are given to use, under an agreement with a term, and come back."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.spaces.actions.common import edits, locked, not_ahead, only, stored
from laoyou.spaces.actions.following import follow
from laoyou.spaces.errors import Refused
from laoyou.spaces.models import Space, SpaceUse

FIELDS = ("purpose", "holder", "terms", "agreement", "since", "agreed_until")
WITH_TERM = (SpaceUse.Terms.FREE, SpaceUse.Terms.LEASE)


@transaction.atomic
def start_use(*, by: Actor, space: Space, values: Mapping[str, Any]) -> SpaceUse:
    kept = Space.objects.select_for_update().get(pk=space.pk)
    edits(by, kept.division_id)
    if kept.state == Space.State.WITHDRAWN:
        raise Refused(_("这处空间已退出，不能投入使用。请先登记“恢复可用”。"))
    if kept.state == Space.State.IN_USE:
        raise Refused(_("这处空间正在使用。请先结束原来的使用。"))
    use = SpaceUse(space=kept, division_id=kept.division_id, by_id=by.user_id, **only(values, FIELDS))
    _sound(use)
    use.save()
    follow(kept)
    detail = {"space": kept.pk, "terms": use.terms, "since": use.since.isoformat()}
    record(by=by, action="spaces.use.start", obj=use, detail=detail)
    return use


@transaction.atomic
def change_use(*, by: Actor, use: SpaceUse, version: int, values: Mapping[str, Any]) -> SpaceUse:
    """An agreement prolonged, or a slip put right."""
    kept = locked(by, use, version)
    wanted = only(values, FIELDS)
    both = {name: getattr(kept, name) for name in FIELDS} | wanted
    _sound(SpaceUse(**both, pk=kept.pk, until=kept.until, space_id=kept.space_id))
    changed = stored(kept, wanted)
    follow(Space.objects.select_for_update().get(pk=kept.space_id))
    record(by=by, action="spaces.use.change", obj=kept, detail={"fields": changed})
    return kept


@transaction.atomic
def end_use(*, by: Actor, use: SpaceUse, version: int, until: datetime.date) -> SpaceUse:
    """`until` is the first day on which the space is free again."""
    kept = locked(by, use, version)
    if kept.until is not None:
        raise Refused(_("这次使用已经结束。"))
    not_ahead(until, "until")
    if until <= kept.since:
        raise Refused(_("结束日期要在开始日期 %(since)s 之后。") % {"since": kept.since}, "until")
    stored(kept, {"until": until})
    follow(Space.objects.select_for_update().get(pk=kept.space_id))
    record(by=by, action="spaces.use.end", obj=kept, detail={"until": until.isoformat()})
    return kept


def _sound(use: SpaceUse) -> None:
    not_ahead(use.since, "since")
    if use.until is not None and use.until <= use.since:
        raise Refused(_("开始日期要在结束日期 %(until)s 之前。") % {"until": use.until}, "since")
    if use.terms in WITH_TERM and use.agreed_until is None:
        raise Refused(_("租赁和无偿使用要写明协议到哪天为止。"), "agreed_until")
    if use.agreed_until is not None and use.agreed_until <= use.since:
        raise Refused(_("协议到期日要在开始日期之后。"), "agreed_until")
    others = SpaceUse.objects.filter(space=use.space_id).exclude(pk=use.pk)
    overlap = others.filter(Q(until=None) | Q(until__gt=use.since))
    if use.until is not None:
        overlap = overlap.filter(since__lt=use.until)
    if overlap.exists():
        raise Refused(_("这段日期里空间已有别的使用。请核对开始日期。"), "since")
