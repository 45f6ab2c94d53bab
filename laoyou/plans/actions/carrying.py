"""What was decided on a document, carried over to its corrected version."""

from typing import Any

from laoyou.access.scope import Actor
from laoyou.plans.actions.proposing import entry
from laoyou.plans.models import Assignment, Document, Item, UnitChoice, UnitName
from laoyou.plans.rules.matching import match

_DECIDED = (
    "payload",
    "state",
    "edited",
    "label",
    "number",
    "kind",
    "link_kind",
    "link_key",
    "link_class",
    "nkey",
    "decided_by_id",
    "decided_at",
)
_BY_HAND = (Item.Origin.SELECTED, Item.Origin.TYPED, Item.Origin.PASTED)


def carry_over(by: Actor, document: Document, previous: Document) -> None:
    """Unchanged items keep their decision; changed ones are proposed anew, with the old one beside them."""
    old = {item.pk: item for item in previous.items.all()}
    read = list(document.items.all())
    found = match(
        [entry(item) for item in read], [entry(item) for item in old.values() if item.origin == "read"]
    )
    by_new = {each.new: each for each in found}
    for item in read:
        each = by_new.get(item.pk)
        if each is None:
            item.change = Item.Change.ADDED
            continue
        item.matched_id = each.old
        item.change = Item.Change.SAME if each.same else Item.Change.CHANGED
        if each.same:
            for name in _DECIDED:
                setattr(item, name, getattr(old[each.old], name))
    Item.objects.bulk_update(read, [*(name.removesuffix("_id") for name in _DECIDED), "matched", "change"])
    added = _by_hand(document, [item for item in old.values() if item.origin in _BY_HAND])
    pairs = {item.matched_id: item for item in [*read, *added] if item.change == Item.Change.SAME}
    _assignments(document, pairs)
    _unit_names(document, previous, pairs)


def _by_hand(document: Document, old: list[Item]) -> list[Item]:
    """What a person added stays added; a selection is looked up by its words in the new text."""
    order = document.items.count()
    copies = []
    for index, item in enumerate(old):
        start, end = _found_again(document, item)
        lost = item.start is not None and start is None
        fields: dict[str, Any] = {
            field.attname: getattr(item, field.attname)
            for field in Item._meta.concrete_fields
            if field.name
            not in {"id", "document", "start", "end", "matched", "twin", "change", "order", "version"}
        }
        copy = Item(
            **fields, document=document, start=start, end=end, matched_id=item.pk, order=order + index
        )
        copy.change = Item.Change.CHANGED if lost else Item.Change.SAME
        if lost:
            copy.state, copy.origin = Item.State.PROPOSED, Item.Origin.TYPED
        copies.append(copy)
    return Item.objects.bulk_create(copies)


def _found_again(document: Document, item: Item) -> tuple[int | None, int | None]:
    if item.start is None or item.end is None:
        return None, None
    words = item.document.text[item.start : item.end]
    at = document.text.find(words)
    return (at, at + len(words)) if at >= 0 else (None, None)


def _assignments(document: Document, pairs: dict[int | None, Item]) -> None:
    old = Assignment.objects.filter(item_id__in=[key for key in pairs if key])
    Assignment.objects.bulk_create(
        Assignment(
            item=pairs[each.item_id],
            division_id=document.division_id,
            department_id=each.department_id,
            role=each.role,
            decided_by_id=each.decided_by_id,
            decided_at=each.decided_at,
        )
        for each in old
    )


def _unit_names(document: Document, previous: Document, pairs: dict[int | None, Item]) -> None:
    """Names keep their meaning; an open set keeps it where its row is unchanged."""
    old = [
        unit
        for unit in previous.unit_names.exclude(resolution="").prefetch_related("choices")
        if unit.item_id is None or unit.item_id in pairs
    ]
    copies = UnitName.objects.bulk_create(
        UnitName(
            document=document,
            division_id=document.division_id,
            name=unit.name,
            kind=unit.kind,
            item=pairs[unit.item_id] if unit.item_id else None,
            resolution=unit.resolution,
            note=unit.note,
            decided_by_id=unit.decided_by_id,
            decided_at=unit.decided_at,
        )
        for unit in old
    )
    UnitChoice.objects.bulk_create(
        UnitChoice(unit_name=copy, division_id=document.division_id, department_id=choice.department_id)
        for copy, unit in zip(copies, old, strict=True)
        for choice in unit.choices.all()
    )
