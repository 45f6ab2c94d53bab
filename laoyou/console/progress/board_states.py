"""Where tasks stand, beside the board of the plan: a column, filters, an order."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from laoyou.plans.exports import Beside
from laoyou.plans.models import Plan
from laoyou.plans.queries import ObligationRow, TaskRow
from laoyou.progress.models import Tracking
from laoyou.progress.queries import TaskState, task_states
from laoyou.progress.rules.states import WORDS
from laoyou.ui.listing import Filter
from laoyou.ui.marks import MARKS

KIND_WORDS: dict[str, str | Promise] = dict(Tracking.Kind.choices)
LATE = "overdue"
SORTS = ("due", "state", "last")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A task of the board with where it stands."""

    row: TaskRow
    state: TaskState

    @property
    def task(self) -> Any:
        return self.row.task

    @property
    def obligations(self) -> tuple[ObligationRow, ...]:
        return self.row.obligations

    @property
    def mark(self) -> str:
        return f"task_{self.state.word}"

    @property
    def kind(self) -> Any:
        return KIND_WORDS.get(self.state.kind, "")


class BoardStates:
    """States of all tasks, read once."""

    def __init__(self, plan: Plan) -> None:
        self.states = task_states(plan, since=half_year())

    @cached_property
    def filters(self) -> list[Filter]:
        words = Counter(state.word for state in self.states.values())
        kinds = Counter(state.kind for state in self.states.values() if state.kind)
        late = sum(state.overdue for state in self.states.values())
        chosen = [(word, f"{MARKS[f'task_{word}'].word} {words[word]}") for word in WORDS if words[word]]
        return [
            Filter("state", _("进展"), [*chosen, (LATE, f"{MARKS['task_overdue'].word} {late}")]),
            Filter(
                "kind",
                _("完成要求"),
                [(key, f"{KIND_WORDS[key]} {kinds[key]}") for key in KIND_WORDS if kinds[key]],
            ),
        ]

    def only(self, state: str, kind: str) -> frozenset[int] | None:
        """The tasks that fit; None where nothing is asked."""
        if not state and not kind:
            return None
        return frozenset(
            each.task_id
            for each in self.states.values()
            if (not state or (each.overdue if state == LATE else each.word == state))
            and (not kind or each.kind == kind)
        )

    def order(self, sort: str) -> tuple[int, ...]:
        """Task ids by date, state or last entry; those without one come last either way."""
        name, down = sort.removeprefix("-"), sort.startswith("-")
        if name not in SORTS:
            return ()
        keys: dict[str, Callable[[TaskState], Any]] = {
            "due": lambda one: one.due,
            "last": lambda one: one.last_on,
            "state": lambda one: WORDS.index(one.word),
        }
        known = [one for one in self.states.values() if keys[name](one) is not None]
        known.sort(key=keys[name], reverse=down)
        rest = [one.task_id for one in self.states.values() if keys[name](one) is None]
        return (*(one.task_id for one in known), *rest)

    def rows(self, rows: Sequence[TaskRow]) -> list[BoardRow]:
        return [BoardRow(row, self.states[row.task.pk]) for row in rows]

    def beside(self) -> Beside:
        """The same columns for the workbook."""
        heads = (_("类别"), _("进展"), _("完成标志"), _("完成时限"), _("逾期天数"), _("最近进展"))
        cells = {
            key: (
                str(KIND_WORDS.get(one.kind, "")), str(MARKS[f"task_{one.word}"].word), one.completion_mark,
                one.due.isoformat() if one.due else "", one.days or "", one.last_on.isoformat() if one.last_on else "",
            )
            for key, one in self.states.items()
        }  # fmt: skip
        return Beside(heads, cells)


def half_year() -> Any:
    """The day on which the half-year began: who has filed nothing since then owes."""
    today = timezone.localdate()
    return today.replace(month=1 if today.month < 7 else 7, day=1)
