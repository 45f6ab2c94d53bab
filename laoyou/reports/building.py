"""Facts and words into a document: the one way from a snapshot to everything that is shown. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import translation

from laoyou.reports import figures, said
from laoyou.reports.blocks import LABELS, MAKERS, tables
from laoyou.reports.content import Annex, Document, Head, Heading, Imprint, Section, Signature
from laoyou.reports.facts import Facts
from laoyou.reports.kinds import KINDS, ReportKind, SectionKind
from laoyou.reports.wording import placeholders, read

__all__ = ["LABELS", "Wrapping", "build", "label_of", "lost", "section_words", "used_keys"]
NO_DATE = "　　　　年　月　日"
SOURCES = ("sources", "数据来源")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What stands around the words; empty parts are taken from the facts."""

    title: str = ""
    organ: str = ""
    recipient: str = ""
    copies: str = ""
    printer: str = ""
    number: str = ""
    issued_on: str = ""
    notes: tuple[str, ...] = ()


def build(
    facts: Facts, kind: str, words: Mapping[str, str] | None = None, around: Wrapping | None = None
) -> Document:
    """`words` by section: what the office wrote instead of the words that the kind begins with."""
    known, words, around = KINDS[kind], words or {}, around or Wrapping()
    with translation.override("zh-hans"):
        sections, unknown = _sections(known, facts, words)
        organ = around.organ or facts.organ or facts.division
        document = Document(
            head=Head(
                organ=organ,
                title=around.title or known.title(facts),
                number=around.number,
                recipient=around.recipient,
                draft=not around.issued_on,
            ),
            sections=sections,
            signature=Signature(organ, said.day(around.issued_on) or NO_DATE),
            annexes=() if known.brief else tuple(_annexes(known, facts)),
            notes=around.notes,
            as_of=said.day(facts.on),
            imprint=None if known.brief else _imprint(around),
            plain=known.brief,
            problems=tuple(unknown),
        )
        if known.brief:
            return document
        listed = Annex(*SOURCES, (tables.sources(document),), name=SOURCES[1])
        return replace(document, annexes=(*document.annexes, listed))


def _imprint(around: Wrapping) -> Imprint | None:
    if not around.copies and not around.printer:
        return None
    return Imprint(around.copies, around.printer, said.day(around.issued_on) or NO_DATE.strip())


def section_words(kind: str, key: str, facts: Facts) -> str:
    """The words that a section begins with."""
    return next(each for each in KINDS[kind].sections if each.key == key).words(facts)


def lost(kind: str, key: str, facts: Facts, text: str) -> list[str]:
    """Placeholders of the first words that a text no longer has: figures that somebody deleted."""
    kept = set(placeholders(text))
    return [each for each in placeholders(section_words(kind, key, facts)) if each not in kept]


def used_keys(document: Document) -> list[str]:
    return list(document.figures())


def label_of(placeholder: str, facts: Facts) -> str:
    """What figure:KEY is called on a screen; the placeholder itself where nobody knows it."""
    kind, _sign, key = placeholder.partition(":")
    if kind in {"table", "chart"}:
        return LABELS.get(placeholder, placeholder)
    found = figures.select(facts, key)
    return found.label if found else placeholder


def _sections(
    kind: ReportKind, facts: Facts, words: Mapping[str, str]
) -> tuple[tuple[Section, ...], list[str]]:
    made: list[Section] = []
    unknown: list[str] = []
    for number, section in enumerate(kind.sections, start=1):
        found = read(_text(section, facts, words), facts, MAKERS)
        unknown += found.unknown
        heading = Heading(1, f"{said.numeral(number)}、{section.heading}")
        made.append(Section(section.key, heading, found.blocks))
    return tuple(made), unknown


def _text(section: SectionKind, facts: Facts, words: Mapping[str, str]) -> str:
    return words[section.key] if section.key in words else section.words(facts)


def _annexes(kind: ReportKind, facts: Facts) -> list[Annex]:
    return [
        Annex(each.key, each.title, tuple(make(facts) for make in each.blocks), each.landscape, each.name)
        for each in kind.annexes
    ]
