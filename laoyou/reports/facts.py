"""What a report knows: a snapshot of a plan at a day, kept as JSON, frozen with the report that was issued. Pure."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
OPEN_STATES = frozenset({"not_sorted", "not_started", "under_way", "claimed"})
IN_HAND = frozenset({"submitted", "accepted"})
BEHIND = frozenset({"missed", "behind", "at_risk"})


def _many(of: type[Any]) -> Any:
    return dataclasses.field(default=(), metadata={"of": of})


@dataclass(frozen=True, slots=True)
class FileRef:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class EntryFact:
    """What a unit filed for a task, with the files that prove it."""

    id: int
    on: str
    unit: str
    text: str
    files: tuple[FileRef, ...] = _many(FileRef)


@dataclass(frozen=True, slots=True)
class TaskFact:
    """`state` a word of laoyou.progress.rules.states; days as 2025-12-31 or ""."""

    id: int
    no: int
    text: str
    group: str
    kind: str = ""
    state: str = "not_sorted"
    overdue: bool = False
    due: str = ""
    lead: str = ""
    others: str = ""
    mark: str = ""
    reason: str = ""
    entries: tuple[EntryFact, ...] = _many(EntryFact)

    @property
    def owner(self) -> str:
        return self.lead or self.others

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def latest(self) -> EntryFact | None:
        return self.entries[0] if self.entries else None


@dataclass(frozen=True, slots=True)
class Observed:
    """One figure as it was reported; numbers as text, so that nothing is rounded on the way."""

    id: int
    period: str
    shown: float
    text: str
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    as_of: str = ""
    by: str = ""
    note: str = ""
    files: tuple[FileRef, ...] = _many(FileRef)


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """`judged` is the figure that `state` rests on, one of `seen`, 0 where there is none; texts are with their unit."""

    id: int
    no: int | None
    name: str
    state: str
    baseline: str = ""
    goal: str = ""
    year: int | None = None
    binding: bool | None = None
    owner: str = ""
    now: str = ""
    gap: str = ""
    judged: int = 0
    pending: bool = False  # judged on a figure that its own level has not accepted yet
    chart: dict[str, Any] = dataclasses.field(default_factory=dict)
    seen: tuple[Observed, ...] = _many(Observed)

    @property
    def figure(self) -> Observed | None:
        return next((each for each in self.seen if each.id == self.judged), None)

    @property
    def trend(self) -> str:
        """Of the last figure and the one before of another day: up, down, level; "" where there are not two."""
        if not self.seen:
            return ""
        last = self.seen[-1]
        earlier = [each for each in self.seen if each.as_of < last.as_of]
        if not earlier:
            return ""
        before, after = earlier[-1].shown, last.shown
        return "level" if before == after else ("up" if after > before else "down")


@dataclass(frozen=True, slots=True)
class ReturnFact:
    """What a unit owes in the cycle, as it stands there: waiting, missing, draft, submitted, …"""

    id: int  # the department's
    unit: str
    state: str = "waiting"
    submitted: str = ""
    late: bool = False

    @property
    def came(self) -> bool:
        return self.state in IN_HAND


@dataclass(frozen=True, slots=True)
class OrderFact:
    id: int
    number: str
    unit: str
    problem: str
    requirement: str
    issued: str
    deadline: str
    state: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class MeasureFact:
    id: int
    no: int  # of its task
    task: str
    year: int
    text: str
    mark: str
    due: str
    unit: str
    state: str
    soon: bool = False  # due in the period after the report's
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """`period` of the report such as 2025H2, or a year; `on` the day it speaks of."""

    division: str
    plan_id: int
    plan: str
    document: str
    plan_period: str
    period: str
    on: str
    since: str = ""
    cycle: str = ""
    recipient: str = ""
    organ: str = ""
    year: int = 0
    units: tuple[str, ...] = ()  # departments that answer for a task
    tasks: tuple[TaskFact, ...] = _many(TaskFact)
    indicators: tuple[IndicatorFact, ...] = _many(IndicatorFact)
    returns: tuple[ReturnFact, ...] = _many(ReturnFact)
    orders: tuple[OrderFact, ...] = _many(OrderFact)
    measures: tuple[MeasureFact, ...] = _many(MeasureFact)

    @property
    def groups(self) -> tuple[str, ...]:
        """Task groups in the order in which they first appear; what stands under none comes last."""
        found = dict.fromkeys(task.group for task in self.tasks)
        return tuple(sorted(found, key=lambda group: not group))

    @property
    def digest(self) -> str:
        return digest_of(dump(self))


def dump(facts: Facts) -> dict[str, Any]:
    """Plain JSON, the same text for the same facts."""
    plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(facts), ensure_ascii=False))
    return plain


def load(data: dict[str, Any]) -> Facts:
    return _load(Facts, data)


def digest_of(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _load(cls: type[T], data: dict[str, Any]) -> T:
    """A key that this version does not know is left out: an old issue stays readable."""
    given: dict[str, Any] = {}
    for each in dataclasses.fields(cls):  # type: ignore[arg-type]
        if each.name not in data:
            continue
        inner = each.metadata.get("of")
        value = data[each.name]
        if inner:
            value = tuple(_load(inner, row) for row in value)
        given[each.name] = tuple(value) if isinstance(value, list) else value
    return cls(**given)
