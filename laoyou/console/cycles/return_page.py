"""A unit's return as a page to fill in: what was posted, beside what stood, with the faults of each field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.progress.errors import Faulty, Stale
from laoyou.progress.models import Cycle
from laoyou.progress.queries import cycles
from laoyou.progress.queries.returns import Sheet
from laoyou.progress.rules.returns import (
    EDITABLE,
    FIGURE_FIELDS,
    HANDED_IN,
    INSIDE,
    TASK_FIELDS,
    Fault,
    Rows,
    cleaned,
    flat,
    standing,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: `name` in the form, `theirs` what a colleague saved meanwhile where that is something else."""

    name: str
    value: Any
    faults: tuple[Fault, ...] = ()
    theirs: Any = None

    @property
    def bad(self) -> bool:
        return bool(self.faults)


def posted(data: QueryDict, rows: Rows) -> dict[str, Any]:
    """What the form holds, as the content of a return."""
    content = {
        "tasks": [
            {"task_id": row.id, **{name: data.get(f"task-{row.id}-{name}", "") for name in TASK_FIELDS}}
            for row in rows.tasks
        ],
        "figures": [
            {"target_id": row.id, **{name: data.get(f"figure-{row.id}-{name}", "") for name in FIGURE_FIELDS}}
            for row in rows.figures
        ],
        "answers": [data.get(f"answer-{at}-text", "") for at in range(len(rows.questions))],
    }
    return cleaned(content, rows)


class ReturnPage:
    """Lines of the page; `typed` is shown where an action refused it, else what is kept."""

    def __init__(self, page: Sheet, actor: Actor, typed: Mapping[str, Any] | None = None) -> None:
        self.page, self.actor = page, actor
        self.typed = flat(typed if typed is not None else page.content)
        self.now = flat(page.content)
        self.faults: list[Fault] = []
        self.stale = False
        self.because = str(page.found.content.get("because", "")) if page.found else ""

    def refused(self, refused: Exception) -> None:
        if isinstance(refused, Faulty):
            self.faults = list(refused.rows)
        self.stale = isinstance(refused, Stale)

    @property
    def version(self) -> int:
        return self.page.version

    @property
    def own(self) -> bool:
        return self.page.department.pk in self.actor.department_ids

    @property
    def manages(self) -> bool:
        return self.actor.may("progress.manage", self.page.cycle.division_id)

    @property
    def editable(self) -> bool:
        running = self.page.cycle.state == Cycle.State.OPEN and self.page.state in EDITABLE
        return running and (self.own or self.manages) and not self.exempt

    @cached_property
    def exempt(self) -> str:
        return cycles.exempted([self.page.cycle.pk]).get((self.page.cycle.pk, self.page.department.pk), "")

    @property
    def standing(self) -> str:
        """The state as the table of the cycle has it: overdue where nothing has come in."""
        state = self.page.found.state if self.page.found else None
        today = timezone.localdate()
        came = bool(self.page.found and self.page.found.submitted_at)
        return standing(state, exempt=bool(self.exempt), due=self.page.cycle.due, today=today, came=came)

    @property
    def steps(self) -> list[str]:
        """What this person may do now with what is not typed any more."""
        state, unit = self.page.state, self.page.department.pk
        desk = {"in_review": Role.REVIEWER, "to_sign": Role.SIGNER}.get(state)
        found = []
        if desk and cycles.desk(self.actor, unit, desk):
            found += ["pass", "send-back"]
        elif state in INSIDE and self.own:
            found.append("withdraw")
        if self.manages and state == "submitted":
            found.append("accept")
        if self.manages and state in HANDED_IN and self.page.cycle.state == Cycle.State.OPEN:
            found.append("give-back")
        return found

    @property
    def only_warnings(self) -> bool:
        return bool(self.faults) and all(each.warning for each in self.faults)

    @property
    def tasks(self) -> Iterable[tuple[Any, dict[str, Cell]]]:
        return [(line, self._cells("task", line.task.pk, TASK_FIELDS)) for line in self.page.tasks]

    @property
    def figures(self) -> Iterable[tuple[Any, dict[str, Cell]]]:
        return [(line, self._cells("figure", line.target.pk, FIGURE_FIELDS)) for line in self.page.figures]

    @property
    def answers(self) -> Iterable[tuple[Any, dict[str, Cell]]]:
        return [(line, self._cells("answer", at, ("text",))) for at, line in enumerate(self.page.answers)]

    @property
    def summary(self) -> list[tuple[str, Fault]]:
        """Each fault with the field it leads to."""
        return [(self._field(each), each) for each in self.faults]

    @staticmethod
    def _field(fault: Fault) -> str:
        kind, row = fault.row.split(":")
        known = {"task": TASK_FIELDS, "figure": FIGURE_FIELDS, "answer": ("text",)}[kind]
        return f"{kind}-{row}-{fault.field if fault.field in known else known[0]}"

    def _cells(self, kind: str, row: int, names: Iterable[str]) -> dict[str, Cell]:
        return {name: self._cell(kind, row, name) for name in names}

    def _cell(self, kind: str, row: int, name: str) -> Cell:
        key, field = f"{kind}:{row}:{name}", f"{kind}-{row}-{name}"
        value, now = self.typed.get(key, ""), self.now.get(key, "")
        wrong = tuple(each for each in self.faults if self._field(each) == field)
        return Cell(field, value, wrong, now if self.stale and now != value else None)
