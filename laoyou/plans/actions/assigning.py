"""Who answers for what no task row covers."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.actions.common import locked_plan, open_document, under_review
from laoyou.plans.errors import Refused
from laoyou.plans.models import Assignment, Document, Duty, Obligation, Plan, Rule, Target, Task
from laoyou.plans.rules.payloads import ROLES

PARTS: dict[str, type[Task] | type[Rule] | type[Target] | type[Duty]] = {
    "task": Task,
    "rule": Rule,
    "target": Target,
    "duty": Duty,
}


@transaction.atomic
def assign_items(
    *,
    by: Actor,
    document: Document,
    item_ids: Sequence[int],
    department_ids: Sequence[int],
    role: str = "lead",
) -> int:
    """Give items to departments, in place of whoever they were given to before."""
    if not department_ids:
        raise Refused(_("请选择责任单位。"), "department_ids")
    if role not in ROLES:
        raise Refused(_("请选择牵头、配合或按职责分工负责。"), "role")
    if Department.objects.filter(pk__in=department_ids).count() != len(set(department_ids)):
        raise Refused(_("所选单位中有的已不存在，请刷新页面后再选。"), "department_ids")
    return _assign(by, document, item_ids, list(dict.fromkeys(department_ids)), role)


@transaction.atomic
def leave_open(*, by: Actor, document: Document, item_ids: Sequence[int]) -> int:
    """Adopt them without a unit, on purpose; the board goes on to show them as nobody's."""
    return _assign(by, document, item_ids, [None], "")


@transaction.atomic
def unassign_items(*, by: Actor, document: Document, item_ids: Sequence[int]) -> int:
    return _assign(by, document, item_ids, [], "")


def _assign(
    by: Actor, document: Document, item_ids: Sequence[int], departments: Sequence[int | None], role: str
) -> int:
    document = open_document(by, document)
    items = list(document.items.filter(pk__in=item_ids).values_list("pk", flat=True))
    if not items or len(items) != len(set(item_ids)):
        raise Refused(_("有的条目已不在这份文件中，请刷新页面。"))
    Assignment.objects.filter(item_id__in=items).delete()
    Assignment.objects.bulk_create(
        Assignment(
            item_id=item,
            division_id=document.division_id,
            department_id=department,
            role=role,
            decided_by_id=by.user_id,
        )
        for item in items
        for department in departments
    )
    under_review(document)
    detail = {"items": items, "departments": list(departments), "role": role}
    record(by=by, action="plans.item.assign", obj=document, detail=detail)
    return len(items)


@transaction.atomic
def assign_part(
    *, by: Actor, plan: Plan, kind: str, part_id: int, department_id: int, role: str = "lead"
) -> Obligation:
    """Give a part of a live plan to one more department."""
    plan = locked_plan(by, plan, "plan.adopt")
    if plan.state != Plan.State.LIVE:
        raise Refused(_("方案不在执行中，不能再指定责任单位。"))
    if kind not in PARTS or role not in ROLES:
        raise Refused(_("请选择牵头、配合或按职责分工负责。"), "role")
    department = _department(department_id)
    if not PARTS[kind].objects.filter(plan=plan, pk=part_id).exists():
        raise Refused(_("这一项不在该方案中，请刷新页面。"))
    part = {f"{kind}_id": part_id}
    if Obligation.objects.filter(plan=plan, department=department, **part).exists():
        raise Refused(_("%(name)s已经是这一项的责任单位。") % {"name": department.name}, "department_id")
    obligation = Obligation.objects.create(
        plan=plan,
        division_id=plan.division_id,
        department=department,
        role=role,
        named_as=department.name,
        by_office=True,
        **part,
    )
    detail = {**part, "department": department.pk, "role": role}
    record(by=by, action="plans.part.assign", obj=plan, detail=detail)
    return obligation


def _department(pk: int) -> Department:
    department = Department.objects.filter(pk=pk).first()
    if department is None:
        raise Refused(_("请选择责任单位。"), "department_id")
    return department


@transaction.atomic
def unassign_part(*, by: Actor, obligation: Obligation) -> None:
    """Take back what assign_part gave; what the document itself says stays."""
    plan = locked_plan(by, obligation.plan, "plan.adopt")
    if not obligation.by_office:
        raise Refused(_("这是文件写明的责任单位，不能取消。要更正，请上传更正后的文件。"))
    detail = {"obligation": obligation.pk, "department": obligation.department_id}
    obligation.delete()
    record(by=by, action="plans.part.unassign", obj=plan, detail=detail)
