"""Who owes what in a plan: each unit's tasks with its role, and the indicators that it answers for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from laoyou.access.models import Department
from laoyou.plans.models import Obligation, Plan, Target, Task

ROLES = ("lead", "shared", "support")


@dataclass(slots=True)
class Owed:
    """`tasks` (task, role) by number."""

    department: Department
    tasks: list[tuple[Task, str]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    @property
    def leads(self) -> int:
        return sum(role != "support" for _task, role in self.tasks)


def owed(plan: Plan, department_id: int | None = None) -> dict[int, Owed]:
    """By department, in four queries whatever the size of the plan. One department, or all."""
    held = Obligation.objects.filter(plan=plan, department__isnull=False)
    if department_id is not None:
        held = held.filter(department_id=department_id)
    rows = list(held.values_list("department_id", "task_id", "target_id", "role"))
    tasks = {task.pk: task for task in plan.tasks.filter(pk__in={row[1] for row in rows}).order_by("no")}
    targets = list(plan.targets.select_related("owner").order_by("id"))
    roles: dict[tuple[int, int], str] = {}
    for unit, task_id, _target, role in rows:
        if task_id in tasks:
            roles[unit, task_id] = min(roles.get((unit, task_id), "support"), role, key=ROLES.index)
    answering = {(unit, target_id) for unit, _task, target_id, _role in rows if target_id}
    owners = {target.owner_id for target in targets if target.owner_id}
    wanted = {unit for unit, *_rest in rows} | (owners if department_id is None else {department_id})
    found = {unit.pk: Owed(unit) for unit in Department.objects.filter(pk__in=wanted).order_by("id")}
    for (unit, task_id), role in sorted(roles.items(), key=lambda pair: tasks[pair[0][1]].no):
        if unit in found:
            found[unit].tasks.append((tasks[task_id], role))
    for unit, one in found.items():
        one.targets = [t for t in targets if _answers(t, one, unit, answering, roles, plan)]
    return {unit: one for unit, one in found.items() if one.tasks or one.targets}


def _answers(
    target: Target,
    one: Owed,
    unit: int,
    answering: set[tuple[int, int]],
    roles: dict[tuple[int, int], str],
    plan: Plan,
) -> bool:
    """Its owner; without one, whom the plan names for it or for its task. A county's figure is no township's to give."""
    if one.department.division_id != plan.division_id:
        return False
    if target.owner_id:
        return target.owner_id == unit
    return (unit, target.pk) in answering or roles.get((unit, target.task_id or 0)) in {"lead", "shared"}


def units_owing(plans: Iterable[Plan]) -> set[tuple[int, int]]:
    """(plan, department) of everybody who answers for a task or an indicator, in two queries."""
    ids = [plan.pk for plan in plans]
    held = Obligation.objects.filter(plan_id__in=ids, department__isnull=False)
    held = held.filter(Q(task__isnull=False) | Q(target__isnull=False))
    owners = Target.objects.filter(plan_id__in=ids, owner__isnull=False).values_list("plan_id", "owner_id")
    return {(plan, unit) for plan, unit in held.values_list("plan_id", "department_id") if unit} | {
        (plan, unit) for plan, unit in owners if unit
    }
