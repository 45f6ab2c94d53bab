"""The shadow text as lines without their surrounding blanks; blank lines are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"[^\n]+")
BLANK = " \t\r\f\v\xa0\u3000\u200b\ufeff"
SPACES = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `start` and `end` are shadow offsets of the text without surrounding blanks."""

    start: int
    end: int
    text: str
    after_blank: bool = False


def split_lines(shadow: str) -> list[Line]:
    return list(_lines(shadow))


def _lines(shadow: str) -> Iterator[Line]:
    last = 0
    for match in LINE.finditer(shadow):
        whole = match.group()
        text = whole.strip(BLANK)
        if text.startswith("??"):  # blanks that a conversion could not write
            text = text.lstrip("?" + BLANK)
        if text:
            start = match.start() + whole.index(text)
            yield Line(start, start + len(text), text, shadow.count("\n", last, start) > 1)
            last = start + len(text)


def squeezed(text: str) -> str:
    """The text without any blank: headers are printed as 指 标 名 称."""
    return SPACES.sub("", text)
