"""Which part of a corrected plan is which part of the version before. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from laoyou.plans.rules.likeness import alike, bare
from laoyou.plans.rules.matching import NUMBERED_LIKE_ENOUGH


@dataclass(frozen=True, slots=True)
class Part:
    """`item`: the item of the document that it was made of."""

    id: int
    item: int | None
    number: str
    text: str


def pairs(new: Sequence[Part], old: Sequence[Part], matched: Mapping[int, int]) -> dict[int, int]:
    """Old → new, each once: what review matched (`matched`: new item → old item), then the same number with like
    words, then the same words."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for same in (_reviewed(matched), _same_words_and_number, _numbered, _same_words):
        for each in new:
            if each.id in taken:
                continue
            one = next((one for one in old if one.id not in found and same(each, one)), None)
            if one is not None:
                found[one.id] = each.id
                taken.add(each.id)
    return found


def _reviewed(matched: Mapping[int, int]) -> Callable[[Part, Part], bool]:
    return lambda new, old: bool(new.item and old.item and matched.get(new.item) == old.item)


def _same_words_and_number(new: Part, old: Part) -> bool:
    return new.number == old.number and _same_words(new, old)


def _numbered(new: Part, old: Part) -> bool:
    return bool(new.number) and new.number == old.number and alike(new.text, old.text) >= NUMBERED_LIKE_ENOUGH


def _same_words(new: Part, old: Part) -> bool:
    return bare(new.text) == bare(old.text)
