"""The documents that a document says it rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .doc_number import NUMBER, tidy_number
from .fields import Found
from .lines import Line, squeezed
from .titles import ISSUES, is_title

_PREAMBLE = re.compile(r"根据|贯彻|落实|按照|依据|遵照|精神|要求")
_CITED = re.compile(rf"《((?:[^《》]|《[^《》]*》){{1,200}})》(?:\s*\(\s*({NUMBER})?[^()]{{0,60}}\))?")
_SITE_NOTE = re.compile(r"提示:|继续有效|文件清理结果|规范性文件清理")
_BARE_NUMBER = re.compile(rf"(?<![\u4e00-\u9fff])({NUMBER})|(?:根据|落实|按照|依据)({NUMBER})")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that this one rests on."""

    title: str | None
    number: str | None
    start: int
    end: int


def based_on(lines: Sequence[Line], title: Found | None, notice: Found | None) -> Iterator[Cited]:
    own = {found.value for found in (title, notice) if found}
    seen: set[str] = set()
    for line in lines:
        if (
            _SITE_NOTE.search(line.text)
            or not _PREAMBLE.search(line.text)
            or (len(line.text) < 40 and "《" not in line.text)
        ):
            continue
        if is_title(line.text) and "," not in line.text:
            continue
        for cited in _cited(line):
            key = cited.number or cited.title or ""
            if key not in seen and not any(cited.title and _is_own(cited.title, name) for name in own):
                seen.add(key)
                yield cited


def _is_own(cited: str, own: str) -> bool:
    """Whether the name is the document's own, or that of the plan its notice issues."""
    issued = ISSUES.search(own)
    return own.startswith(cited) or f"《{cited}" in own or bool(issued and issued[1].startswith(cited))


def _cited(line: Line) -> Iterator[Cited]:
    last = 0
    for found in _CITED.finditer(line.text):
        before, after = (
            line.text[max(0, found.start() - 6) : found.start()],
            line.text[found.end() : found.end() + 8],
        )
        yield from _bare_numbers(line, last, found.start())
        last = found.end()
        if re.search(r"简称|现将|现印发|(?:制[定订]|印发|转发|出台)了?$", before) or re.match(
            r"(?:已|业)?经|印发|\(?以下简称", after
        ):
            continue
        title, number = found[1], found[2]
        inner = re.search(rf"\(({NUMBER})\)$", title)
        if inner and not number:
            title, number = title[: inner.start()], inner[1]
        yield Cited(
            squeezed(title),
            tidy_number(number) if number else None,
            line.start + found.start(),
            line.start + found.end(),
        )
    yield from _bare_numbers(line, last, len(line.text))


def _bare_numbers(line: Line, start: int, end: int) -> Iterator[Cited]:
    for found in _BARE_NUMBER.finditer(line.text, start, end):
        group = 1 if found[1] else 2
        yield Cited(
            None, tidy_number(found[group]), line.start + found.start(group), line.start + found.end(group)
        )
