"""A text without the blanks and line breaks that only its layout put between digits and words, and the way back."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Clause, Quantity
from .sentences import is_wrapped

_BLANK = re.compile(r"(?<=\d) (?=[一-龥%])|(?<=[一-龥]) (?=\d)")
_GROUPED = re.compile(r" \d{3}(?!\d)")  # 1 122所
_BREAK = re.compile(r"[ ]{0,8}\n[ ]{0,8}")


class Squeezed:
    """`text` is what is read; `inward` and `outward` turn offsets of the original into its own and back."""

    def __init__(self, original: str, fixed: set[int]) -> None:
        dropped = sorted(_dropped(original, fixed))
        ends = [0, *(end for _, end in dropped)]
        starts = [*(start for start, _ in dropped), len(original)]
        pieces = [(start, end) for start, end in zip(ends, starts, strict=True) if start < end]
        self.text = "".join(original[start:end] for start, end in pieces)
        self._outer = [start for start, _ in pieces] or [0]
        self._inner = [0]
        for start, end in pieces[:-1]:
            self._inner.append(self._inner[-1] + end - start)

    def inward(self, place: int) -> int:
        at = max(bisect_left(self._outer, place + 1) - 1, 0)
        upper = self._inner[at + 1] if at + 1 < len(self._inner) else len(self.text)
        return min(self._inner[at] + max(place - self._outer[at], 0), upper)

    def outward(self, place: int) -> int:
        at = max(bisect_left(self._inner, place + 1) - 1, 0)
        return self._outer[at] + place - self._inner[at]

    def clauses(self, clauses: Sequence[Clause]) -> list[Clause]:
        return [
            replace(
                clause, start=self.inward(clause.start), body_start=self.inward(clause.body_start), end=self.inward(clause.end)
            )
            for clause in clauses
        ]  # fmt: skip

    def back(self, found: Quantity) -> Quantity:
        return replace(found, start=self.outward(found.start), end=self.outward(found.end - 1) + 1)


def _dropped(text: str, fixed: set[int]) -> Iterator[tuple[int, int]]:
    """`fixed`: offsets at which something begins, so that a break before them stays."""
    for match in _BLANK.finditer(text):
        if not _GROUPED.match(text, match.start()):
            yield match.span()
    for match in _BREAK.finditer(text):
        if match.end() not in fixed and is_wrapped(text, text.index("\n", match.start())):
            yield match.span()
