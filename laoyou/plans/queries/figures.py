"""The board: indicators with where they stand, and parameters with their clause."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from laoyou.indicators import queries as figures
from laoyou.indicators.levels import Status, statuses
from laoyou.indicators.models import Observation
from laoyou.indicators.trajectory import URGENCY
from laoyou.plans.models import Plan, Rule, Target, Task
from laoyou.plans.queries.board import NOBODY, ObligationRow, Words, obligation_rows, words_of
from laoyou.plans.queries.rows import IndicatorRow, indicator_rows, urgency
from laoyou.plans.queries.sources import Quote, quote

TargetRow = IndicatorRow


@dataclass(frozen=True, slots=True)
class RuleRow:
    """`covered_by`: the task whose units answer for it. Neither task nor obligation: nobody does."""

    rule: Rule
    covered_by: Task | None
    obligations: tuple[ObligationRow, ...]
    definition: dict[str, Any]

    @property
    def has_unit(self) -> bool:
        return bool(self.obligations)


@dataclass(frozen=True, slots=True)
class PartPage:
    """One target or rule with its sentence; a target also with every figure that was ever reported, and its status."""

    row: Any
    quote: Quote | None
    history: tuple[Observation, ...] = ()
    told: dict[int, Status] = field(default_factory=dict)


def board_indicators(
    plan: Plan,
    *,
    search: str = "",
    owner: str = "",
    binding: str = "",
    state: str = "",
    status: str = "",
    sort: str = "urgency",
) -> list[TargetRow]:
    """`owner` a department or "none"; `binding` yes, no or none; `state` of the trajectory; `status` of acceptance."""
    return [
        row
        for row in _ordered(indicator_rows(plan), sort)
        if (not search or search in row.target.name or search in row.owner)
        and (not owner or str(row.target.owner_id or NOBODY) == owner)
        and (not binding or {True: "yes", False: "no", None: NOBODY}[row.target.binding] == binding)
        and (not state or row.state == state)
        and (not status or any(each.status.key == status for each in row.seen))
    ]


def target_rows(plan: Plan, targets: Sequence[Target], words: Words | None = None) -> list[TargetRow]:
    return indicator_rows(plan, targets=targets, words=words)


def _ordered(rows: list[TargetRow], sort: str) -> list[TargetRow]:
    keys: dict[str, Any] = {
        "no": lambda row: (row.target.no is None, row.target.no or 0, row.target.pk),
        "name": lambda row: row.target.name,
        "owner": lambda row: (row.owner == "", row.owner, row.target.pk),
        "state": lambda row: (URGENCY[row.state], row.target.binding is not True, row.target.pk),
        "urgency": urgency,
    }
    return sorted(rows, key=keys.get(sort.removeprefix("-"), urgency), reverse=sort.startswith("-"))


def board_parameters(plan: Plan, *, search: str = "", responsible: str = "") -> list[RuleRow]:
    """`responsible`: none for rules that nobody answers for, some for the others."""
    rows = rule_rows(plan, list(plan.rules.select_related("task").order_by("id")))
    return [
        row
        for row in rows
        if (not search or search in row.rule.text or search in row.rule.subject)
        and (not responsible or row.has_unit == (responsible != NOBODY))
    ]


def rule_rows(plan: Plan, rules: Sequence[Rule], words: Words | None = None) -> list[RuleRow]:
    words = words or words_of(plan)
    held = obligation_rows("rule_id", [rule.pk for rule in rules])
    by_task = obligation_rows("task_id", [rule.task_id for rule in rules if rule.task_id])
    return [
        RuleRow(
            rule,
            rule.task,
            (*held.get(rule.pk, ()), *by_task.get(rule.task_id or 0, ())),
            words.parameters.get(rule.parameter, {}),
        )
        for rule in rules
    ]


def target(plan: Plan, pk: int) -> PartPage | None:
    found = list(plan.targets.select_related("owner", "task").filter(pk=pk))
    if not found:
        return None
    row = target_rows(plan, found)[0]
    history = tuple(figures.history(plan.division_id, row.key))
    return PartPage(row, quote(plan, found[0].start, found[0].end), history, statuses(history))


def rule(plan: Plan, pk: int) -> PartPage | None:
    found = list(plan.rules.select_related("task").filter(pk=pk))
    if not found:
        return None
    return PartPage(rule_rows(plan, found)[0], quote(plan, found[0].start, found[0].end))


def uncovered_clauses(plan: Plan) -> list[RuleRow | TargetRow]:
    """Rules and targets for which no unit answers."""
    rules = [row for row in board_parameters(plan) if not row.has_unit]
    targets = [row for row in board_indicators(plan) if not row.obligations and row.target.owner_id is None]
    return [*rules, *targets]
