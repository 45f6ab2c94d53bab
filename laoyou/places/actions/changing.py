"""What becomes of divisions: each change an event with its day and document."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.lib.acting import By
from laoyou.lib.refusal import Refused
from laoyou.places.actions.loading import replant
from laoyou.places.actions.recoding import recode
from laoyou.places.models import (
    Division,
    DivisionCode,
    DivisionEvent,
    DivisionMove,
    DivisionShare,
    EventKind,
    FormerName,
)

ONE = Decimal(1)
PLACES = 8  # of a share, as it is stored


@transaction.atomic
def merge(
    *, by: By, olds: Sequence[Division], into: Division, on: datetime.date, document: str
) -> DivisionEvent:
    """Several divisions become one of them, or another of their level. They then lie in it, and all that lay in them.

    So records kept at a merged division are seen, and old figures counted, where its area now belongs.
    """
    olds = [each for each in olds if each.pk != into.pk]
    if not olds:
        raise Refused(_("请至少选一个并入的行政区划，与并入后的不同。"), "olds")
    _check(by, [*olds, into], on, document)
    for each in olds:
        if (each.level, each.parent_id) != (into.level, into.parent_id):
            raise Refused(
                _("“%(old)s”与“%(into)s”不在同一上级之下，或级别不同，不能合并。")
                % {"old": each.name, "into": into.name},
                "olds",
            )
    names = "、".join(each.name for each in [*olds, into])
    event = _event(by, EventKind.MERGE, into, on, document, names, into.name)
    DivisionShare.objects.bulk_create(
        DivisionShare(event=event, old=each, new=into, share=ONE) for each in olds
    )
    below = Division.objects.filter(parent__in=olds)
    _move(event, dict.fromkeys([*olds, *below], into))
    for each in olds:
        _end(each, on, into)
    _tell(by, event, len(olds))
    return event


@transaction.atomic
def split(
    *,
    by: By,
    old: Division,
    shares: Mapping[Division, Decimal],
    places: Mapping[Division, Division],
    on: datetime.date,
    document: str,
) -> DivisionEvent:
    """One division becomes several, itself among them where it goes on. `shares` recast its old figures;
    `places` says of each division that lay in it where it now lies."""
    _check(by, [old, *shares], on, document)
    if len(shares) < 2 or sum(shares.values()) != ONE or min(shares.values()) <= 0:
        raise Refused(_("拆分成几个行政区划，各占原来的比例须都大于 0，合计为 1。"), "shares")
    if any(share != round(share, PLACES) for share in shares.values()):
        raise Refused(_("每个比例最多 8 位小数。"), "shares")
    left = list(Division.objects.filter(parent=old, until=None).exclude(pk__in=[d.pk for d in places]))
    if left and old not in shares:
        raise Refused(
            _("“%(name)s”下还有 %(count)d 个行政区划没有说明划到哪里，如“%(first)s”。")
            % {"name": old.name, "count": len(left), "first": left[0].name},
            "places",
        )
    if any(place not in shares for place in places.values()):
        raise Refused(_("划入的行政区划不在拆分后的名单里。"), "places")
    event = _event(by, EventKind.SPLIT, old, on, document, old.name, "、".join(new.name for new in shares))
    DivisionShare.objects.bulk_create(
        DivisionShare(event=event, old=old, new=new, share=share) for new, share in shares.items()
    )
    _move(event, {each: place for each, place in places.items() if place.pk != each.parent_id})
    if old not in shares:
        _end(old, on, None)
    _tell(by, event, len(shares))
    return event


@transaction.atomic
def rename(*, by: By, division: Division, name: str, on: datetime.date, document: str) -> DivisionEvent:
    """The former name is kept, and found by the search."""
    _check(by, [division], on, document)
    _check_order(division, EventKind.RENAME, on)
    name = name.strip()
    if name in {"", division.name}:
        raise Refused(_("请填写与现名不同的新名称。"), "name")
    event = _event(by, EventKind.RENAME, division, on, document, division.name, name)
    FormerName.objects.create(event=event, division=division, name=division.name, until=on)
    division.name, division.name_en = name, ""
    division.save(update_fields=["name", "name_en"])
    _tell(by, event, 1)
    return event


@transaction.atomic
def upgrade(
    *, by: By, division: Division, code: str, name: str, on: datetime.date, document: str
) -> DivisionEvent:
    """A county becomes a district or a city: a new code and name, the same area. It stays the same division here, so that
    accounts, units and records go on; the codes of all that lies in it follow, the former ones are kept."""
    _check(by, [division], on, document)
    _check_order(division, EventKind.UPGRADE, on)
    was, old_name = f"{division.name} {division.code}", division.name
    event = _event(by, EventKind.UPGRADE, division, on, document, was, f"{name} {code}")
    count = recode(division, code, on)
    if name != old_name:
        FormerName.objects.create(event=event, division=division, name=old_name, until=on)
        division.name, division.name_en = name, ""
        division.save(update_fields=["name", "name_en"])
    _tell(by, event, count)
    return event


def _check(by: By, touched: Iterable[Division], on: datetime.date, document: str) -> None:
    if on > timezone.localdate():
        raise Refused(_("生效日期还没到。请在生效当天或之后登记。"), "on")
    if not document.strip():
        raise Refused(_("请填写批准文件的名称和文号。"), "document")
    for each in touched:
        if not by.may("division.manage", each.pk):
            raise Refused(
                _("“%(name)s”不在您管理的地区内，没有改动。请找管理该地区的系统管理员。")
                % {"name": each.name}
            )
        if each.until is not None:
            raise Refused(_("“%(name)s”已撤销，不能再变更。") % {"name": each.name})
        if each.since and each.since > on:
            raise Refused(
                _("“%(name)s”在 %(day)s 才设立，生效日期不能更早。")
                % {"name": each.name, "day": each.since.isoformat()},
                "on",
            )


def _check_order(division: Division, kind: EventKind, on: datetime.date) -> None:
    """A name and a code end on the day of the next one, so they are recorded in the order of their days."""
    last = DivisionEvent.objects.filter(division=division, kind=kind, on__gt=on).order_by("-on").first()
    if last is not None:
        said = {"name": division.name, "day": last.on.isoformat(), "what": EventKind(kind).label}
        raise Refused(
            _("“%(name)s”在 %(day)s 已登记过%(what)s，生效日期不能更早。") % said,
            "on",
        )


def _event(
    by: By, kind: EventKind, division: Division, on: datetime.date, document: str, was: str, now: str
) -> DivisionEvent:
    return DivisionEvent.objects.create(
        kind=kind, division=division, on=on, document=document.strip(), was=was[:120], now=now[:120],
        recorded_by=by.username,
    )  # fmt: skip


def _move(event: DivisionEvent, places: Mapping[Division, Division]) -> None:
    DivisionMove.objects.bulk_create(
        DivisionMove(event=event, moved=each, before_id=each.parent_id, after=place)
        for each, place in places.items()
    )
    for each, place in places.items():
        each.parent = place
    Division.objects.bulk_update(places, ["parent"], batch_size=2000)
    replant({each.pk for each in places})


def _end(division: Division, on: datetime.date, successor: Division | None) -> None:
    # A division that was founded on the very day it ended would break division_dates: it never was.
    division.until, division.successor = on, successor
    division.since = None if division.since == on else division.since
    division.save(update_fields=["until", "successor", "since"])
    DivisionCode.objects.filter(division=division, until=None).update(until=on)


def _tell(by: By, event: DivisionEvent, count: int) -> None:
    detail = {"kind": event.kind, "on": event.on.isoformat(), "document": event.document, "count": count}
    by.record(
        action=f"places.division.{event.kind}",
        obj=event.division,
        division_id=event.division_id,
        detail=detail,
    )
