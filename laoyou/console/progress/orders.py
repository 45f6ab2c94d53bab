"""Supervision orders: the list, issuing, one order as it prints, and its steps."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting, kept_files, plan_or_404
from laoyou.console.progress.order_forms import OrderForm, StepForm, units_of
from laoyou.console.progress.shell import shell
from laoyou.plans.models import Plan
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused
from laoyou.progress.models import Order
from laoyou.progress.queries import OrderPage, OrderRow
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.marks import MARKS
from laoyou.ui.numbers import whole

STATES = ("open", "rectified", "closed", "withdrawn")
HEADS = (
    gettext_lazy("编号"), gettext_lazy("单位"), gettext_lazy("存在问题"), gettext_lazy("整改要求"),
    gettext_lazy("任务"), gettext_lazy("下达"), gettext_lazy("整改期限"), gettext_lazy("超期天数"),
    gettext_lazy("状态"),
)  # fmt: skip


@allow("plan.read")
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    listing = _listing(request, plan)
    shown, pages = listing.cut(_found(listing, plan))
    context = {**shell(request, plan, "orders"), "listing": listing, "rows": shown, "pages": pages}
    return render(request, "console/progress/orders.html", context)


@allow("plan.read")
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The same rows as the list, as they are filtered and sorted."""
    plan = plan_or_404(request, pk)
    rows = _found(_listing(request, plan), plan)
    name = _("%(title)s 督办单") % {"title": plan.title[:60]}
    return register_file(
        request, what="orders", title=name, heads=HEADS, rows=map(_cells, rows), permission="plan.read"
    )


def _listing(request: HttpRequest, plan: Plan) -> Listing:
    states = [
        *((state, MARKS[f"order_{state}"].word) for state in STATES),
        ("late", MARKS["task_overdue"].word),
    ]
    units = [(str(unit.pk), unit.name) for unit in units_of(acting(request), plan)]
    filters = [Filter("state", _("状态"), states), Filter("unit", _("单位"), units)]
    return Listing(request.GET, filters, ("no", "deadline", "unit"), "-no")


def _found(listing: Listing, plan: Plan) -> list[OrderRow]:
    return queries.orders(plan, search=listing.text, sort=listing.sort, **listing.chosen)


def _cells(row: OrderRow) -> Sequence[Any]:
    one = row.order
    task = f"{one.task.number or one.task.no} {one.task.text}" if one.task else ""
    return (
        row.display, one.department.name, one.problem, one.requirement, task, one.issued_on.isoformat(),
        one.deadline.isoformat(), row.days or "", one.get_state_display(),
    )  # fmt: skip


@allow("progress.manage")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "progress.manage")
    task = plan.tasks.filter(pk=whole(request.GET.get("task", "")) or 0).first()
    form = OrderForm(acting(request), plan, request.POST or None, task)
    if form.is_valid():
        said = {**form.cleaned_data, "departments": list(form.cleaned_data["departments"])}
        with form.refusals():
            made = actions.issue_orders(by=acting(request), plan=plan, **said)
            first = queries.display_number(made[0])
            words = (
                _("已下达 %(n)d 张督办单，从 %(number)s 起。") if len(made) > 1 else _("已下达 %(number)s。")
            )
            messages.success(request, words % {"n": len(made), "number": first})
            return redirect("order", made[0].pk) if len(made) == 1 else redirect("orders", plan.pk)
    return render(request, "console/progress/order_add.html", {"plan": plan, "form": form})


@allow("plan.read")
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order on a sheet of its own, as it is printed and sent."""
    page = _order_or_404(acting(request), pk)
    return render(request, "console/progress/order.html", {"page": page, "order": page.row.order})


@allow("progress.file")
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Rectify, re-check, extend, withdraw."""
    actor = acting(request)
    page = _order_or_404(actor, pk)
    may = step in page.may or (step == "rectify" and "rectify_for" in page.may)
    if step not in StepForm.ASKS or not (may or request.method == "POST"):
        return redirect("order", pk)
    form, current = StepForm(step, page.row.order, request.POST or None, request.FILES or None), None
    if form.is_valid():
        try:
            _act(actor, page.row.order, step, form)
            messages.success(request, _("已记下。"))
            return redirect("order", pk)
        except Refused as refused:
            form.refuse(refused)
            current = getattr(refused, "current", None)
    context = {"page": page, "order": page.row.order, "form": form, "step": step}
    context |= {"current": current, "may": may, "last": page.steps[-1].step if page.steps else None}
    return render(request, "console/progress/order_step.html", context)


def _act(actor: Actor, order: Order, step: str, form: StepForm) -> Order:
    said = form.cleaned_data
    seen: dict[str, Any] = {"by": actor, "order": order, "version": form.version_seen}
    if step == "rectify":
        files = kept_files(actor, order.division, said["files"])
        own = order.department_id in actor.department_ids
        return actions.rectify_order(**seen, text=said["text"], files=files, entered_for=not own)
    if step == "recheck":
        passed = said["passed"] == "yes"
        return actions.recheck_order(**seen, passed=passed, text=said["text"], deadline=said["deadline"])
    if step == "extend":
        return actions.extend_order(**seen, deadline=said["deadline"], reason=said["text"])
    return actions.withdraw_order(**seen, reason=said["text"])


def _order_or_404(actor: Actor, pk: int) -> OrderPage:
    page = queries.order(actor, pk)
    if page is None:
        raise Http404
    return page
