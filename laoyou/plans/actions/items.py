"""What a person decides about items, changes in them and adds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans import intake
from laoyou.plans.actions.common import open_document, under_review, when, who
from laoyou.plans.actions.naming import sync_units
from laoyou.plans.errors import Invalid, Refused, Stale
from laoyou.plans.models import Document, Item, Unread
from laoyou.plans.rules import payloads

LARGEST_IMAGE = 10 * 1024 * 1024
_IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@transaction.atomic
def edit_item(
    *,
    by: Actor,
    item_id: int,
    version: int,
    payload: Mapping[str, Any],
    kind: str = "",
    clause: str | None = None,
) -> Item:
    """Store a changed payload, and with `kind` another kind. `version` is the one that the person was looking at."""
    document, item = _current(by, item_id, version, payload)
    kind = kind or item.kind
    if kind not in Item.Kind.values:
        raise Refused(_("没有这种条目。"), "kind")
    if wrong := payloads.faults(kind, payload):
        raise Invalid(wrong, payload)
    item.kind, item.payload, item.edited = kind, dict(payload), True
    item.label = payloads.label(kind, payload)
    item.number = payloads.number(kind, payload)[:40]
    item.clause = item.clause if clause is None else clause
    _changed(by, item, ["kind", "payload", "edited", "label", "number", "clause"])
    _after(by, document, "plans.item.edit", {"item": item.pk, "kind": kind})
    return item


@transaction.atomic
def restore_reading(*, by: Actor, item_id: int, version: int) -> Item:
    """Undo every edit: the payload as the reader gave it."""
    document, item = _current(by, item_id, version, {})
    if item.as_read is None:
        raise Refused(_("这一条是人工添加的，没有可恢复的读取结果。"))
    item.payload, item.edited = item.as_read, False
    item.label = payloads.label(item.kind, item.payload)
    item.number = payloads.number(item.kind, item.payload)[:40]
    _changed(by, item, ["payload", "edited", "label", "number"])
    _after(by, document, "plans.item.restore", {"item": item.pk})
    return item


@transaction.atomic
def decide_items(*, by: Actor, document: Document, item_ids: Sequence[int], state: str) -> int:
    """Accept, reject, or (proposed) take back a decision."""
    if state not in Item.State.values:
        raise Refused(_("请选择接受、剔除或恢复。"), "state")
    document = open_document(by, document)
    return _decide(by, document, document.items.filter(pk__in=item_ids), state)


@transaction.atomic
def accept_above(*, by: Actor, document: Document, confidence: float, kind: str = "") -> int:
    """Accept what is proposed with at least this confidence (0 to 1), of one kind or of all."""
    if not 0 <= confidence <= 1:
        raise Refused(_("把握程度应在 0 到 100% 之间。"), "confidence")
    document = open_document(by, document)
    proposed = document.items.filter(state=Item.State.PROPOSED, confidence__gte=confidence)
    return _decide(by, document, proposed.filter(kind=kind) if kind else proposed, Item.State.ACCEPTED)


@transaction.atomic
def add_item(
    *,
    by: Actor,
    document: Document,
    kind: str,
    payload: Mapping[str, Any],
    start: int | None = None,
    end: int | None = None,
    image: bytes | None = None,
    unread_id: int | None = None,
) -> Item:
    """Add an item at a selection of the text, or, without one, from outside it (a table that was a picture)."""
    document = open_document(by, document)
    if kind not in Item.Kind.values:
        raise Refused(_("请选择条目的种类。"), "kind")
    if wrong := payloads.faults(kind, payload):
        raise Invalid(wrong, payload)
    _check_span(document, start, end)
    origin = Item.Origin.TYPED if start is None else Item.Origin.SELECTED
    (item,) = insert_items(by, document, kind, [payload], origin, span=(start, end), image=image)
    if unread_id is not None:
        _mark_unread(by, document, unread_id, Unread.State.USED, item)
    _after(by, document, "plans.item.add", {"item": item.pk, "kind": kind, "origin": origin})
    return item


@transaction.atomic
def mark_not_stated(
    *, by: Actor, document: Document, item_ids: Sequence[int], names: Sequence[str] = payloads.NOT_STATED
) -> int:
    """Say of targets that the document does not state their baseline, kind or owner; what it does state stays."""
    if not set(names) <= set(payloads.NOT_STATED):
        raise Refused(_("只有基期、属性和责任单位可以标为“文中未说明”。"), "names")
    document = open_document(by, document)
    changed = []
    for item in document.items.select_for_update().filter(pk__in=item_ids):
        silent = [name for name in payloads.unasked(item.kind, item.payload) if name in names]
        if silent:
            item.payload = item.payload | {"not_stated": [*item.payload.get("not_stated", []), *silent]}
            item.version += 1
            item.updated_by_id, item.updated_at = by.user_id, timezone.now()
            changed.append(item)
    Item.objects.bulk_update(changed, ["payload", "version", "updated_by", "updated_at"])
    if changed:
        detail = {"items": [item.pk for item in changed], "names": list(names)}
        _after(by, document, "plans.item.not_stated", detail)
    return len(changed)


@transaction.atomic
def link_item(
    *, by: Actor, item_id: int, version: int, link_kind: str, link_key: str, link_class: str = ""
) -> Item:
    """Say which known parameter or indicator an item sets; both empty takes the link away."""
    document, item = _current(by, item_id, version, {"link_kind": link_kind, "link_key": link_key})
    if bool(link_kind) != bool(link_key) or link_kind not in {"", "parameter", "indicator"}:
        raise Refused(_("请从列表中选择一个已知的标准参数或指标。"), "link_key")
    item.link_kind, item.link_key, item.link_class = link_kind, link_key, link_class
    _changed(by, item, ["link_kind", "link_key", "link_class"])
    _after(by, document, "plans.item.link", {"item": item.pk, "kind": link_kind, "key": link_key})
    return item


@transaction.atomic
def dismiss_unread(*, by: Actor, unread: Unread) -> Unread:
    """A person has read it, and there is nothing in it for the plan."""
    return _unread(by, unread, Unread.State.DISMISSED)


@transaction.atomic
def restore_unread(*, by: Actor, unread: Unread) -> Unread:
    return _unread(by, unread, Unread.State.OPEN)


def insert_items(
    by: Actor,
    document: Document,
    kind: str,
    found: Sequence[Mapping[str, Any]],
    origin: str,
    *,
    span: tuple[int | None, int | None] = (None, None),
    image: bytes | None = None,
) -> list[Item]:
    """Items that a person added; who adds one has looked at it, so it is accepted."""
    order = (document.items.aggregate(last=Max("order"))["last"] or 0) + 1
    common = _by_hand(by, document, span, image)
    items = [
        Item(
            **common,
            kind=kind,
            number=payloads.number(kind, payload)[:40],
            label=payloads.label(kind, payload),
            payload=dict(payload),
            origin=origin,
            order=order + index,
        )
        for index, payload in enumerate(found)
    ]
    return Item.objects.bulk_create(items)


def _by_hand(
    by: Actor, document: Document, span: tuple[int | None, int | None], image: bytes | None
) -> dict[str, Any]:
    start, end = span
    return {
        "document": document,
        "division_id": document.division_id,
        "start": start,
        "end": end,
        "clause": intake.clause_at(document.reading, start) if start is not None else "",
        "state": Item.State.ACCEPTED,
        "image": image,
        "image_media": _media(image),
        "decided_by_id": by.user_id,
        "decided_at": timezone.now(),
        "updated_by_id": by.user_id,
    }


def _media(image: bytes | None) -> str:
    if image is None:
        return ""
    if len(image) > LARGEST_IMAGE:
        raise Refused(_("图片超过 10 MB。请截取表格部分后再上传。"), "image")
    media = next((media for magic, media in _IMAGES.items() if image.startswith(magic)), "")
    if not media:
        raise Refused(_("只能附 PNG 或 JPEG 图片。请截图后再上传。"), "image")
    return media


def _check_span(document: Document, start: int | None, end: int | None) -> None:
    if start is None and end is None:
        return
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        raise Refused(_("所选文字不在原文中，请重新选取。"), "start")


def _current(by: Actor, item_id: int, version: int, typed: Mapping[str, Any]) -> tuple[Document, Item]:
    item = (
        Item.objects.select_for_update(of=("self",))
        .select_related("document", "updated_by")
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise Refused(_("这一条已不存在，请刷新页面。"))
    document = open_document(by, item.document)
    if item.version != version:
        message = _("%(who)s在%(when)s改过这一条。您填写的内容还在，请对照最新内容后再保存。")
        said = message % {"who": who(item.updated_by), "when": when(item.updated_at)}
        raise Stale(said, current=item, typed=typed)
    return document, item


def _changed(by: Actor, item: Item, fields: list[str]) -> None:
    item.version += 1
    item.updated_by_id = by.user_id
    item.updated_at = timezone.now()
    item.save(update_fields=[*fields, "version", "updated_by", "updated_at"])


def _after(by: Actor, document: Document, action: str, detail: dict[str, Any]) -> None:
    under_review(document)
    sync_units(document)
    record(by=by, action=action, obj=document, detail=detail)


def _decide(by: Actor, document: Document, items: QuerySet[Item], state: str) -> int:
    undone = state == Item.State.PROPOSED
    ids = list(items.exclude(state=state).values_list("pk", flat=True))
    Item.objects.filter(pk__in=ids).update(
        state=state,
        decided_by_id=None if undone else by.user_id,
        decided_at=None if undone else timezone.now(),
    )
    if ids:
        _after(by, document, "plans.item.decide", {"items": ids, "state": state})
    return len(ids)


def _unread(by: Actor, unread: Unread, state: str) -> Unread:
    document = open_document(by, unread.document)
    changed = _mark_unread(by, document, unread.pk, state, None)
    under_review(document)
    record(by=by, action="plans.unread.decide", obj=document, detail={"unread": unread.pk, "state": state})
    return changed


def _mark_unread(by: Actor, document: Document, unread_id: int, state: str, item: Item | None) -> Unread:
    unread = document.unread.filter(pk=unread_id).first()
    if unread is None:
        raise Refused(_("这一段不在这份文件中，请刷新页面。"))
    unread.state, unread.item = state, item
    unread.decided_by_id = None if state == Unread.State.OPEN else by.user_id
    unread.decided_at = None if state == Unread.State.OPEN else timezone.now()
    unread.save(update_fields=["state", "item", "decided_by", "decided_at"])
    return unread
