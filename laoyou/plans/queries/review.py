"""A document beside its items, and beside the version before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from laoyou.plans.models import Document, Item, Unread
from laoyou.plans.rules import payloads
from laoyou.plans.rules.segments import pieces


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text with the items (shortest first) and the unread places that lie over it."""

    start: int
    end: int
    text: str
    item_ids: tuple[int, ...]
    unread_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """`items` in the order of the text, those outside it last; `counts` by state, `kinds` by kind."""

    document: Document
    segments: tuple[Segment, ...]
    items: tuple[Item, ...]
    unread: tuple[Unread, ...]
    counts: dict[str, int]
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    before: Item
    after: Item
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Against the version before; `same` counts what did not change."""

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[Change, ...]
    same: int


def review(document: Document, *, kind: str = "", state: str = "") -> Review:
    """Everything that the review page shows; `kind` and `state` narrow the list, not the marks in the text."""
    items = list(
        document.items.defer("image")
        .select_related("decided_by", "updated_by", "twin")
        .order_by("order", "id")
    )
    items.sort(key=lambda item: (item.start is None, item.start or 0, item.order))
    unread = list(document.unread.all())
    shown = [item for item in items if (not kind or item.kind == kind) and (not state or item.state == state)]
    return Review(
        document=document,
        segments=tuple(_segments(document.text, items, unread)),
        items=tuple(shown),
        unread=tuple(unread),
        counts=dict(Counter(item.state for item in items)),
        kinds=dict(Counter(item.kind for item in items)),
    )


def _segments(text: str, items: Sequence[Item], unread: Iterable[Unread]) -> list[Segment]:
    """A clause is the frame of what is in it and is not marked itself."""
    spans = [
        (item.start, item.end, ("item", item.pk))
        for item in items
        if item.start is not None and item.end is not None and item.kind != "clause"
    ]
    spans += [
        (each.start, each.end, ("unread", each.pk)) for each in unread if each.state == Unread.State.OPEN
    ]
    found = []
    for piece in pieces(len(text), spans):
        refs: Sequence[Any] = piece.refs
        found.append(
            Segment(
                piece.start,
                piece.end,
                text[piece.start : piece.end],
                tuple(pk for name, pk in refs if name == "item"),
                tuple(pk for name, pk in refs if name == "unread"),
            )
        )
    return found


def item(document: Document, pk: int) -> Item | None:
    return document.items.select_related("decided_by", "updated_by", "twin", "matched").filter(pk=pk).first()


def unread_place(document: Document, pk: int) -> Unread | None:
    return document.unread.filter(pk=pk).first()


def diff(document: Document) -> Diff:
    """What the corrected document says otherwise than the one before."""
    if document.previous_id is None:
        return Diff((), (), (), 0)
    now = list(document.items.defer("image").select_related("matched"))
    kept = {each.matched_id for each in now if each.matched_id}
    before = Item.objects.filter(document_id=document.previous_id).defer("image")
    changed = [
        Change(each.matched, each, tuple(_fields(each.matched, each)))
        for each in now
        if each.change == Item.Change.CHANGED and each.matched
    ]
    return Diff(
        added=tuple(each for each in now if each.change == Item.Change.ADDED),
        removed=tuple(each for each in before if each.pk not in kept),
        changed=tuple(changed),
        same=sum(each.change == Item.Change.SAME for each in now),
    )


def _fields(before: Item, after: Item) -> list[FieldChange]:
    first, second = before.as_read or before.payload, after.as_read or after.payload
    if before.kind != after.kind:
        return [FieldChange("kind", before.kind, after.kind)]
    return [
        FieldChange(name, first.get(name), second.get(name))
        for name in payloads.changes(after.kind, first, second)
    ]
