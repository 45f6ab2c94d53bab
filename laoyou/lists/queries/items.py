"""Items of an edition: searched, narrowed, ordered, cut to a page; and one item with its history."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import DateField, DecimalField, F, OrderBy, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from laoyou.lists.models import Catalogue, Edition, Item, ItemEvent, Sheet, StateChange  # type: ignore[attr-defined]
from laoyou.lists.rules.compare import FieldChange, changes_of
from laoyou.lists.rules.declared import Declaration, Field
from laoyou.lists.rules.shown import text_of

FACETED = ("choice", "flag", "department", "division")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a field and how many items have it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class ItemFilter:
    """`chosen` by key of field; `removed` shows what was taken out instead."""

    search: str = ""
    state: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = "number"
    removed: bool = False


@dataclass(frozen=True, slots=True)
class ItemPage:
    rows: list[Item]
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an item, newest first: who, when, which fields from what to what."""

    at: Any
    who: str
    fields: tuple[FieldChange, ...]


def items(edition: Edition, declared: Declaration, wanted: ItemFilter) -> QuerySet[Item]:
    found = Item.objects.filter(edition=edition, removed=wanted.removed)
    if wanted.search:
        found = found.filter(Q(words__icontains=wanted.search) | Q(title__icontains=wanted.search))
    if wanted.state:
        found = found.filter(state=wanted.state)
    for key, value in wanted.chosen.items():
        found = found.filter(_having(declared.by_key[key], value))
    return found.order_by(_order(declared, wanted.sort), "number")


def _having(field: Field, value: str) -> Q:
    if field.kind in {"department", "division"}:
        return Q(**{f"fields__{field.key}__id": int(value)})
    return Q(**{f"fields__{field.key}": value == "yes" if field.kind == "flag" else value})


def _order(declared: Declaration, sort: str) -> OrderBy:
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    asked = declared.by_key.get(name)
    if name in {"number", "title", "state", "updated_at"} or asked is None:
        by: Any = F(name if name in {"title", "state", "updated_at"} else "number")
    else:
        by = _typed(asked)
    return OrderBy(by, descending=falling, nulls_last=True)


def _typed(field: Field) -> Any:
    text = KeyTextTransform(field.key, "fields")
    if field.numeric:
        return Cast(text, DecimalField(max_digits=24, decimal_places=6))
    if field.kind == "date":
        return Cast(text, DateField())
    if field.kind in {"department", "division"}:
        return KeyTextTransform("name", KeyTransform(field.key, "fields"))
    return Cast(text, TextField())


def page_of(found: QuerySet[Item], number: int, size: int = SIZE) -> ItemPage:
    """Past the end is the last page."""
    total = found.count()
    number = min(max(1, number), max(1, -(-total // size)))
    return ItemPage(list(found[(number - 1) * size : number * size]), total, number)


def item(catalogue: Catalogue, pk: int) -> Item | None:
    found = Item.objects.select_related("edition__catalogue__division", "updated_by")
    return found.filter(edition__catalogue=catalogue, pk=pk).first()


def sheet(catalogue: Catalogue, pk: int) -> Sheet | None:
    """A workbook that came in for a list."""
    found = Sheet.objects.select_related("edition__catalogue__division", "uploaded_by")
    return found.filter(edition__catalogue=catalogue, pk=pk).first()


def fields_at(item: Item, version: int) -> dict[str, Any]:
    """What the item held at a version that somebody saw; what it holds now where that is not known."""
    seen = ItemEvent.objects.filter(pgh_obj_id=item.pk, version=version).order_by("-pgh_id").first()
    return dict(seen.fields if seen else item.fields)


def state_history(item: Item) -> list[StateChange]:
    """Oldest first; each says whether a later row corrects it."""
    return list(item.changes.select_related("by", "corrects", "corrected_by").order_by("id"))


def edits(item: Item, declared: Declaration, *, most: int = 50) -> list[Edit]:
    """What was changed in the item's fields, newest first; the first storing is left out."""
    rows = list(
        ItemEvent.objects.filter(pgh_obj_id=item.pk)
        .select_related("updated_by")
        .order_by("-pgh_id")[: most + 1]
    )
    found = []
    for after, before in itertools.pairwise(rows):
        changes = changes_of(declared.fields, before.fields, after.fields)
        if changes:
            found.append(Edit(after.pgh_created_at, str(after.updated_by or ""), changes))
    return found


def facets(edition: Edition, declared: Declaration, *, public: bool = False) -> dict[str, list[Facet]]:
    """The values that listed choice, unit and place fields take, and the states, in one pass over the edition."""
    counted: dict[str, dict[str, Facet]] = {field.key: {} for field in faceted(declared, public=public)}
    counted["state"] = {}
    rows = Item.objects.filter(edition=edition, removed=False)
    for state, values in (rows.filter(public=True) if public else rows).values_list("state", "fields"):
        if known := declared.by_state.get(state):
            _count(counted["state"], state, str(known.label))
        for key in counted.keys() - {"state"}:
            if key in values:
                _count(counted[key], *_keyed(declared.by_key[key], values[key]))
    return {key: list(found.values()) for key, found in counted.items()}


def faceted(declared: Declaration, *, public: bool = False) -> tuple[Field, ...]:
    return tuple(
        field
        for field in declared.fields
        if field.listed and field.kind in FACETED and (field.public or not public)
    )


def _keyed(field: Field, value: Any) -> tuple[str, str]:
    if field.kind in {"department", "division"}:
        return str(value["id"]), str(value["name"])
    if field.kind == "flag":
        return "yes" if value else "no", text_of(field, value) or ""
    return str(value), text_of(field, value)


def _count(into: dict[str, Facet], key: str, label: str) -> None:
    before = into.get(key)
    into[key] = Facet(key, label, before.count + 1 if before else 1)
