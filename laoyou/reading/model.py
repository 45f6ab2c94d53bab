"""What the parts of the reader pass to each other; offsets are into the shadow text unless said otherwise."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered heading of the outline and the text that is its own.

    `start` is where the printed number begins, `body_start` where the text after the heading begins,
    `end` where its own text ends (its first child, or the next clause).
    """

    number: str
    heading: str
    level: int
    path: str
    start: int
    body_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number that the text commits to, states or foresees. `kind`: target, rule, fact or forecast."""

    kind: str
    start: int
    end: int
    subject: str
    value: float | int
    unit: str
    op: str
    year: int | None
    per: str | None
    clause: str | None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A unit named in a row and the part it plays: lead, support or shared."""

    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a division-of-tasks table; `raw_spans` are the responsibility cells as they stand.

    `confidence` falls where the responsible units were taken from the merged cell above, or a cell did not look right.
    """

    no: int
    start: int
    end: int
    text_span: tuple[int, int]
    raw_spans: tuple[tuple[int, int], ...]
    responsibilities: tuple[Responsibility, ...] = field(default=())
    confidence: float = 0.99
    group: str | None = None
