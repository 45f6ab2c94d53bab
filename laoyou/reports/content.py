"""The content model of a report: what is said, in what order; nothing of how it looks. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure bound to what it counts: `value` is how many rows stand behind it, None for a measured one."""

    key: str
    text: str
    value: int | None
    source: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A placeholder that nothing answers to; shown, and an issue is refused until it is mended."""

    placeholder: str

    @property
    def text(self) -> str:
        return f"【{self.placeholder}】"


Run = Text | Figure | Missing


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 一、 · 2 （一） · 3 1. · 4 （1）; the number stands in the text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in shares of the whole."""

    name: str
    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """`ref` task:12, target:7, … says what the row is about; `tone` good, bad or warn beside the word itself."""

    text: str
    figure: Figure | None = None
    ref: str = ""
    tone: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`panels` are small multiples (title, specification); `twin` says the same in words and digits."""

    key: str
    caption: str
    panels: tuple[tuple[str, dict[str, Any]], ...]
    twin: Table
    note: str = ""


Block = Paragraph | Heading | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    heading: Heading
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    key: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    name: str = ""  # of its sheet


@dataclass(frozen=True, slots=True)
class Head:
    """`number` 发文字号, empty while a draft."""

    organ: str
    title: str
    number: str = ""
    recipient: str = ""
    draft: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    organ: str
    date: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who has copies, who printed it and when."""

    copies: str
    printer: str
    date: str


@dataclass(frozen=True, slots=True)
class Document:
    head: Head
    sections: tuple[Section, ...]
    signature: Signature
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = ()  # what changed in a restatement
    as_of: str = ""
    imprint: Imprint | None = None
    plain: bool = False  # one page, no numbers before headings
    problems: tuple[str, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield section.heading
            yield from section.blocks
        for annex in self.annexes:
            yield from annex.blocks

    def figures(self) -> dict[str, Figure]:
        """Every figure that is said anywhere, once."""
        found: dict[str, Figure] = {}
        for block in self.blocks():
            for figure in _figures_in(block):
                found.setdefault(figure.key, figure)
        return found


def _figures_in(block: Block) -> Iterator[Figure]:
    if isinstance(block, Paragraph):
        yield from (run for run in block.runs if isinstance(run, Figure))
    table = block.twin if isinstance(block, Chart) else block
    if isinstance(table, Table):
        yield from (cell.figure for row in table.rows for cell in row if cell.figure)
