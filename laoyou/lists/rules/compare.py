"""Two editions of a list, item by item and field by field. An item is the same where its number is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from laoyou.lists.rules.declared import Field, State
from laoyou.lists.rules.shown import text_of


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as far as it can be compared."""

    number: int
    title: str
    state: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    number: int
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]
    same: int

    @property
    def nothing(self) -> bool:
        return not (self.added or self.removed or self.changed)


def compared(
    fields: Sequence[Field], states: Mapping[str, State], before: Sequence[Entry], after: Sequence[Entry]
) -> Comparison:
    old = {entry.number: entry for entry in before}
    new = {entry.number: entry for entry in after}
    pairs = [(old[number], entry) for number, entry in new.items() if number in old]
    changes = [
        Change(b.number, b.title, (*changes_of(fields, a.values, b.values), *_moved(states, a, b)))
        for a, b in pairs
    ]
    changed = tuple(change for change in changes if change.fields)
    return Comparison(
        added=tuple(entry for number, entry in new.items() if number not in old),
        removed=tuple(entry for number, entry in old.items() if number not in new),
        changed=changed,
        same=len(pairs) - len(changed),
    )


def _moved(states: Mapping[str, State], before: Entry, after: Entry) -> tuple[FieldChange, ...]:
    if before.state == after.state:
        return ()
    words = [str(states[key].label) if key in states else key for key in (before.state, after.state)]
    return (FieldChange(_("状态"), *words),)


def changes_of(
    fields: Sequence[Field], before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """The fields whose kept values differ, as a page shows them."""
    return tuple(
        FieldChange(field.head, text_of(field, before.get(field.key)), text_of(field, after.get(field.key)))
        for field in fields
        if (before.get(field.key) or None) != (after.get(field.key) or None)
    )
