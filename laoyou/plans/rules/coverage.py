"""Which row of the table of tasks answers for a sentence of the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from laoyou.plans.rules.likeness import contained

ENOUGH = 0.5  # of the sentence, or of the part around its number, stands in the row
SAME_HEADING = 0.7
_SENTENCE = "。;\uff1b!\uff01\n"  # with the full-width forms
_PART = _SENTENCE + ",\uff0c"


@dataclass(frozen=True, slots=True)
class Row:
    """A task as adopted or proposed: `start`/`end` its span, None for one typed in."""

    id: int
    text: str
    start: int | None
    end: int | None


def sentence_span(text: str, start: int, end: int, stops: str = _SENTENCE) -> tuple[int, int]:
    """Where the sentence that holds a span begins and ends, without its closing mark and blanks at its ends."""
    begin = max((text.rfind(sign, 0, start) for sign in stops), default=-1) + 1
    found = [index for sign in stops if (index := text.find(sign, end)) >= 0]
    stop = min(found, default=len(text))
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop


def sentence_around(text: str, start: int, end: int, stops: str = _SENTENCE) -> str:
    begin, stop = sentence_span(text, start, end, stops)
    return text[begin:stop]


def covering_row(text: str, start: int, end: int, heading: str, rows: Sequence[Row]) -> int | None:
    """The row that the span lies in, that says the same, or whose title is the heading it stands under."""
    for row in rows:
        if row.start is not None and row.end is not None and row.start <= start and end <= row.end:
            return row.id
    sentence = sentence_around(text, start, end)
    part = sentence_around(text, start, end, _PART)
    scored = [(max(contained(sentence, row.text), _of_part(part, row.text)), row.id) for row in rows]
    best, row_id = max(scored, default=(0.0, 0))
    if best >= ENOUGH:
        return row_id
    return next((row.id for row in rows if is_heading(heading, row.text)), None)


def _of_part(part: str, row: str) -> float:
    """A short part such as "每周一次" is in too many rows to prove anything."""
    return contained(part, row) if len(part) >= 12 else 0.0


def is_heading(heading: str, row: str) -> bool:
    """Whether a row of the table only repeats the heading of a clause, and so means all of it."""
    return bool(heading) and len(row) <= 2 * len(heading) + 6 and contained(heading, row) >= SAME_HEADING
