"""Pairs what a person found with what the reader says, one to one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.conformance.reading.truth import Json, plain, spans


@dataclass(slots=True)
class Score:
    """Counts of one kind of item in one or more documents; `notes` are differences that are not counted."""

    right: int = 0
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.extras)) if self.right + len(self.extras) else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.misses)) if self.right + len(self.misses) else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.misses += other.misses
        self.extras += other.extras
        self.notes += other.notes


Same = Callable[[Json, Json], bool]


def pair(
    wanted: Iterable[Json], got: Iterable[Json], same: Same, tolerated: Same, show: Callable[[Json], str]
) -> tuple[Score, list[tuple[Json, Json]]]:
    """Optional truth takes what is left over under `tolerated`, and counts neither for nor against."""
    truths, left = list(wanted), list(got)
    score, pairs = Score(), []
    for truth in (t for t in truths if not t.get("optional")):
        match = next((g for g in left if same(truth, g)), None)
        if match is None:
            score.misses.append(show(truth))
            continue
        left.remove(match)
        pairs.append((truth, match))
        score.right += 1
    for truth in (t for t in truths if t.get("optional")):
        match = next((g for g in left if tolerated(truth, g)), None)
        if match is not None:
            left.remove(match)
    score.extras = [show(g) for g in left]
    return score, pairs


def choices(truth: Json, key: str) -> list[Any]:
    return [truth.get(key), *(truth.get(f"{key}_alt") or [])]


def agrees(truth: Json, got: Json, key: str) -> bool:
    """The text of a field is right: equal to the truth or to one of its alternatives."""
    return plain(got.get(key)) in {plain(choice) for choice in choices(truth, key)}


def number_agrees(truth: Json, got: Json, key: str = "value") -> bool:
    value = got.get(key)
    if not isinstance(value, int | float):
        return False
    return any(abs(value - c) <= 1e-3 * max(abs(c), 1e-3) for c in choices(truth, key) if c is not None)


def overlaps(truth: Json, got: Json, text: str) -> bool:
    start, end = got["span"]
    return any(start < b and a < end for a, b in spans(truth, text))
