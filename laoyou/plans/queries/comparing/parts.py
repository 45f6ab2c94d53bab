"""What of a plan is compared: tasks, clauses, standing rules, targets, each with its wording and what it is known by."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from laoyou.plans.catalogue import nkeys_of_clauses, unit_functions
from laoyou.plans.intake import leaf_clauses
from laoyou.plans.models import Document, Plan, Rule, Target
from laoyou.plans.queries.board import TaskRow, Words, task_rows, words_of
from laoyou.plans.rules.alignment import Entry
from laoyou.plans.rules.alike_units import known_as
from laoyou.plans.rules.likeness import anywhere
from laoyou.plans.rules.measuring import Amount


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a row. `key` is what corrections name; `wording` is compared, `text` is shown.

    `units` answer for a task: those that lead, else those that share it; `functions` is what each of them is known as.
    """

    kind: str
    key: str
    label: str
    text: str
    wording: str
    nkey: str = ""
    mark: str = ""
    clause: str = ""
    start: int | None = None
    end: int | None = None
    id: int = 0
    units: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()
    amount: Amount | None = None
    baseline: Amount | None = None

    @property
    def entry(self) -> Entry:
        return Entry(self.key, self.wording, self.nkey, self.mark)


@dataclass(frozen=True, slots=True)
class Parts:
    tasks: tuple[Part, ...]
    clauses: tuple[Part, ...]
    rules: tuple[Part, ...]
    targets: tuple[Part, ...]
    words: Words
    functions: dict[str, frozenset[str]] = field(default_factory=dict)  # a unit → what it is known as

    def of(self, tab: str) -> tuple[Part, ...]:
        found: tuple[Part, ...] = getattr(self, tab)
        return found


def parts_of(plan: Plan) -> Parts:
    words = words_of(plan)
    named, labels = unit_functions(plan.division)
    rows = task_rows(plan.tasks.all())
    units = {each.named_as for row in rows for each in row.obligations}
    functions = {name: known_as(name, plan.division.name, named, labels) for name in sorted(units)}
    place = plan.division.name
    return Parts(
        tasks=_anywhere((_task(row, functions) for row in rows), place),
        clauses=_anywhere(_clauses(plan), place),
        rules=_anywhere((_rule(each) for each in plan.rules.order_by("id")), place),
        targets=_anywhere((_target(each, words) for each in plan.targets.order_by("id")), place),
        words=words,
        functions=functions,
    )


def _anywhere(parts: Iterable[Part], place: str) -> tuple[Part, ...]:
    return tuple(replace(part, wording=anywhere(part.wording, place)) for part in parts)


def answering(row: TaskRow) -> tuple[str, ...]:
    """Those that lead; where the document shares a task out without a lead, those who share it. Each name once."""
    held = row.by_role("lead") or row.by_role("shared")
    return tuple(dict.fromkeys(each.named_as for each in held))


def _task(row: TaskRow, functions: dict[str, frozenset[str]]) -> Part:
    task, units = row.task, answering(row)
    return Part(
        kind="task",
        key=f"task:{task.no}",
        label=task.number or str(task.no),
        text=task.text,
        wording=task.text,
        nkey=task.nkey,
        clause=task.clause,
        start=task.start,
        end=task.end,
        id=task.no,
        units=units,
        functions=frozenset[str]().union(*(functions[name] for name in units)),
    )


def _clauses(plan: Plan) -> Iterable[Part]:
    document = Document.objects.only("text", "reading").get(pk=plan.document_id)
    nkeys = nkeys_of_clauses(document.reading, plan.division)
    for clause, words in leaf_clauses(document.reading, document.text):
        path = clause["path"]
        start, end = clause["span"]
        yield Part(
            kind="clause",
            key=f"clause:{path}",
            label=clause["number"],
            text=words,
            wording=words,
            nkey=nkeys.get(path, ""),
            clause=path,
            start=start,
            end=end,
        )


def _rule(rule: Rule) -> Part:
    mark = f"{rule.parameter}/{rule.parameter_class}" if rule.parameter else ""
    return Part(
        kind="rule",
        key=f"rule:{rule.pk}",
        label="",
        text=rule.text,
        wording=f"{rule.subject} {rule.text}",
        nkey=rule.nkey,
        mark=mark,
        clause=rule.clause,
        start=rule.start,
        end=rule.end,
        id=rule.pk,
        amount=Amount(rule.op, rule.value, rule.unit, rule.per, rule.year),
    )


def _target(target: Target, words: Words) -> Part:
    definition = words.indicators.get(target.indicator, {})
    direction = target.direction or str(definition.get("direction", ""))
    per = target.per or (str(definition["per"]) if definition.get("per") else "")
    amount = Amount(target.op, target.value, target.unit, per, target.year, direction)
    baseline = None
    if target.baseline_value is not None:
        unit = target.baseline_unit or target.unit
        baseline = Amount("=", target.baseline_value, unit, per, target.baseline_year)
    return Part(
        kind="target",
        key=f"target:{target.pk}",
        label="" if target.no is None else str(target.no),
        text=target.name,
        wording=target.name,
        nkey=target.nkey,
        mark=target.indicator,
        clause=target.clause,
        start=target.start,
        end=target.end,
        id=target.pk,
        amount=amount,
        baseline=baseline,
    )
