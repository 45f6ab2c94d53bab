"""The numbered headings of a document and how they lie within each other."""

import re
from collections.abc import Iterable, Sequence

from .lines import Line, squeezed
from .model import Clause
from .numerals import parse_han

_HAN = "[一二三四五六七八九十百零〇]{1,5}"
_FORMS: tuple[tuple[str, str], ...] = (
    ("part", rf"第{_HAN}(?:编|篇|部分)"),
    ("chapter", rf"第(?:{_HAN}|\d{{1,3}})章"),
    ("section", rf"第{_HAN}节"),
    ("article", rf"第(?:{_HAN}|\d{{1,3}})条"),
    ("han", rf"{_HAN}(?=\s?[、.]|,(?=\D))"),
    ("han_bracket", rf"\(\s?{_HAN}\s?\)"),
    ("arabic", r"\d{1,3}(?=\s?、|\s?\.(?!\d))"),
    ("arabic_bracket", r"\(\s?\d{1,3}\s?\)"),
    ("half_bracket", r"\d{1,2}(?=\))"),
    ("circled", r"[①-⑳]"),
)
_NUMBER = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS))
_RANK = {name: rank for rank, (name, _) in enumerate(_FORMS)}
_INNER = re.compile(
    rf"(?P<stop>[。!?;:])?(?P<gap>\s+)(?:(?P<han>{_HAN})、(?=\S)|\((?P<bracket>{_HAN})\)(?=\S))"
)
LONGEST_HEADING = 30
_PAGE_NUMBER = re.compile(r"[.…·—\-]*[\d(]*\)?$")
_AFTER_NUMBER = re.compile(r"[\s、.):,]*")
_HEADING_END = re.compile(r"。|\s{2,}|;")
_COLON = re.compile(r"[^。,;:()《》]{2,16}:(?=.{12})")
_SHORT_TITLE = re.compile(r"[^\s。,;:、]{2,24}(?=\s+\S{12})")
_BRACKET_END = re.compile(
    r"\s*[(\[〔【][^()\[\]〔〕【】]*(?:负责|牵头|配合|单位|部门|落实)[^()\[\]〔〕【】]*(?:\([^()]*\)[^()]*)*[)\]〕】]$"
)


def read_outline(lines: Iterable[Line], regions: Sequence[tuple[int, int, str]]) -> list[Clause]:
    """Clauses of the prose lines. A region (start, end, prefix) is the body or an annex; its prefix opens the path."""
    lines = [part for line in _without_contents(list(lines)) for part in _parted(line)]
    by_region: list[list[Line]] = [[] for _ in regions]
    place = 0
    for line in lines:
        while place + 1 < len(regions) and line.start >= regions[place + 1][0]:
            place += 1
        if regions[place][0] <= line.start < regions[place][1]:
            by_region[place].append(line)
    return [
        clause for region, part in zip(regions, by_region, strict=True) for clause in _region(part, region)
    ]


def _without_contents(lines: list[Line]) -> list[Line]:
    """The lines without the table of contents, whose first entry stands again where the text begins."""
    head = next((place for place, line in enumerate(lines[:60]) if squeezed(line.text) == "目录"), None)
    if head is None or head + 1 >= len(lines):
        return lines
    first = _PAGE_NUMBER.sub("", squeezed(lines[head + 1].text))
    again = next(
        (place for place in range(head + 2, len(lines)) if squeezed(lines[place].text).startswith(first)),
        None,
    )
    return lines if again is None else [*lines[:head], *lines[again:]]


def _parted(line: Line) -> list[Line]:
    """A page pasted on one line, parted before the numbers that follow a sentence or a heading and count on."""
    starts = [0]
    numbers: dict[int, int] = {}
    for found in _INNER.finditer(line.text) if len(line.text) > LONGEST_HEADING else ():
        form = 2 if found["bracket"] else 1
        number = parse_han(found["bracket"] or found["han"])
        ends = found["stop"] is not None or (form == 2 and found.start() - starts[-1] <= LONGEST_HEADING)
        if ends and number is not None and number == numbers.get(form, _opening(line.text, form)) + 1:
            starts.append(found.end("gap"))
            numbers = {form: number, **({1: numbers.get(1, 0)} if form == 2 else {})}
    bounds = zip(starts, [*starts[1:], len(line.text)], strict=True)
    return [
        Line(line.start + low, line.start + low + len(text), text, line.after_blank and not low)
        for low, high in bounds
        if (text := line.text[low:high].rstrip())
    ]


def _opening(text: str, form: int) -> int:
    """The number that a line itself begins with."""
    found = re.match(rf"({_HAN})、" if form == 1 else rf"\(({_HAN})\)", text)
    return (parse_han(found[1]) or 0) if found else 0


def _region(lines: Sequence[Line], region: tuple[int, int, str]) -> list[Clause]:
    numbered = [
        (line, found) for line in lines if (found := _NUMBER.match(line.text)) and _is_clause(line, found)
    ]
    stack: list[tuple[int, str]] = []
    clauses: list[Clause] = []
    for place, (line, found) in enumerate(numbered):
        rank = _RANK[found.lastgroup or "circled"]
        while stack and stack[-1][0] >= rank:
            stack.pop()
        number = re.sub(r"\s", "", found.group())
        stack.append((rank, number))
        end = numbered[place + 1][0].start if place + 1 < len(numbered) else region[1]
        heading, body = _heading(line, found.end())
        path = "/".join([*([region[2]] if region[2] else []), *(name for _, name in stack)])
        clauses.append(Clause(number, heading, len(stack), path, line.start, body, max(end, body)))
    return clauses


def _is_clause(line: Line, found: re.Match[str]) -> bool:
    rest = line.text[found.end() :]
    if found.lastgroup in {"article", "chapter", "section", "part"}:
        return not rest.startswith(("规定", "第", "、", "之", "款", "的", "和"))
    return bool(rest.strip("、.):, ")) and len(rest) > 1


def _heading(line: Line, after: int) -> tuple[str, int]:
    skipped = _AFTER_NUMBER.match(line.text, after)
    start = skipped.end() if skipped else after
    text = line.text[start:]
    short = _COLON.match(text) or _SHORT_TITLE.match(text)
    if short:
        return short.group().rstrip(":"), line.start + start + short.end()
    stop = _HEADING_END.search(text)
    if stop:
        return _bare(text[: stop.start()]), line.start + start + stop.end()
    return _bare(text), line.end


def _bare(heading: str) -> str:
    return _BRACKET_END.sub("", heading).rstrip(" :")
