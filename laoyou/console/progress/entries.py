"""Filing progress: by a unit through its desks, by the office for a unit."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.progress.entry_forms import EntryForm, Units
from laoyou.console.progress.forms import ReasonForm
from laoyou.plans.models import Plan, Task
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused
from laoyou.progress.models import Draft, Entry
from laoyou.progress.queries import DraftPage
from laoyou.ui.numbers import whole

STEPS: dict[str, Callable[..., Draft]] = {
    "approve": actions.approve_draft,
    "sign": actions.sign_draft,
    "return": actions.return_draft,
    "withdraw": actions.withdraw_draft,
    "discard": actions.discard_draft,
}
VERSIONED = {"approve", "sign", "return"}


def task_or_404(plan: Plan, no: int) -> Task:
    found = plan.tasks.select_related("plan").filter(no=no).first()
    if found is None:
        raise Http404
    return found


@allow("progress.file")
def add(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    """A new entry, or the correction of one (`corrects`): a unit's goes over its desks, the office's is filed at once."""
    plan = plan_or_404(request, pk)
    task, actor = task_or_404(plan, no), acting(request)
    units = Units(actor, task)
    if not units.all:
        raise Http404
    open_ = (
        queries.drafts(actor).filter(task=task, department__in=units.own).first()
        if len(units.own) == 1
        else None
    )
    if open_ is not None:
        return redirect("draft", open_.pk)
    corrects = queries.entry(task, whole(request.GET.get("corrects", "")) or 0)
    form = EntryForm(actor, task, units, request.POST or None, request.FILES or None, corrects=corrects)
    if form.is_valid():
        with form.refusals():
            return _made(request, form, corrects)
    return render(request, "console/progress/entry.html", _context(plan, task, form, corrects))


def _made(request: HttpRequest, form: EntryForm, corrects: Entry | None) -> HttpResponse:
    actor, task, typed = acting(request), form.task, form.typed()
    department = form.cleaned_data["department"]
    if form.units.office:
        actions.file_entry(
            by=actor, task=task, department=department, on=typed.on, text=typed.text, figures=typed.figures,
            files=typed.files, claims=typed.claims, measure=typed.measure, corrects=corrects,
            consolidates=typed.consolidates, entered_for=True,
        )  # fmt: skip
        messages.success(request, _("已代%(unit)s记下进展，标明“代录”。") % {"unit": department.name})
        return redirect("task", task.plan_id, task.no)
    draft = actions.start_draft(by=actor, task=task, department=department, typed=typed, corrects=corrects)
    return _submitted(request, draft) if request.POST.get("do") == "submit" else _kept(request, draft)


def _kept(request: HttpRequest, draft: Draft) -> HttpResponse:
    messages.success(request, _("草稿已保存，提交以前别的单位看不到。"))
    return redirect("draft", draft.pk)


def _submitted(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A draft that cannot be submitted yet is kept, and says why."""
    try:
        draft = actions.submit_draft(by=acting(request), draft=draft, version=draft.version)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("draft", draft.pk)
    return _moved(request, draft)


def _moved(request: HttpRequest, draft: Draft) -> HttpResponse:
    said = {
        "in_review": _("已提交，等本单位审核人审核。"),
        "to_sign": _("已提交，等本单位签发人签发。"),
        "filed": _("进展已报出。"),
        "draft": _("已退回到草稿，可以修改后再提交。"),
        "discarded": _("草稿已作废。"),
    }
    messages.success(request, said[draft.stage])
    if draft.stage in {"filed", "discarded"}:
        return redirect("task", draft.plan_id, draft.task.no)
    return redirect("draft", draft.pk)


@allow("progress.file")
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: edited by the unit, then passed on or back by its desks."""
    actor, page = acting(request), queries.draft(acting(request), pk)
    if page is None:
        return _elsewhere(actor, pk)
    form = _form(request, page)
    current = None
    if "edit" in page.may and form.is_valid():
        try:
            return _saved(request, page.draft, form)
        except Refused as refused:
            form.refuse(refused)
            current = getattr(refused, "current", None)
    context = _context(page.draft.plan, page.draft.task, form, page.draft.corrects)
    return render(request, "console/progress/draft.html", {**context, **_shown(page), "current": current})


def _form(request: HttpRequest, page: DraftPage) -> EntryForm:
    actor, found = acting(request), page.draft
    units = Units(actor, found.task)
    return EntryForm(actor, found.task, units, request.POST or None, request.FILES or None, draft=found)


def _saved(request: HttpRequest, found: Draft, form: EntryForm) -> HttpResponse:
    version = form.cleaned_data.get("version") or 0
    kept = actions.save_draft(by=acting(request), draft=found, typed=form.typed(), version=version)
    if "drop" in request.POST:
        return _dropped(request, kept)
    return _submitted(request, kept) if request.POST.get("do") == "submit" else _kept(request, kept)


def _dropped(request: HttpRequest, kept: Draft) -> HttpResponse:
    """Take a file off that does not belong; what was typed beside it is saved first."""
    file = kept.files.filter(pk=whole(request.POST["drop"]) or 0).first()
    if file is None:
        raise Http404
    actions.drop_file(by=acting(request), draft=kept, file=file)
    messages.success(request, _("“%(name)s”已从草稿里去掉。") % {"name": file.name})
    return redirect("draft", kept.pk)


@allow("progress.file")
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """What is typed in a draft, kept as it is typed; answers with the new version."""
    page = queries.draft(acting(request), pk)
    if request.method != "POST":
        return HttpResponse(status=405)
    if page is None:
        raise Http404
    form = _form(request, page)
    context: dict[str, Any] = {"at": timezone.localtime(), "draft": page.draft}
    if form.is_valid():
        try:
            version = form.cleaned_data.get("version") or 0
            context["draft"] = actions.save_draft(
                by=acting(request), draft=page.draft, typed=form.typed(), version=version
            )
        except Refused as refused:
            context["refused"] = refused.message
    return render(request, "console/progress/draft_saved.html", context)


@allow("progress.file")
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Approve, sign, return, withdraw, discard; what needs a reason or is final is asked first."""
    actor, page = acting(request), queries.draft(acting(request), pk)
    if page is None:
        return _elsewhere(actor, pk)
    if step not in page.may:
        return redirect("draft", pk)
    form = ReasonForm(step == "return", request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            given: dict[str, Any] = {"by": actor, "draft": page.draft}
            given |= {"version": whole(request.POST.get("version", "")) or 0} if step in VERSIONED else {}
            given |= {"reason": form.cleaned_data["reason"]} if step == "return" else {}
            return _moved(request, STEPS[step](**given))
    context = _context(page.draft.plan, page.draft.task, form, None)
    return render(request, "console/progress/draft_step.html", {**context, **_shown(page), "step": step})


def _elsewhere(actor: Actor, pk: int) -> HttpResponse:
    """A draft is its unit's own matter: the office is led to the task."""
    found = Draft.objects.select_related("task").filter(pk=pk).first()
    if found is None or not actor.may("plan.read", found.division_id):
        raise Http404
    return redirect("task", found.plan_id, found.task.no)


def _context(plan: Plan, task: Task, form: Any, corrects: Entry | None) -> dict[str, Any]:
    return {"plan": plan, "task": task, "form": form, "corrects": corrects}


def _shown(page: DraftPage) -> dict[str, Any]:
    held = queries.desks(page.draft.department_id)
    following = "review" if held.reviewers else "sign" if held.signers else "file"
    return {"page": page, "draft": page.draft, "following": following}
