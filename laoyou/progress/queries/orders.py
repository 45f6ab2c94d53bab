"""Supervision orders."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.plans.models import Plan
from laoyou.progress.models import Order, OrderStep


@dataclass(frozen=True, slots=True)
class OrderRow:
    """`days` past the deadline while the unit has not rectified, else 0."""

    order: Order
    display: str
    days: int


@dataclass(frozen=True, slots=True)
class StepRow:
    step: OrderStep
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """`may`: rectify, rectify_for, recheck, extend, withdraw."""

    row: OrderRow
    steps: tuple[StepRow, ...]
    may: frozenset[str]


def display_number(order: Order) -> str:
    return _("督办〔%(year)s〕%(number)s号") % {"year": order.year, "number": order.number}


def orders(
    plan: Plan, *, state: str = "", unit: str = "", search: str = "", sort: str = "-no"
) -> list[OrderRow]:
    found = Order.objects.filter(plan=plan).select_related("department", "task")
    if state == "late":
        found = found.filter(state=Order.State.OPEN, deadline__lt=timezone.localdate())
    elif state:
        found = found.filter(state=state)
    if unit:
        found = found.filter(department_id=unit)
    if search:
        found = found.filter(Q(problem__icontains=search) | Q(department__name__icontains=search))
    return rows_of(_ordered(found, sort))


def rows_of(found: QuerySet[Order]) -> list[OrderRow]:
    today = timezone.localdate()
    return [OrderRow(each, display_number(each), _days(each, today)) for each in found]


def order(actor: Actor, pk: int) -> OrderPage | None:
    found = (
        Order.objects.filter(pk=pk, division_id__in=actor.division_ids)
        .select_related("plan__division", "task", "department", "issued_by")
        .first()
    )
    if found is None or not (found.department_id in actor.department_ids or actor.holds("plan.read")):
        return None
    steps = found.steps.select_related("by").prefetch_related("files")
    rows = tuple(StepRow(step, tuple(step.files.all())) for step in steps)
    row = OrderRow(found, display_number(found), _days(found, timezone.localdate()))
    return OrderPage(row, rows, _may(actor, found))


def _may(actor: Actor, found: Order) -> frozenset[str]:
    may: set[str] = set()
    if found.state == Order.State.OPEN and found.department_id in actor.department_ids:
        may.add("rectify")
    if actor.may("progress.manage", found.issued_by_id):
        may |= {
            Order.State.OPEN: {"rectify_for", "extend", "withdraw"},
            Order.State.RECTIFIED: {"recheck", "withdraw"},
        }.get(Order.State(found.state), set())
    return frozenset(may)


def _days(row: Order, today: datetime.date) -> int:
    return max(0, (today - row.deadline).days) if row.state == Order.State.OPEN else 0


def _ordered(found: QuerySet[Order], sort: str) -> QuerySet[Order]:
    down = sort.startswith("-")
    orders = {"deadline": ("deadline",), "unit": ("department_id",), "no": ("year", "number")}
    names = orders.get(sort.removeprefix("-"), ("year", "number"))
    return found.order_by(*(f"-{name}" if down else name for name in names), "id")
