"""The parts of a plan, each made from the accepted item that says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from laoyou.packs import queries as packs
from laoyou.plans.catalogue import codes_of
from laoyou.plans.models import Body, Duty, Item, Plan, Rule, Target, Task
from laoyou.plans.queries.adoption import AdoptionState
from laoyou.plans.rules import payloads


@dataclass(slots=True)
class Parts:
    """By the item that each was made from."""

    tasks: dict[int, Task] = field(default_factory=dict)
    targets: dict[int, Target] = field(default_factory=dict)
    rules: dict[int, Rule] = field(default_factory=dict)
    duties: dict[int, Duty] = field(default_factory=dict)


def make_parts(plan: Plan, state: AdoptionState) -> Parts:
    items = _said_once(state.items)
    parts = Parts()
    parts.tasks = _tasks(plan, [item for item in items if item.kind == "task"])
    covering = {pk: parts.tasks.get(row) for pk, row in state.coverage.rows.items()}
    directions = _directions(plan)
    targets = [item for item in items if item.kind in {"indicator", "target"}]
    parts.targets = {item.pk: _target(plan, item, covering.get(item.pk), directions) for item in targets}
    parts.rules = {item.pk: _rule(plan, item, covering.get(item.pk)) for item in items if item.kind == "rule"}
    assigned = {
        each.item.pk for each in state.uncovered if not each.required and each.settled and not each.left_open
    }
    parts.duties = {
        item.pk: _duty(plan, item)
        for item in items
        if item.kind in {"duty", "reporting"} or item.pk in assigned
    }
    Target.objects.bulk_create(parts.targets.values())
    Rule.objects.bulk_create(parts.rules.values())
    Duty.objects.bulk_create(parts.duties.values())
    Body.objects.bulk_create(_body(plan, item) for item in items if item.kind == "body")
    return parts


def _said_once(items: Iterable[Item]) -> list[Item]:
    """Without those that repeat another accepted item word for word."""
    kept = {item.pk for item in items}
    return [item for item in items if item.twin_id not in kept]


def _common(plan: Plan, item: Item, task: Task | None = None) -> dict[str, Any]:
    text = str(item.payload.get("text") or item.payload.get("what") or item.label)
    return {
        "plan": plan,
        "division_id": plan.division_id,
        "item": item,
        "text": text,
        "clause": item.clause,
        "start": item.start,
        "end": item.end,
        "origin": item.origin,
        "nkey": item.nkey or (task.nkey if task else ""),
    }


def _tasks(plan: Plan, items: list[Item]) -> dict[int, Task]:
    """Rows keep their printed number; where two tables print the same one, the later rows follow the highest."""
    printed = [item.payload.get("no") for item in items]
    taken: set[int] = set()
    following = max((no for no in printed if isinstance(no, int)), default=0)
    tasks = {}
    for item, no in zip(items, printed, strict=True):
        if not isinstance(no, int) or no in taken:
            following += 1
            no = following
        taken.add(no)
        raw = str(item.payload.get("raw") or "")
        tasks[item.pk] = Task(**_common(plan, item), no=no, number=item.number, group=item.group, raw=raw)
    Task.objects.bulk_create(tasks.values())
    return tasks


def _target(plan: Plan, item: Item, task: Task | None, directions: Mapping[str, str]) -> Target:
    said = item.payload
    goal = payloads.goal(item.kind, said)
    baseline = said.get("baseline") or {}
    no = said.get("no")
    indicator = item.link_key if item.link_kind == "indicator" else ""
    return Target(
        **_common(plan, item, task),
        no=no if isinstance(no, int) else None,
        indicator=indicator,
        name=item.label,
        baseline_value=payloads.decimal(baseline.get("value")),
        baseline_year=baseline.get("year"),
        baseline_unit=str(baseline.get("unit") or "")[:40],
        direction=said.get("direction") or directions.get(indicator, ""),
        binding=said.get("binding"),
        owner_name=payloads.owner(said),
        not_stated=said.get("not_stated", []),
        task=task,
        **_measure(goal, said),
    )


def _rule(plan: Plan, item: Item, task: Task | None) -> Rule:
    said = item.payload
    parameter = item.link_key if item.link_kind == "parameter" else ""
    return Rule(
        **_common(plan, item, task),
        parameter=parameter,
        parameter_class=item.link_class if parameter else "",
        subject=str(said.get("subject") or ""),
        task=task,
        **_measure(said, said),
    )


def _measure(goal: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "op": goal["op"],
        "value": payloads.decimal(goal["value"]) or Decimal(0),
        "unit": str(goal.get("unit") or "")[:40],
        "per": str(said.get("per") or "")[:40],
        "year": goal.get("year"),
    }


def _duty(plan: Plan, item: Item) -> Duty:
    said = item.payload
    return Duty(
        **_common(plan, item),
        kind=Duty.Kind.REPORTING if item.kind == "reporting" else Duty.Kind.DUTY,
        what=str(said.get("what") or said.get("heading") or ""),
        to=str(said.get("to") or ""),
        when=str(said.get("when") or ""),
        deadlines=said.get("deadlines") or [],
    )


def _body(plan: Plan, item: Item) -> Body:
    return Body(**_common(plan, item), name=item.label, posts=item.payload.get("posts") or [])


def _directions(plan: Plan) -> dict[str, str]:
    """Whether more or less is better, by the indicators that the packs define."""
    try:
        known = packs.indicator_definitions(division_codes=codes_of(plan.division))
    except packs.NoRelease:
        return {}
    return {each["key"]: each["direction"] for each in known}
