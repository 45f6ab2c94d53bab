"""Which item of a corrected document is which item of the one before."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laoyou.plans.rules.likeness import alike, bare
from laoyou.plans.rules.payloads import same

LIKE_ENOUGH = 0.6
NUMBERED_LIKE_ENOUGH = 0.3  # the same number in the same table needs less


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in so far as it is compared; `text` is its wording."""

    id: int
    kind: str
    number: str
    clause: str
    text: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """`same`: nothing that it says has changed."""

    new: int
    old: int
    same: bool


def match(new: Sequence[Entry], old: Sequence[Entry]) -> list[Match]:
    """Each item at most once: first what says the same, then what has the same number, then what is most alike."""
    found: list[Match] = []
    for kind in sorted({entry.kind for entry in new}):
        found += _of_kind(
            [each for each in new if each.kind == kind], [each for each in old if each.kind == kind]
        )
    return found


def _of_kind(new: Sequence[Entry], old: Sequence[Entry]) -> list[Match]:
    pairs = [(_score(first, second), first, second) for first in new for second in old]
    found: list[Match] = []
    left, right = set(), set()
    for score, first, second in sorted(pairs, key=lambda pair: (-pair[0], pair[1].id, pair[2].id)):
        if score <= 0 or first.id in left or second.id in right:
            continue
        left.add(first.id)
        right.add(second.id)
        found.append(Match(first.id, second.id, same(first.kind, first.payload, second.payload)))
    return found


def _score(first: Entry, second: Entry) -> float:
    if same(first.kind, first.payload, second.payload):
        return 4.0 if first.clause == second.clause else 3.0
    if first.number and bare(first.text) == bare(second.text):
        return 2.5
    likeness = alike(first.text, second.text)
    if first.number and first.number == second.number and likeness >= NUMBERED_LIKE_ENOUGH:
        return 1.0 + likeness
    return likeness if likeness >= LIKE_ENOUGH else 0.0


def first_with_same(entries: Iterable[tuple[Entry, Hashable]]) -> dict[int, int]:
    """Entry → an earlier one of the same quantity that is the same in what is given beside each."""
    seen: dict[Hashable, int] = {}
    twins: dict[int, int] = {}
    for entry, mark in entries:
        key = (
            entry.kind,
            mark,
            *(entry.payload.get(name) for name in ("value", "unit", "op", "year", "per")),
        )
        if key in seen:
            twins[entry.id] = seen[key]
        else:
            seen[key] = entry.id
    return twins
