"""Responsibilities printed at the end of a clause: (责任单位:…), 〔市民政局负责〕, or a line of their own."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .lines import split_lines
from .model import Clause
from .units import looks_like_units, read_units

_BRACKET = re.compile(r"[(\[〔【]((?:[^()\[\]〔〕【】\n]|\([^()\n]{1,30}\)){4,400})[)\]〕】]")
_LABEL = re.compile(r"(?:牵头|责任|配合|主要责任|协同配合|负责|分工|参与|参加|主责|承办|落实|实施)(?:单位|部门|责任单位|主体|分工)\s*[】\])〕]?\s*:")
_WORD = re.compile(r"(?:牵头|负责|配合|参与|参加|落实|会同|协同|承担|分工)")
_NO_DUTY = re.compile(r"^(?:含|包括|指|如|即|以下简称|试行|联系人|具体|详见|见附|附件|20\d\d)|简称")


def find_inline(shadow: str, clauses: Sequence[Clause], taken: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Duties with `start`, `end`, `units`, `role`, `what`, `clause`; `taken` are tables and annexes lists to leave out."""
    duties: list[dict[str, Any]] = []
    for start, end in _phrases(shadow):
        if any(low <= start < high for low, high in taken):
            continue
        clause = _clause_at(clauses, start)
        roles: dict[str, list[str]] = {}
        for named in read_units(shadow[start:end]):
            roles.setdefault(named.role, []).append(named.unit)
        for role, units in roles.items():
            duties.append(
                {"start": start, "end": end, "units": units, "role": role, "what": _what(shadow, clause, start), "clause": clause.path if clause else None, "confidence": 0.9}
            )
    return duties


def _phrases(shadow: str) -> Iterator[tuple[int, int]]:
    last = 0
    for found in _BRACKET.finditer(shadow):
        if _is_duty(found[1]):
            yield found.span(1)
            last = found.end()
    for line in split_lines(shadow):
        label = _LABEL.match(line.text.lstrip("(〔【["))
        if label and "|" not in line.text and len(line.text) < 500 and line.text[0] not in "(〔[":
            yield line.start, line.end
    del last


def _is_duty(text: str) -> bool:
    if _NO_DUTY.search(text):
        return False
    if _LABEL.match(text):
        return True
    return _WORD.search(text) is not None and looks_like_units(text)


def _clause_at(clauses: Sequence[Clause], offset: int) -> Clause | None:
    return next((clause for clause in reversed(clauses) if clause.start <= offset < clause.end), None)


def _what(shadow: str, clause: Clause | None, start: int) -> str:
    """The heading of the clause, or the sentence that the bracket closes."""
    if clause and clause.heading:
        return clause.heading
    before = shadow[max(0, start - 200) : start].rstrip("(〔[【 \n。")
    return re.split(r"[。\n]", before)[-1]
