"""How much of one wording stands in another."""

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\W_]+")
_HERE = re.compile(r"([全本我])[省市县区州](?!区)")
LENGTH = 4  # signs a piece: long enough that common words alone make no match


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """The wording without marks, spaces and differences of width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=20_000)
def grams(text: str, length: int = LENGTH) -> frozenset[str]:
    plain = bare(text)
    if len(plain) <= length:
        return frozenset({plain} if plain else ())
    return frozenset(plain[index : index + length] for index in range(len(plain) - length + 1))


def contained(part: str, whole: str) -> float:
    """The share of `part` that stands in `whole`, 0 to 1."""
    if len(bare(part)) < LENGTH:
        return float(bool(bare(part)) and bare(part) in bare(whole))
    pieces = grams(part)
    return len(pieces & grams(whole)) / len(pieces)


def alike(first: str, second: str) -> float:
    """1 for the same wording, 0 for nothing in common; pairs of signs, so that short names compare too."""
    left, right = grams(first, 2), grams(second, 2)
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def anywhere(text: str, place: str) -> str:
    """The wording as any place could have it: without its own name, and 全县 or 本市 without the level."""
    return _HERE.sub(r"\1", text.replace(place, "") if place else text)
