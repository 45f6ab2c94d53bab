"""The office on tasks: how each is followed, which are done, which go on in the next plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.decorators import allow
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.progress.entries import task_or_404
from laoyou.console.progress.forms import CarryForm, DecideForm, TrackingForm
from laoyou.plans.models import Plan
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused
from laoyou.progress.models import Tracking
from laoyou.progress.rules import kinds
from laoyou.progress.rules.completion import NEEDS_REASON, STEPS
from laoyou.ui.numbers import whole


@allow("progress.manage")
def tracking(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "progress.manage")
    task = task_or_404(plan, no)
    found = Tracking.objects.filter(task=task).first()
    form, current = TrackingForm(task, found, request.POST or None), None
    if form.is_valid():
        try:
            actions.set_tracking(by=acting(request), task=task, **form.said)
            messages.success(request, _("已保存，责任单位现在能看到类别、完成标志和时限。"))
            return redirect("task", plan.pk, no)
        except Refused as refused:
            form.refuse(refused)
            current = getattr(refused, "current", None)
    context = {"plan": plan, "task": task, "form": form, "current": current, "kinds": Tracking.Kind}
    return render(request, "console/progress/tracking.html", context)


@allow("progress.manage")
def sort(request: HttpRequest, pk: int) -> HttpResponse:
    """Kinds proposed from the words of all tasks that have none; the office confirms or changes each."""
    plan = plan_or_404(request, pk, "progress.manage")
    rows, refused = _proposals(plan), ""
    if request.method == "POST":
        try:
            count = actions.sort_tasks(by=acting(request), plan=plan, sortings=_sortings(request.POST))
            messages.success(
                request, ngettext("%(n)d 项任务已分类。", "%(n)d 项任务已分类。", count) % {"n": count}
            )
            return redirect("plan", plan.pk)
        except Refused as fault:
            refused, rows = fault.message, [_typed(row, request.POST) for row in rows]
    context = {"plan": plan, "rows": rows, "refused": refused, "kinds": Tracking.Kind.choices}
    return render(request, "console/progress/sort.html", context)


def _proposals(plan: Plan) -> list[dict[str, Any]]:
    end = queries.span(plan).until
    return [
        {
            "task": task,
            "kind": (kind := kinds.proposed(task.text)),
            "mark": kinds.completion_mark(task.text) if kind == "deliverable" else "",
            "due": end.isoformat() if end and kind == "deliverable" else "",
            "chosen": True,
        }
        for task in plan.tasks.filter(tracking=None).order_by("no")
    ]


def _typed(row: dict[str, Any], given: QueryDict) -> dict[str, Any]:
    pk = row["task"].pk
    typed = {name: given.get(f"{name}-{pk}", row[name]) for name in ("kind", "mark", "due")}
    return {**row, **typed, "chosen": str(pk) in given.getlist("task")}


def _sortings(given: QueryDict) -> dict[int, actions.Sorting]:
    return {
        pk: actions.Sorting(
            given.get(f"kind-{pk}", ""),
            given.get(f"mark-{pk}", "").strip(),
            _date(given.get(f"due-{pk}", "")),
        )
        for pk in _ids(given)
    }


def _date(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


@allow("progress.manage")
def decide(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """How many of the chosen tasks can take the step, which cannot and why; then the office says yes."""
    plan = plan_or_404(request, pk, "progress.manage")
    if step not in STEPS:
        raise Http404
    given = request.POST or request.GET
    found = queries.preview(plan, step, _ids(given))
    form = DecideForm(step in NEEDS_REASON, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            done = actions.decide_tasks(by=acting(request), plan=plan, step=step, tasks=_ids(given), **said)
            messages.success(request, _decided(step, done.done))
            one = found.can[0].no if len(found.can) == 1 else None
            return redirect("task", plan.pk, one) if one else redirect("plan", plan.pk)
    context = {"plan": plan, "step": step, "found": found, "form": form}
    context["needs_reason"] = step in NEEDS_REASON
    return render(request, "console/progress/decide.html", context)


def _decided(step: str, count: int) -> str:
    words = {
        "confirm": ngettext("%(n)d 项任务已确认完成。", "%(n)d 项任务已确认完成。", count),
        "return": ngettext(
            "%(n)d 项任务已退回，单位会看到原因。", "%(n)d 项任务已退回，单位会看到原因。", count
        ),
        "strike": ngettext("%(n)d 项任务已销号。", "%(n)d 项任务已销号。", count),
        "reopen": ngettext("%(n)d 项任务已重新打开。", "%(n)d 项任务已重新打开。", count),
    }
    return words[step] % {"n": count}


@allow("progress.manage")
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Unfinished tasks into the next plan, each with its counterpart there."""
    plan = plan_or_404(request, pk, "progress.manage")
    following = queries.next_plans(plan)
    chosen = whole(request.GET.get("into", ""))
    into = next((one for one in following if one.pk == chosen), following[0] if following else None)
    if into is None:
        return render(request, "console/progress/carry.html", {"plan": plan, "into": None})
    typed = _with_added(request, plan, into) if "add" in request.POST else request.POST
    form = CarryForm(queries.unfinished(plan, into), into, typed or None)
    if "add" not in request.POST and form.is_valid() and _carried(request, plan, into, form):
        return redirect("plan", into.pk)
    context = {"plan": plan, "into": into, "following": following, "form": form}
    context["adds"] = acting(request).may("plan.adopt", into.division_id)
    return render(request, "console/progress/carry.html", context)


def _carried(request: HttpRequest, plan: Plan, into: Plan, form: CarryForm) -> bool:
    """Whether the tasks went over; what was refused stands in the form."""
    reason = form.cleaned_data["reason"]
    with form.refusals():
        count = actions.carry_tasks(by=acting(request), plan=plan, into=into, pairs=form.pairs, reason=reason)
        words = _("%(n)d 项任务已结转到“%(title)s”。") % {"n": count, "title": into.title}
        messages.success(request, words)
        return True
    return False


def _with_added(request: HttpRequest, plan: Plan, into: Plan) -> QueryDict:
    """What was chosen so far, with a task that the next plan lacked added there and chosen."""
    typed = request.POST.copy()
    task = plan.tasks.filter(pk=whole(request.POST["add"]) or 0).select_related("plan").first()
    if task is None:
        raise Http404
    try:
        made = actions.add_counterpart(by=acting(request), task=task, into=into)
    except Refused as refused:
        messages.error(request, refused.message)
        return typed
    typed[f"task-{task.pk}"] = str(made.pk)
    words = _("已加为“%(title)s”的任务 %(no)s，并已选好。核对以后再结转。")
    messages.success(request, words % {"title": into.title, "no": made.no})
    return typed


def _ids(given: QueryDict) -> list[int]:
    return [number for number in (whole(text) for text in given.getlist("task")) if number]
