"""A unit's own page: what we lead, share and support, and the figures that we report."""

from dataclasses import dataclass

from django.db.models import Q

from laoyou.access.models import Department
from laoyou.plans.models import Duty, Obligation, Plan
from laoyou.plans.queries.board import TaskRow, task_rows, words_of
from laoyou.plans.queries.figures import RuleRow, TargetRow, rule_rows, target_rows


@dataclass(frozen=True, slots=True)
class UnitPage:
    department: Department
    lead: tuple[TaskRow, ...]
    shared: tuple[TaskRow, ...]
    support: tuple[TaskRow, ...]
    targets: tuple[TargetRow, ...]
    rules: tuple[RuleRow, ...]
    duties: tuple[Duty, ...]


def unit_page(plan: Plan, department: Department) -> UnitPage:
    held = Obligation.objects.filter(plan=plan, department=department)
    roles: dict[int, str] = {}
    for task_id, role in held.filter(task__isnull=False).values_list("task_id", "role"):
        roles[task_id] = min(roles.get(task_id, "support"), role, key=("lead", "shared", "support").index)
    tasks = task_rows(plan.tasks.filter(pk__in=roles))
    words = words_of(plan)
    owned = Q(owner=department) | Q(obligations__in=held) | Q(task__in=roles)
    targets = list(plan.targets.filter(owned).select_related("owner", "task").distinct().order_by("id"))
    rules = list(
        plan.rules.filter(Q(obligations__in=held) | Q(task__in=roles)).select_related("task").distinct()
    )
    return UnitPage(
        department=department,
        lead=tuple(row for row in tasks if roles[row.task.pk] == "lead"),
        shared=tuple(row for row in tasks if roles[row.task.pk] == "shared"),
        support=tuple(row for row in tasks if roles[row.task.pk] == "support"),
        targets=tuple(target_rows(plan, targets, words)),
        rules=tuple(rule_rows(plan, rules, words)),
        duties=tuple(plan.duties.filter(obligations__in=held).distinct()),
    )
