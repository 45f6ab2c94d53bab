from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from laoyou.reports.content import Table
from laoyou.reports.facts import Facts


@dataclass(frozen=True, slots=True)
class SectionKind:
    """`words` makes the text with placeholders that stands until the office writes its own."""

    key: str
    heading: str
    words: Callable[[Facts], str]


@dataclass(frozen=True, slots=True)
class AnnexKind:
    """`name` of its sheet."""

    key: str
    title: str
    blocks: tuple[Callable[[Facts], Table], ...]
    landscape: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReportKind:
    key: str
    label: str | Promise
    title: Callable[[Facts], str]
    sections: tuple[SectionKind, ...]
    annexes: tuple[AnnexKind, ...] = ()
    cyclic: bool = True  # speaks of a period within a year
    recipient: str = ""  # whom it is for, where that is not who the cycle reports to
    brief: bool = False  # one page: no annexes, no 数据来源
