"""Supervision orders: the list, issuing, one order as it prints, and its steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.progress.files import store_all
from laoyou.console.progress.order_forms import OrderForm, StepForm, units_of
from laoyou.console.progress.shell import shell
from laoyou.progress import actions, queries
from laoyou.progress.models import Order
from laoyou.progress.queries import OrderPage
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.marks import MARKS
from laoyou.ui.numbers import whole

STATES = ("open", "rectified", "closed", "withdrawn")


@allow("plan.read")
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    states = [
        *((state, MARKS[f"order_{state}"].word) for state in STATES),
        ("late", MARKS["task_overdue"].word),
    ]
    units = [(str(unit.pk), unit.name) for unit in units_of(acting(request), plan)]
    filters = [Filter("state", _("状态"), states), Filter("unit", _("单位"), units)]
    listing = Listing(request.GET, filters, ("no", "deadline", "unit"), "-no")
    found = queries.orders(plan, search=listing.text, sort=listing.sort, **listing.chosen)
    shown, pages = listing.cut(found)
    context = {**shell(request, plan, "orders"), "listing": listing, "rows": shown, "pages": pages}
    return render(request, "console/progress/orders.html", context)


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
    if step not in page.may and not (step == "rectify" and "rectify_for" in page.may):
        return redirect("order", pk)
    form = StepForm(step, page.row.order, request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            _act(actor, page.row.order, step, form)
            messages.success(request, _("已记下。"))
            return redirect("order", pk)
    context = {"page": page, "order": page.row.order, "form": form, "step": step}
    return render(request, "console/progress/order_step.html", context)


def _act(actor: Actor, order: Order, step: str, form: StepForm) -> Order:
    said = form.cleaned_data
    seen: dict[str, Any] = {"by": actor, "order": order, "version": form.version_seen}
    if step == "rectify":
        files = store_all(actor, order.division, said["files"])
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
