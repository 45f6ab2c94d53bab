"""A plan's document with each part at its place, and one sentence lit."""

import itertools
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from laoyou.plans import queries
from laoyou.plans.models import Plan

PAGES = {"task": "task", "target": "target", "rule": "rule"}


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `url` of the part it became, `anchors` of the headings that begin in it."""

    text: str
    kind: str
    url: str
    lit: bool
    first_lit: bool
    anchor: str


@dataclass(frozen=True)
class Heading:
    number: str
    heading: str
    level: int
    anchor: str


class SourcePage:
    """`lit` is the span to light; (0, 0) for none."""

    def __init__(self, plan: Plan, lit: tuple[int, int]) -> None:
        self.plan = plan
        self.lit = lit
        self.source = queries.source(plan)

    @cached_property
    def outline(self) -> list[Heading]:
        clauses = self.plan.document.reading.get("clauses") or []
        return [
            Heading(
                _printed(one["number"]), one.get("heading") or "", min(one["level"], 4), f"o{one['span'][0]}"
            )
            for one in clauses
            if one["level"] <= 2
        ]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The segments, cut once more at the headings of the outline and at the lit span."""
        starts = {int(one.anchor[1:]) for one in self.outline}
        cuts = starts | set(self.lit)
        found: list[Piece] = []
        for segment in self.source.segments:
            edges = sorted(
                {segment.start, segment.end, *(c for c in cuts if segment.start < c < segment.end)}
            )
            for start, end in itertools.pairwise(edges):
                lit = self.lit[0] <= start and end <= self.lit[1]
                first = lit and not any(piece.lit for piece in found)
                kind, url = self._part(segment)
                text = segment.text[start - segment.start : end - segment.start]
                found.append(Piece(text, kind, url, lit, first, f"o{start}" if start in starts else ""))
        return found

    def _part(self, segment: queries.SourceSegment) -> tuple[str, str]:
        """The innermost part that has a page of its own."""
        for name, pk, no in segment.refs:
            if name in PAGES:
                return name, reverse(PAGES[name], args=[self.plan.pk, no if name == "task" else pk])
        return "", ""


def _printed(number: str) -> str:
    """一 as 一、; (一) and 1. carry their own mark."""
    return number if number[-1:] in ")）.．、" else f"{number}、"


def clause_words(plan: Plan, path: str) -> str:
    """二/(七) with the headings of the document: 二、把服务体系建起来 › (七)定期上门探访."""
    clauses = {one["path"]: one for one in plan.document.reading.get("clauses") or []}
    steps = path.split("/") if path else []
    trail = [clauses.get("/".join(steps[: depth + 1]), {"number": step}) for depth, step in enumerate(steps)]
    return " › ".join(_printed(one["number"]) + (one.get("heading") or "") for one in trail)
