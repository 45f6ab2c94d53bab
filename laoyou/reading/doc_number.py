"""The number under which a document was issued: 宣府办〔2023〕13号."""

import re
from collections.abc import Sequence

from .fields import Found
from .lines import Line, squeezed

NUMBER = (
    r"[\u4e00-\u9fffA-Za-z]{1,14}(?:(?:\s?[〔\[(]\s?(?:19|20)\d\d\s?[〕\])]|(?:19|20)\d\d年?)\s?(?:第\s?)?\d{1,4}\s?号"
    r"|〔(?:19|20)\d\d\d{1,3}(?:号|(?=\)|$)))"  # a conversion dropped 〕, and 号 with it
)
_ALONE = re.compile(rf"[(]?({NUMBER})[)]?")
_SOMEWHERE = re.compile(NUMBER)


def is_number(text: str) -> bool:
    return _ALONE.fullmatch(text) is not None


def tidy_number(text: str) -> str:
    """A document number with the brackets of its year as 〔 〕 and without blanks."""
    whole = re.sub(r"〔((?:19|20)\d\d)(\d{1,3})号?$", r"〔\1〕\2号", squeezed(text))
    return re.sub(r"[〔\[(]?((?:19|20)\d\d)[〕\])]", r"〔\1〕", whole, count=1)


def number_of(found: Found) -> Found | None:
    match = _SOMEWHERE.search(found.value)
    return (
        Found(tidy_number(match.group()), found.start + match.start(), found.start + match.end())
        if match
        else None
    )


def doc_number(lines: Sequence[Line]) -> Found | None:
    for line in lines:
        if found := _ALONE.fullmatch(line.text):
            return Found(tidy_number(found[1]), line.start + found.start(1), line.start + found.end(1))
    for line in lines:
        if (
            len(line.text) < 60
            and not re.search(r"[《》,。;]|根据|贯彻", line.text)
            and (found := _SOMEWHERE.search(line.text))
        ):
            return Found(tidy_number(found.group()), line.start + found.start(), line.start + found.end())
    return None
