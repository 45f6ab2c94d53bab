"""Which parts of one plan correspond to which of another. Pure, and the same whichever plan is named first."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from laoyou.plans.rules.likeness import bare

# Measured on the reference plans; see the sample in tests/test_reference_comparing.py.
IN_BLOCK, ELSEWHERE, COVERS = 0.20, 0.30, 0.50
_SCALE = 1000  # weights are whole numbers: sums are then the same in any order
_PIECE = 2
_LONGER, _BY_CHANCE = 4, 0.2  # a long clause holds so much of any short wording

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A part as it is compared: `key` is unique in its plan, `mark` what the catalogue knows it by, or ''."""

    key: str
    text: str
    nkey: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Parts that correspond: one of each, or one of a plan with several of the other. `corrected`: by a person."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    likeness: float
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    pairs: tuple[Aligned, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(slots=True)
class _Row:
    first: list[int]
    second: list[int]
    likeness: float
    corrected: bool = False


@dataclass(slots=True)
class _Side:
    """Entries with the weight of each piece of their wording."""

    entries: Sequence[Entry]
    vectors: list[dict[str, int]]
    norms: list[int]
    taken: set[int] = field(default_factory=set)


Scores = dict[tuple[int, int], float]


def align(
    first: Sequence[Entry],
    second: Sequence[Entry],
    *,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> Alignment:
    """What people said comes first, then what the catalogue knows, then the likest pair by pair; then what one covers."""
    left, right = _sides(first, second)
    places = ({each.key: i for i, each in enumerate(first)}, {each.key: i for i, each in enumerate(second)})
    kept = _placed(together, *places)
    scores = _scores(left, right)
    for pair in _placed(apart, *places):
        scores.pop(pair, None)
    rows = _by_hand(kept, left, right)
    _one_to_one(scores, left, right, rows)
    _covered(scores, left, right, rows)
    rows.sort(key=lambda row: (min(row.first), min(row.second)))
    return Alignment(
        pairs=tuple(
            Aligned(
                tuple(first[i].key for i in sorted(row.first)),
                tuple(second[j].key for j in sorted(row.second)),
                row.likeness,
                row.corrected,
            )
            for row in rows
        ),
        only_first=tuple(each.key for i, each in enumerate(first) if i not in left.taken),
        only_second=tuple(each.key for j, each in enumerate(second) if j not in right.taken),
    )


def _placed(
    pairs: Iterable[Pair], left: Mapping[str, int], right: Mapping[str, int]
) -> list[tuple[int, int]]:
    return sorted((left[a], right[b]) for a, b in pairs if a in left and b in right)


def _sides(first: Sequence[Entry], second: Sequence[Entry]) -> tuple[_Side, _Side]:
    """A piece that stands in every task says nothing of any; a rare one says much."""
    pieces = [[_pieces(each.text) for each in side] for side in (first, second)]
    spread: Counter[str] = Counter()
    for side in pieces:
        for each in side:
            spread.update(each.keys())
    total = len(first) + len(second)
    weight = {
        piece: max(1, round(_SCALE * math.log((1 + total) / (1 + seen)))) for piece, seen in spread.items()
    }
    vectors = [[{piece: weight[piece] for piece in each} for each in side] for side in pieces]
    norms = [[sum(w * w for w in each.values()) for each in side] for side in vectors]
    return _Side(first, vectors[0], norms[0]), _Side(second, vectors[1], norms[1])


def _pieces(text: str) -> Counter[str]:
    plain = bare(text)
    if len(plain) < _PIECE:
        return Counter([plain] if plain else [])
    return Counter(plain[index : index + _PIECE] for index in range(len(plain) - _PIECE + 1))


def _scores(left: _Side, right: _Side) -> Scores:
    """Only pairs that share a piece are looked at; those that are like enough for where they stand are kept."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, vector in enumerate(right.vectors):
        for piece in vector:
            holders[piece].append(j)
    found: Scores = {}
    for i, vector in enumerate(left.vectors):
        shared: defaultdict[int, int] = defaultdict(int)
        for piece, weight in vector.items():
            square = weight * weight
            for j in holders.get(piece, ()):
                shared[j] += square
        for j, dot in shared.items():
            score = _likeness(dot, left.norms[i], right.norms[j])
            if score >= _least(left.entries[i], right.entries[j]):
                found[i, j] = min(1.0, score)
    return found | _known(left, right, found)


def _likeness(shared: int, one: int, other: int) -> float:
    """Beside a whole clause a line of a table is short: there it counts how much of the line stands in the clause."""
    cosine = shared / math.sqrt(one * other)
    short, long = min(one, other), max(one, other)
    return max(cosine, shared / short - _BY_CHANCE) if long > _LONGER * short else cosine


def _least(one: Entry, other: Entry) -> float:
    if one.mark and other.mark and one.mark != other.mark:
        return 2.0  # the catalogue knows them for two things
    return IN_BLOCK if one.nkey and one.nkey == other.nkey else ELSEWHERE


def _known(left: _Side, right: _Side, scores: Scores) -> Scores:
    """What the catalogue calls the same is the same, however it is worded: 1 to 2, the likest first."""
    by_mark: defaultdict[str, list[int]] = defaultdict(list)
    for j, entry in enumerate(right.entries):
        if entry.mark:
            by_mark[entry.mark].append(j)
    return {
        (i, j): 1.0 + scores.get((i, j), 0.0)
        for i, entry in enumerate(left.entries)
        for j in by_mark.get(entry.mark, ())
    }


def _by_hand(kept: Sequence[tuple[int, int]], left: _Side, right: _Side) -> list[_Row]:
    """Rows that people made. One of a plan may have several of the other; a chain is cut at its later link."""
    rows: list[_Row] = []
    for i, j in kept:
        at_left = next((row for row in rows if i in row.first), None)
        at_right = next((row for row in rows if j in row.second), None)
        if at_left is None and at_right is None:
            rows.append(_Row([i], [j], 1.0, corrected=True))
        elif at_right is None and at_left is not None and len(at_left.first) == 1:
            at_left.second.append(j)
        elif at_left is None and at_right is not None and len(at_right.second) == 1:
            at_right.first.append(i)
        else:
            continue
        left.taken.add(i)
        right.taken.add(j)
    return rows


def _one_to_one(scores: Scores, left: _Side, right: _Side, rows: list[_Row]) -> None:
    def order(pair: tuple[int, int]) -> tuple[float, float, int, int]:
        i, j = pair
        block = left.entries[i].nkey != "" and left.entries[i].nkey == right.entries[j].nkey
        return (-scores[pair] - (IN_BLOCK / 2 if block else 0.0), 0.0, min(i, j), max(i, j))

    for i, j in sorted(scores, key=order):
        if i in left.taken or j in right.taken:
            continue
        left.taken.add(i)
        right.taken.add(j)
        rows.append(_Row([i], [j], min(1.0, scores[i, j])))


def _covered(scores: Scores, left: _Side, right: _Side, rows: list[_Row]) -> None:
    """What is left over joins the row whose part holds most of it; a row grows to one side only."""
    lefts = _extras(
        rows, left, lambda i, row: _held(left, i, right, row.second[0], scores.get((i, row.second[0])))
    )
    rights = _extras(
        rows, right, lambda j, row: _held(right, j, left, row.first[0], scores.get((row.first[0], j)))
    )
    for index, row in enumerate(rows):
        if row.corrected:
            continue
        mine, others = lefts.get(index, []), rights.get(index, [])
        if _sum(mine) > _sum(others):
            row.first += [place for place, _share in mine]
            left.taken |= {place for place, _share in mine}
        elif _sum(others) > _sum(mine):
            row.second += [place for place, _share in others]
            right.taken |= {place for place, _share in others}


def _extras(
    rows: Sequence[_Row], side: _Side, share: Callable[[int, _Row], float]
) -> dict[int, list[tuple[int, float]]]:
    found: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for place in range(len(side.entries)):
        if place in side.taken or side.entries[place].mark:
            continue
        best = max(
            ((share(place, row), -min(row.first) - min(row.second), n) for n, row in enumerate(rows)),
            default=(0.0, 0, 0),
            key=lambda each: each[:2],
        )
        if best[0] >= COVERS:
            found[best[2]].append((place, best[0]))
    return found


def _held(side: _Side, place: int, other: _Side, whole: int, score: float | None) -> float:
    """How much of the one stands in the whole; nothing where the pair was not like enough to be considered."""
    if score is None:
        return 0.0
    inside = other.vectors[whole]
    shared = sum(weight * weight for piece, weight in side.vectors[place].items() if piece in inside)
    return shared / side.norms[place] if side.norms[place] else 0.0


def _sum(extras: Sequence[tuple[int, float]]) -> float:
    return round(math.fsum(share for _place, share in extras), 9)
