"""A text cut into sentences, and sentences into the phrases between commas."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Clause

_BREAK = re.compile(r"[。!?|]|\n")
_PARENTHESIS = re.compile(r"\([^()\n]{0,80}\)")
_DELIMITER = re.compile(r"[,;:,;:]|——")
_CLOSED = frozenset("。:;!?\n|")
_WRAPPED = 24
_LONGEST_LINE = 400
_GOES_ON = frozenset(",、;。)")
_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]+[、是]|\(|\d+[.、]|——|附件|\|)")
_DIGIT_OR_SHARE = re.compile(r"\d|[一二两三四五六七八九十][个名所张家次项处座支]|分之")


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    clause: Clause | None


def split_sentences(shadow: str, clauses: Sequence[Clause]) -> Iterator[Sentence]:
    """Sentences end at 。 and at a line's end, unless the line is one of a hard-wrapped paragraph."""
    owned = sorted(clauses, key=lambda clause: clause.start)
    starts = {clause.start for clause in owned}
    starts |= {
        clause.body_start for clause in owned if shadow[clause.body_start - 1 : clause.body_start] in _CLOSED
    }
    places = sorted(
        starts | {match.end() for match in _BREAK.finditer(shadow) if _ends(shadow, match)} | {len(shadow)}
    )
    position, index = 0, 0
    for place in places:
        if place <= position:
            continue
        while index + 1 < len(owned) and owned[index + 1].start <= position:
            index += 1
        yield Sentence(position, place, _owner(owned, index, position))
        position = place


def outside(sentences: Iterator[Sentence], exclude: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """Without those that touch an excluded range (a table)."""
    blocked = sorted(exclude)
    for sentence in sentences:
        place = bisect_right(blocked, sentence.start, key=lambda span: span[0])
        inside = place > 0 and blocked[place - 1][1] > sentence.start
        if not inside and not (place < len(blocked) and blocked[place][0] < sentence.end):
            yield sentence


def _owner(owned: Sequence[Clause], index: int, position: int) -> Clause | None:
    """The clause whose own text holds the position; a parent's tail after its children belongs to the nearest above."""
    if not owned or owned[index].start > position:
        return None
    return owned[index] if position < owned[index].end else None


def _ends(shadow: str, match: re.Match[str]) -> bool:
    return match.group() != "\n" or not is_wrapped(shadow, match.start())


def is_wrapped(shadow: str, at: int) -> bool:
    """Whether the line that breaks here goes on in the next, since only its width ended it."""
    line = shadow[shadow.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1 : at].rstrip()
    following = shadow[at + 1 : at + 12]
    if line and following[:1] in _GOES_ON:
        return True
    if len(line) < _WRAPPED or line[-1:] in "。:!?|" or not following.strip() or following[:1] == "\n":
        return False
    return not _ITEM.match(following)


def split_phrases(shadow: str, hidden: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas. A bracket with a number in it is a phrase; other brackets stay inside theirs."""
    cuts: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []
    for match in _PARENTHESIS.finditer(shadow, start, end):
        if _DIGIT_OR_SHARE.search(hidden, match.start(), match.end()):
            cuts += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
        else:
            closed.append(match.span())
    cuts += [
        match.span()
        for match in _DELIMITER.finditer(shadow, start, end)
        if not any(left < match.start() < right for left, right in closed)
    ]
    phrases, position = [], start
    for left, right in sorted(cuts):
        phrases.append((position, left))
        position = right
    return [*phrases, (position, end)]
