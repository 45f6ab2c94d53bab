"""Supervision orders: issued with a number, rectified by the unit, re-checked by the office."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.plans.models import Plan, Task
from laoyou.progress.actions.common import check_files, check_manages, check_running, is_own, said, seen
from laoyou.progress.errors import Refused
from laoyou.progress.models import Order, OrderStep


@transaction.atomic
def issue_orders(
    *,
    by: Actor,
    plan: Plan,
    departments: Sequence[Department],
    problem: str,
    requirement: str,
    deadline: datetime.date,
    task: Task | None = None,
    on: datetime.date | None = None,
) -> list[Order]:
    """One order for each unit, numbered on from the last of the year."""
    check_manages(by, plan.division_id)
    check_running(plan)
    day = on or timezone.localdate()
    problem = said(problem, "problem", _("请写明存在什么问题。"))
    requirement = said(requirement, "requirement", _("请写明要求怎么整改。"))
    _check_deadline(deadline, day)
    if not departments:
        raise Refused(_("请选择至少一个单位。"), "departments")
    first = _next_number(plan.division_id, day.year)
    orders = Order.objects.bulk_create(
        Order(
            division_id=unit.division_id,
            issued_by_id=plan.division_id,
            plan=plan,
            task=task,
            department=unit,
            year=day.year,
            number=first + index,
            problem=problem,
            requirement=requirement,
            issued_on=day,
            deadline=deadline,
        )
        for index, unit in enumerate(departments)
    )
    for order in orders:
        _step(by, order, OrderStep.Kind.ISSUE, requirement, deadline)
    detail = {"numbers": [order.number for order in orders], "deadline": deadline}
    record(by=by, action="progress.order.issue", obj=plan, detail=detail)
    return orders


@transaction.atomic
def extend_order(*, by: Actor, order: Order, deadline: datetime.date, reason: str, version: int) -> Order:
    locked = _open(by, order, version)
    _check_deadline(deadline, max(locked.deadline, timezone.localdate()))
    locked.deadline = deadline
    return _done(by, locked, OrderStep.Kind.EXTEND, said(reason, "text", _("请写明为什么延期。")), deadline)


@transaction.atomic
def rectify_order(
    *, by: Actor, order: Order, text: str, files: Iterable[File], version: int, entered_for: bool = False
) -> Order:
    """What the unit put right, with evidence; by the unit, or by the office for it."""
    check_files(by, order.department)
    if not by.is_system and entered_for == is_own(by, order.department_id):
        raise Refused(_("代录只用于办公室替单位填报：本单位填报不标代录，替单位填报要标明代录。"))
    locked = seen(_lock(order), version, {"text": text})
    if locked.state != Order.State.OPEN:
        raise Refused(_("督办单现在是“%(state)s”，不用再报整改。") % {"state": locked.get_state_display()})
    words = said(text, "text", _("请写明整改了什么、结果怎样。"))
    proof = list(files)
    if not proof:
        raise Refused(_("请附上整改的佐证材料，复查时要看。"), "files")
    locked.state = Order.State.RECTIFIED
    step = _step(by, locked, OrderStep.Kind.RECTIFY, words, None, entered_for)
    step.files.set(proof)
    return _stored(by, locked, OrderStep.Kind.RECTIFY)


@transaction.atomic
def recheck_order(
    *, by: Actor, order: Order, passed: bool, text: str, version: int, deadline: datetime.date | None = None
) -> Order:
    """The office looks again: closed, or open once more with a new deadline."""
    check_manages(by, order.issued_by_id)
    locked = seen(_lock(order), version, {"text": text})
    if locked.state != Order.State.RECTIFIED:
        raise Refused(_("单位还没有报整改，不能复查。"))
    if passed:
        locked.state = Order.State.CLOSED
        return _done(by, locked, OrderStep.Kind.PASS, text.strip(), None)
    words = said(text, "text", _("请写明哪里还没有整改到位。"))
    if deadline is None:
        raise Refused(_("复查不通过的，请定新的期限。"), "deadline")
    _check_deadline(deadline, timezone.localdate())
    locked.state, locked.deadline = Order.State.OPEN, deadline
    return _done(by, locked, OrderStep.Kind.FAIL, words, deadline)


@transaction.atomic
def withdraw_order(*, by: Actor, order: Order, reason: str, version: int) -> Order:
    """The number stays used."""
    locked = _open(by, order, version)
    locked.state = Order.State.WITHDRAWN
    return _done(by, locked, OrderStep.Kind.WITHDRAW, said(reason, "text", _("请写明为什么撤销。")), None)


def _next_number(division_id: int, year: int) -> int:
    """Locked until the end of the transaction, so that no two orders share a number and none is left out."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('progress_order'), %s)", [division_id])
    last = Order.objects.filter(issued_by_id=division_id, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _lock(order: Order) -> Order:
    return Order.objects.select_for_update(of=("self",)).select_related("department").get(pk=order.pk)


def _open(by: Actor, order: Order, version: int) -> Order:
    check_manages(by, order.issued_by_id)
    locked = seen(_lock(order), version, {})
    if locked.state not in {Order.State.OPEN, Order.State.RECTIFIED}:
        raise Refused(_("督办单已经是“%(state)s”，不能再改。") % {"state": locked.get_state_display()})
    return locked


def _check_deadline(deadline: datetime.date, after: datetime.date) -> None:
    if deadline <= after:
        raise Refused(_("期限要晚于 %(day)s。") % {"day": after.isoformat()}, "deadline")


def _done(by: Actor, order: Order, kind: OrderStep.Kind, text: str, deadline: datetime.date | None) -> Order:
    _step(by, order, kind, text, deadline)
    return _stored(by, order, kind)


def _step(
    by: Actor,
    order: Order,
    kind: OrderStep.Kind,
    text: str,
    deadline: datetime.date | None,
    entered_for: bool = False,
) -> OrderStep:
    return OrderStep.objects.create(
        division_id=order.division_id, order=order, kind=kind, text=text, deadline=deadline,
        entered_for=entered_for, by_id=by.user_id,
    )  # fmt: skip


def _stored(by: Actor, order: Order, kind: OrderStep.Kind) -> Order:
    order.version += 1
    order.save(update_fields=["state", "deadline", "version"])
    record(by=by, action=f"progress.order.{kind}", obj=order, detail={"deadline": order.deadline})
    return order
