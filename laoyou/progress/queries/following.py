"""How the tasks of a corrected plan go on from those of the version before."""

from collections.abc import Iterable
from dataclasses import dataclass

from laoyou.plans.models import Duty, Item, Plan, Rule, Target, Task
from laoyou.progress.models import Lineage, Tracking
from laoyou.progress.queries.states import TaskState, task_states
from laoyou.progress.rules.pairing import Part, pairs


@dataclass(frozen=True, slots=True)
class Left:
    """A task of the version before that has no counterpart, as it stood."""

    task: Task
    state: TaskState


@dataclass(frozen=True, slots=True)
class Following:
    """`waits`: nothing has been taken over yet. `new` tasks have none before them."""

    before: Plan
    paired: int
    changed: tuple[tuple[Task, Task], ...]
    left: tuple[Left, ...]
    new: tuple[Task, ...]
    waits: bool


def following(plan: Plan) -> Following | None:
    """None for a plan that corrects none; before anything is taken over, as it would be."""
    before = plan.previous
    if before is None or before.state != Plan.State.SUPERSEDED:
        return None
    kept = dict(
        Lineage.objects.filter(plan=plan, before_plan=before, task__isnull=False).values_list(
            "before_task_id", "task_id"
        )
    )
    found = kept or paired_parts(plan, before)["task"]
    old, new = (list(each.tasks.order_by("no")) for each in (before, plan))
    now = {task.pk: task for task in new}
    states = task_states(before)
    changed = [(task, now[found[task.pk]]) for task in old if task.pk in found]
    return Following(
        before=before,
        paired=len(found),
        changed=tuple((was, is_) for was, is_ in changed if was.text != is_.text),
        left=tuple(Left(task, states[task.pk]) for task in old if task.pk not in found),
        new=tuple(task for task in new if task.pk not in set(found.values())),
        waits=not kept and Tracking.objects.filter(plan=before).exists(),
    )


def matched(plan: Plan, before: Plan) -> dict[int, int]:
    """Item of the corrected document → item of the earlier one that review matched, over versions never adopted."""
    links = dict(
        Item.objects.filter(document=plan.document_id, matched__isnull=False).values_list("pk", "matched_id")
    )
    target = set(Item.objects.filter(document=before.document_id).values_list("pk", flat=True))
    for _hop in range(12):  # versions between two adopted ones; a person makes each, so few
        between = {old for old in links.values() if old not in target}
        if not between:
            break
        further = dict(
            Item.objects.filter(pk__in=between, matched__isnull=False).values_list("pk", "matched_id")
        )
        links = {new: further.get(old, old) for new, old in links.items() if old in target or old in further}
    return {new: old for new, old in links.items() if old is not None and old in target}


def paired_parts(plan: Plan, before: Plan) -> dict[str, dict[int, int]]:
    """By kind of part, earlier → its counterpart."""
    reviewed = matched(plan, before)
    return {
        "task": pairs(_tasks(plan.tasks.all()), _tasks(before.tasks.all()), reviewed),
        "target": pairs(_targets(plan.targets.all()), _targets(before.targets.all()), reviewed),
        "rule": pairs(_worded(plan.rules.all()), _worded(before.rules.all()), reviewed),
        "duty": pairs(_worded(plan.duties.all()), _worded(before.duties.all()), reviewed),
    }


def _tasks(rows: Iterable[Task]) -> list[Part]:
    return [Part(row.pk, row.item_id, row.number, row.text) for row in rows]


def _targets(rows: Iterable[Target]) -> list[Part]:
    """One of another year is another target."""
    return [Part(row.pk, row.item_id, "", f"{row.name} {row.year or ''} {row.unit}") for row in rows]


def _worded(rows: Iterable[Rule | Duty]) -> list[Part]:
    return [Part(row.pk, row.item_id, "", row.text) for row in rows]
