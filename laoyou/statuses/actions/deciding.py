"""Differences of a list are confirmed or left; a list that is too short is let through by somebody who may."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.places.queries import descendant_ids
from laoyou.statuses.actions import comparing
from laoyou.statuses.errors import Refused
from laoyou.statuses.models import SourceItem, SourceList

_CONFIRMABLE = ("arrival", "departure", "change")


@transaction.atomic
def confirm_items(
    *, by: Actor, source_list: SourceList, item_ids: Iterable[int] | None = None, what: str = ""
) -> dict[str, int]:
    """Those items, or all that are open (of one kind); how many of each were done. Held-back departures stay open."""
    locked = _open(by, source_list)
    rows = locked.items.filter(state="open", what__in=[what] if what else _CONFIRMABLE)
    chosen = rows if item_ids is None else rows.filter(pk__in=list(item_ids))
    ids: dict[str, list[int]] = {one: [] for one in _CONFIRMABLE}
    for pk, found in chosen.exclude(what__in=("unknown", "deceased")).values_list("pk", "what"):
        ids[found].append(pk)
    if locked.holds_back and ids["departure"]:
        ids["departure"] = []
        if not any(ids.values()):
            raise Refused(_("名单减少过多，退出人员须由登记负责人核实后才能确认。"))
    _write(by, [pk for each in ids.values() for pk in each])
    _decide(by, locked, [pk for each in ids.values() for pk in each], "confirmed")
    done = {name: len(each) for name, each in ids.items()}
    record(by=by, action="statuses.list.confirm", obj=locked, division=locked.division_id, detail=done)
    return done


@transaction.atomic
def leave_items(*, by: Actor, source_list: SourceList, item_ids: Iterable[int]) -> int:
    """Nothing is done about these."""
    locked = _open(by, source_list)
    ids = list(locked.items.filter(state="open", pk__in=list(item_ids)).values_list("pk", flat=True))
    _decide(by, locked, ids, "left")
    record(
        by=by, action="statuses.list.leave", obj=locked, division=locked.division_id, detail={"n": len(ids)}
    )
    return len(ids)


@transaction.atomic
def allow_shrink(*, by: Actor, source_list: SourceList, why: str) -> SourceList:
    """Somebody who answers for the register has looked: the list is right."""
    locked = _open(by, source_list, "resident.approve")
    if not locked.holds_back:
        raise Refused(_("这份名单没有停下，不需要核实。"))
    if not why.strip():
        raise Refused(_("请写明核实的情况。"), "why")
    locked.allowed_by_id, locked.allowed_at = by.user_id, timezone.now()
    locked.allowed_why = why.strip()[:200]
    locked.save(update_fields=["allowed_by", "allowed_at", "allowed_why"])
    record(by=by, action="statuses.list.allow", obj=locked, division=locked.division_id)
    return locked


@transaction.atomic
def match_again(*, by: Actor, source_list: SourceList) -> int:
    """People who were unknown and stand in the register by now become arrivals."""
    locked = _open(by, source_list)
    values: dict[str, Any] = {"list": locked.pk, "kind": locked.kind, "source": locked.source}
    values["today"] = timezone.localdate()
    values["places"] = sorted(descendant_ids([locked.division_id]))
    with connection.cursor() as cursor:
        cursor.execute(comparing.MATCH_AGAIN, values)
        found: int = cursor.rowcount
    record(by=by, action="statuses.list.match", obj=locked, division=locked.division_id, detail={"n": found})
    return found


def _open(by: Actor, source_list: SourceList, permission: str = "resident.edit") -> SourceList:
    locked = SourceList.objects.select_for_update(of=("self",)).filter(pk=source_list.pk).first()
    if locked is None or not by.may(permission, locked.division_id):
        raise Refused(_("这份名单不由您办理。"))
    if locked.state != SourceList.State.OPEN:
        raise Refused(_("这份名单已办结，或已被新名单取代。"))
    return locked


def _write(by: Actor, ids: list[int]) -> None:
    """Changes end the row that stands and begin another."""
    ends: dict[str, Any] = {
        "items": ids,
        "what": ["departure", "change"],
        "why": _("不在来源名单上，或来源名单有变化"),
    }
    with connection.cursor() as cursor:
        cursor.execute(comparing.END, ends)
        cursor.execute(comparing.ARRIVE, {"items": ids, "what": ["arrival", "change"], "user": by.user_id})


def _decide(by: Actor, locked: SourceList, ids: list[int], state: str) -> None:
    SourceItem.objects.filter(pk__in=ids).update(
        state=state, decided_by_id=by.user_id, decided_at=timezone.now()
    )
    if not locked.items.filter(state="open").exists():
        locked.state = SourceList.State.SETTLED
        locked.save(update_fields=["state"])
