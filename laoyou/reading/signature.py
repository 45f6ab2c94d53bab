"""Who signed a document and on which day, at its foot."""

import re
from collections.abc import Sequence

from .days import bare_day, date_of
from .fields import Found
from .lines import Line, squeezed
from .titles import ORGAN, is_title


def signature(lines: Sequence[Line]) -> tuple[Found | None, Found | None]:
    """The bodies that signed and the day, which stands alone on the line below them."""
    alone: tuple[Found | None, Found | None] = (None, None)
    for place, line in enumerate(lines):
        if len(line.text) > 60:
            continue
        organ, day = _split_day(line.text)
        if day is None and place and ORGAN.fullmatch(squeezed(lines[place - 1].text)):
            day = bare_day(line.text)
        if day is None:
            continue
        date = Found(day, line.start, line.end)
        if organ:
            return Found(_bodies(organ), line.start, line.start + len(organ)), date
        above = _signers(lines, place)
        if above:
            return Found(
                " ".join(_bodies(signer.text) for signer in above), above[0].start, above[-1].end
            ), date
        if alone[1] is None:
            alone = (None, date)
    return alone


def _bodies(text: str) -> str:
    """Two bodies on one line are told by the blank between them; blanks within a name are layout."""
    parts = text.split()
    return (
        " ".join(parts) if all(len(part) > 3 and ORGAN.fullmatch(part) for part in parts) else squeezed(text)
    )


def _split_day(text: str) -> tuple[str | None, str | None]:
    found = re.fullmatch(
        r"[(]?(.{0,40}?)\s*((?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)|(?:[一二三四五六七八九〇零]{4}\s*年.{1,3}\s*月.{1,3}\s*日))[)]?",
        text,
    )
    if not found or (found[1] and not ORGAN.fullmatch(found[1].strip())):
        return None, None
    return found[1].strip() or None, date_of(found[2])


def _signers(lines: Sequence[Line], place: int) -> list[Line]:
    signers: list[Line] = []
    for line in reversed(lines[max(0, place - 12) : place]):
        apart = all(ORGAN.fullmatch(part) for part in line.text.split()) and not is_title(line.text)
        if len(line.text) > 60 or not (apart or ORGAN.fullmatch(squeezed(line.text))):
            break
        signers.append(line)
    return signers[::-1]
