"""The board: indicators with their judgement, and parameters with their clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laoyou.indicators import queries as figures
from laoyou.indicators.models import Observation
from laoyou.indicators.rules import Judgement, Observed, TargetSpec, fraction, judge, judge_years
from laoyou.plans.models import Plan, Rule, Target, Task
from laoyou.plans.queries.board import NOBODY, ObligationRow, Words, obligation_rows, words_of
from laoyou.plans.queries.sources import Quote, quote
from laoyou.plans.rules.likeness import bare


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`observation` is the figure that was judged; `definition` the pack's, {} for an indicator that it does not know."""

    target: Target
    owner: str
    observation: Observation | None
    judgement: Judgement
    definition: dict[str, Any]
    key: str
    obligations: tuple[ObligationRow, ...]


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
    """One target or rule with its sentence; a target also with every figure that was ever reported."""

    row: Any
    quote: Quote | None
    history: tuple[Observation, ...] = ()


def figure_key(target: Target) -> str:
    """Under which figures are kept: the catalogue's key, or the name where the indicator is the plan's own."""
    return target.indicator or f"name:{bare(target.name)}"[:120]


def spec_of(target: Target, definition: Mapping[str, Any]) -> TargetSpec:
    """What the target asks, in the terms of judging; `definition` is the pack's, or empty."""
    yearly = "每年" in target.per or "每年" in target.name or definition.get("every") == "year"
    share = target.unit in {"%", "％", "‰"}
    return TargetSpec(
        op=target.op,
        value=fraction(target.value),
        unit=target.unit,
        per=target.per or target.name,
        direction=target.direction or str(definition.get("direction", "")),
        year=target.year,
        baseline=None if target.baseline_value is None else fraction(target.baseline_value),
        each_year=yearly,
        times=0 if share else int(definition.get("per", 0)),
    )


def board_indicators(
    plan: Plan, *, search: str = "", owner: str = "", binding: str = "", state: str = "", sort: str = "no"
) -> list[TargetRow]:
    """`owner` a department or "none"; `binding` yes, no or none; `state` a judgement."""
    rows = target_rows(plan, list(plan.targets.select_related("owner", "task").order_by("id")))
    kept = [
        row
        for row in rows
        if (not search or search in row.target.name or search in row.owner)
        and (not owner or str(row.target.owner_id or NOBODY) == owner)
        and (not binding or {True: "yes", False: "no", None: NOBODY}[row.target.binding] == binding)
        and (not state or row.judgement.state == state)
    ]
    return _ordered(kept, sort)


def target_rows(plan: Plan, targets: Sequence[Target], words: Words | None = None) -> list[TargetRow]:
    words = words or words_of(plan)
    seen = figures.standing(plan.division_id, {figure_key(target) for target in targets})
    held = obligation_rows("target_id", [target.pk for target in targets])
    by_task = obligation_rows("task_id", [target.task_id for target in targets if target.task_id])
    rows = []
    for target in targets:
        definition = words.indicators.get(target.indicator, {})
        spec = spec_of(target, definition)
        observation, judgement = _judged(spec, seen.get(figure_key(target), []), target.baseline_year)
        rows.append(
            TargetRow(
                target=target,
                owner=target.owner.name if target.owner else target.owner_name,
                observation=observation,
                judgement=judgement,
                definition=definition,
                key=figure_key(target),
                obligations=held.get(target.pk) or by_task.get(target.task_id or 0, ()),
            )
        )
    return rows


def _judged(
    spec: TargetSpec, rows: Sequence[Observation], baseline: int | None
) -> tuple[Observation | None, Judgement]:
    """By the figure of the target's own year where there is one; a target for each year by all of them."""
    if not rows:
        return None, judge(spec, None)
    seen: list[tuple[Observation, Observed]] = [(row, figures.observed(row)) for row in rows]
    if spec.each_year:
        years = {each.period.year: each for _row, each in reversed(seen) if each.period.whole_year}
        since = baseline + 1 if baseline else min(years, default=seen[0][1].period.year)
        return rows[0], judge_years(spec, years, since)
    if spec.keeps and (
        short := next((pair for pair in seen if judge(spec, pair[1]).state == "missed"), None)
    ):
        return short[0], judge(spec, short[1])
    due = [pair for pair in seen if spec.year is None or pair[1].period.year <= spec.year]
    row, figure = (due or seen)[0]
    return row, judge(spec, figure)


def _ordered(rows: list[TargetRow], sort: str) -> list[TargetRow]:
    keys: dict[str, Any] = {
        "no": lambda row: (row.target.no is None, row.target.no or 0, row.target.pk),
        "name": lambda row: row.target.name,
        "owner": lambda row: (row.owner == "", row.owner, row.target.pk),
        "state": lambda row: (row.judgement.state, row.target.pk),
    }
    return sorted(rows, key=keys.get(sort.removeprefix("-"), keys["no"]), reverse=sort.startswith("-"))


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
    return PartPage(row, quote(plan, found[0].start, found[0].end), history)


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
