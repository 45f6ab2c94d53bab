"""Tasks that no document printed: a meeting decided them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.places.queries import descendant_ids
from laoyou.plans.actions.common import locked_plan
from laoyou.plans.errors import Refused
from laoyou.plans.models import Item, Obligation, Plan, Task
from laoyou.plans.rules.payloads import ROLES


@transaction.atomic
def add_task(
    *,
    by: Actor,
    plan: Plan,
    text: str,
    units: Sequence[tuple[int, str]],
    nkey: str = "",
    group: str = "",
    source: str = "",
) -> Task:
    """One more task of a live plan, after its last. `units` are (department, role); `source` says who decided it."""
    plan = locked_plan(by, plan, "plan.adopt")
    if plan.state != Plan.State.LIVE:
        raise Refused(_("方案不在执行中，不能再增加任务。请选一份执行中的方案。"), "plan")
    if not text.strip():
        raise Refused(_("请写明任务内容。"), "text")
    departments = _departments(units)
    last = plan.tasks.aggregate(last=Max("no"))["last"] or 0
    task = Task.objects.create(
        plan=plan,
        division_id=plan.division_id,
        text=text.strip(),
        no=last + 1,
        origin=Item.Origin.DECIDED,
        nkey=nkey,
        group=group,
        raw=source,
    )
    _oblige(plan, task, departments)
    detail = {"task": task.pk, "no": task.no, "units": [list(pair) for pair in units], "source": source}
    record(by=by, action="plans.task.add", obj=plan, detail=detail)
    return task


def _departments(units: Sequence[tuple[int, str]]) -> list[tuple[Department, str]]:
    known = Department.objects.in_bulk([pk for pk, _role in units])
    if not units or len(known) != len(units) or not {role for _pk, role in units} <= set(ROLES):
        raise Refused(_("请给出责任单位，每个单位一次，并写明牵头、配合或按职责分工负责。"), "units")
    return [(known[pk], role) for pk, role in units]


def _oblige(plan: Plan, task: Task, departments: Sequence[tuple[Department, str]]) -> None:
    below = descendant_ids([plan.division_id])
    Obligation.objects.bulk_create(
        Obligation(
            plan=plan,
            task=task,
            division_id=unit.division_id if unit.division_id in below else plan.division_id,
            department=unit,
            role=role,
            named_as=unit.name,
            by_office=True,
        )
        for unit, role in departments
    )


def carry_decided(plan: Plan) -> None:
    """What meetings decided goes on in the corrected version of a plan, after its own tasks."""
    before = plan.previous
    if before is None or before.state != Plan.State.SUPERSEDED:
        return
    old = list(before.tasks.filter(origin=Item.Origin.DECIDED).order_by("no"))
    last = plan.tasks.aggregate(last=Max("no"))["last"] or 0
    same = ("division_id", "text", "origin", "nkey", "group", "raw")
    made = Task.objects.bulk_create(
        Task(plan=plan, no=no, **{name: getattr(one, name) for name in same})
        for no, one in enumerate(old, start=last + 1)
    )
    new = dict(zip((one.pk for one in old), made, strict=True))
    Obligation.objects.bulk_create(
        Obligation(
            plan=plan,
            task=new[each.task_id],
            division_id=each.division_id,
            department_id=each.department_id,
            role=each.role,
            named_as=each.named_as,
            note=each.note,
            by_office=True,
        )
        for each in Obligation.objects.filter(task__in=old).order_by("pk")
        if each.task_id
    )


def carry_given(plan: Plan, before: Plan, pairs: Mapping[str, Mapping[int, int]]) -> None:
    """Units that the office gave a part after adoption, to its counterpart in the corrected version.

    `pairs`: task, rule, target or duty → earlier part → its counterpart.
    """
    held = {_key(each) for each in plan.obligations.all()}
    rows = []
    for each in before.obligations.filter(by_office=True).order_by("pk"):
        kind, pk, department = _key(each)
        new = pairs[kind].get(pk)
        if new is not None and (kind, new, department) not in held:
            given = {f"{kind}_id": new, "division_id": each.division_id, "role": each.role}
            said = {"named_as": each.named_as, "note": each.note, "by_office": True}
            rows.append(Obligation(plan=plan, department_id=department, **given, **said))
    Obligation.objects.bulk_create(rows)


def _key(each: Obligation) -> tuple[str, int, int | None]:
    kind = next(one for one in ("task", "rule", "target", "duty") if getattr(each, f"{one}_id"))
    return kind, getattr(each, f"{kind}_id"), each.department_id
