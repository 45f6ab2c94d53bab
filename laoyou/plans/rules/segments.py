"""Cutting a text at the ends of the spans that lie on it, so that a page can mark each piece once."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """`refs` are those whose span covers the piece, the shortest span first: the one that a click means."""

    start: int
    end: int
    refs: tuple[Hashable, ...]


def pieces(length: int, spans: Iterable[tuple[int, int, Hashable]]) -> list[Piece]:
    """Non-overlapping pieces that make up 0..length; what reaches outside is cut off."""
    inside = [(max(0, start), min(length, end), ref) for start, end, ref in spans]
    inside = [(start, end, ref) for start, end, ref in inside if start < end]
    opening: dict[int, list[tuple[int, int, Hashable]]] = {}
    closing: dict[int, list[tuple[int, int, Hashable]]] = {}
    for span in inside:
        opening.setdefault(span[0], []).append(span)
        closing.setdefault(span[1], []).append(span)
    cuts = sorted({0, length, *opening, *closing})
    over: dict[tuple[int, int, Hashable], None] = {}
    found = []
    for start, end in pairwise(cuts):
        for span in closing.get(start, ()):
            over.pop(span, None)
        over.update(dict.fromkeys(opening.get(start, ())))
        found.append(Piece(start, end, _shortest_first(over)))
    return found


def _shortest_first(over: Iterable[tuple[int, int, Hashable]]) -> tuple[Hashable, ...]:
    ordered = sorted(over, key=lambda span: span[1] - span[0])
    return tuple(dict.fromkeys(ref for _, _, ref in ordered))
