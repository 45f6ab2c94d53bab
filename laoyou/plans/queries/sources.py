"""The document behind a plan: its text with every part at its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from laoyou.plans.models import Body, Document, Duty, Plan, Rule, Target, Task
from laoyou.plans.rules.coverage import sentence_span
from laoyou.plans.rules.segments import pieces

Ref = tuple[str, int, int | None]
_PARTS = (("task", Task), ("target", Target), ("rule", Rule), ("duty", Duty), ("body", Body))


@dataclass(frozen=True, slots=True)
class SourceSegment:
    """`refs`: (task · target · rule · duty · body, id, number of a task), the shortest first."""

    start: int
    end: int
    text: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Source:
    plan: Plan
    segments: tuple[SourceSegment, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the document: what stands before, the part itself, what stands after it."""

    before: str
    words: str
    after: str
    start: int


def source(plan: Plan) -> Source:
    text = document_text(plan)
    spans: list[tuple[int, int, Ref]] = []
    for name, model in _PARTS:
        fields = ("pk", "start", "end", "no") if model in {Task, Target} else ("pk", "start", "end")
        rows: Any = model._default_manager.filter(plan=plan, start__isnull=False).values_list(*fields)
        spans += [(row[1], row[2], (name, row[0], row[3] if len(row) > 3 else None)) for row in rows]
    found = []
    for piece in pieces(len(text), spans):
        refs: Any = piece.refs
        found.append(SourceSegment(piece.start, piece.end, text[piece.start : piece.end], refs))
    return Source(plan, tuple(found))


def document_text(plan: Plan) -> str:
    return Document.objects.values_list("text", flat=True).get(pk=plan.document_id)


def quote(plan: Plan, start: int | None, end: int | None) -> Quote | None:
    """The sentence around a part; None for one that stands outside the text."""
    if start is None or end is None:
        return None
    return quotes(plan, [(start, end)])[0]


def quotes(plan: Plan, spans: Sequence[tuple[int, int]]) -> list[Quote]:
    text = document_text(plan)
    return [_quote(text, start, end) for start, end in spans]


def _quote(text: str, start: int, end: int) -> Quote:
    begin, stop = sentence_span(text, start, end)
    return Quote(text[begin:start], text[start:end], text[end:stop], start)
