"""Adoption: a list of what is open, a simple page for each, and one last page that says what will happen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.adoption_forms import AboutForm, ClauseForm, UnitForm, WaiveForm
from laoyou.console.adoption_page import AdoptionPage
from laoyou.console.item_forms import StatedForm
from laoyou.console.loading import acting, document_or_404
from laoyou.console.progress.following import take_over
from laoyou.plans import actions
from laoyou.plans.models import Document, Plan
from laoyou.ui.numbers import whole


@allow("plan.adopt")
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    page = _page(request, document_or_404(request, pk))
    return render(request, "console/adopt.html", {"document": page.document, "page": page})


@allow("plan.adopt")
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Period and title: kept with the session until adoption, since nothing is live before."""
    document = document_or_404(request, pk)
    page = _page(request, document)
    form = AboutForm(
        page.state.periods, request.POST or None, initial={"period": page.period, "title": page.title}
    )
    if form.is_valid():
        request.session[_draft(document)] = form.cleaned_data
        return redirect("adopt", document.pk)
    return render(request, "console/adopt_about.html", {"document": document, "page": page, "form": form})


@allow("plan.adopt")
def units(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Units, classes of units, or open sets that the document names."""
    document = document_or_404(request, pk)
    page = _page(request, document)
    form = WaiveForm(request.POST if "note" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        _accept_certain(request, document)
        return redirect("adopt-units", document.pk, kind)
    if form.is_valid():
        with form.refusals():
            ids = [row.unit.pk for row in page.open_units(kind)]
            note = form.cleaned_data["note"]
            actions.name_units(
                by=acting(request), document=document, unit_ids=ids, resolution="waived", note=note
            )
            return redirect("adopt", document.pk)
    context = {"document": document, "page": page, "kind": kind, "form": form}
    return render(request, "console/adopt_units.html", context | {"rows": page.units_of(kind)})


def _accept_certain(request: HttpRequest, document: Document) -> None:
    try:
        actions.accept_unit_suggestions(by=acting(request), document=document)
        messages.success(request, _("名称对得上的单位都已确认，剩下的请逐个看。"))
    except Refused as refused:
        messages.error(request, refused.message)


@allow("plan.adopt")
def unit(request: HttpRequest, pk: int, unit_id: int) -> HttpResponse:
    document = document_or_404(request, pk)
    row = next((row for row in _page(request, document).state.units if row.unit.pk == unit_id), None)
    if row is None:
        raise Http404
    form = UnitForm(row, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.name_units(
                by=acting(request), document=document, unit_ids=[row.unit.pk], **form.settled()
            )
            return redirect("adopt-units", document.pk, row.unit.kind)
    return render(request, "console/adopt_unit.html", {"document": document, "row": row, "form": form})


@allow("plan.adopt")
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Goals whose baseline, kind or owner the document does not say."""
    document = document_or_404(request, pk)
    page = _page(request, document)
    if request.method == "POST":
        try:
            ids = [row.item.pk for row in page.state.unstated]
            actions.mark_not_stated(by=acting(request), document=document, item_ids=ids)
            messages.success(request, _("没填的都已记为“文件没有写明”。以后知道了，可以在条目里补。"))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("adopt", document.pk)
    return render(request, "console/adopt_targets.html", {"document": document, "page": page})


@allow("plan.adopt")
def target(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    document = document_or_404(request, pk)
    item = next((item for item in _page(request, document).goals if item.pk == item_id), None)
    if item is None:
        raise Http404
    form = StatedForm(request.POST or None, payload=item.payload)
    version = request.POST.get("version", str(item.version))
    if form.is_valid():
        with form.refusals():
            actions.edit_item(
                by=acting(request), item_id=item.pk, version=whole(version) or 0, payload=form.payload()
            )
            return redirect("adopt-targets", document.pk)
    context = {"document": document, "item": item, "form": form, "version": version}
    return render(request, "console/adopt_target.html", context)


@allow("plan.adopt")
def clauses(request: HttpRequest, pk: int) -> HttpResponse:
    """Goals and standing rules that no row of the table of tasks covers."""
    document = document_or_404(request, pk)
    return render(
        request, "console/adopt_clauses.html", {"document": document, "page": _page(request, document)}
    )


@allow("plan.adopt")
def clause(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    document = document_or_404(request, pk)
    row = next((row for row in _page(request, document).state.uncovered if row.item.pk == item_id), None)
    if row is None:
        raise Http404
    form = ClauseForm(document, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.assign_items(
                by=acting(request),
                document=document,
                item_ids=[item_id],
                role=form.cleaned_data["role"],
                department_ids=[one.pk for one in form.cleaned_data["departments"]],
            )
            return redirect("adopt-clauses", document.pk)
    return render(request, "console/adopt_clause.html", {"document": document, "row": row, "form": form})


@allow("plan.adopt")
@require_POST
def leave_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for one or all uncovered clauses that nobody answers for them yet."""
    document = document_or_404(request, pk)
    ids = [item for one in request.POST.getlist("item") if (item := whole(one)) is not None]
    try:
        actions.leave_open(by=acting(request), document=document, item_ids=ids)
        messages.success(request, _("已记为“还没有责任单位”。采用后可以在看板上再定。"))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("adopt-clauses", document.pk)


@allow("plan.adopt")
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_or_404(request, pk)
    page = _page(request, document)
    if request.method == "POST":
        try:
            plan = actions.adopt(by=acting(request), document=document, period=page.period, title=page.title)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("adopt", document.pk)
        request.session.pop(_draft(document), None)
        messages.success(request, _("方案已采用，看板现在生效。要让公众看到，请在这里公开。"))
        return _taken_over(request, plan)
    if not page.ready:
        return redirect("adopt", document.pk)
    return render(request, "console/adopt_confirm.html", {"document": document, "page": page})


def _taken_over(request: HttpRequest, plan: Plan) -> HttpResponse:
    """A correction goes on with the work of the version before; what has no counterpart is shown at once."""
    if plan.previous is None or plan.previous.state != Plan.State.SUPERSEDED:
        return redirect("plan", plan.pk)
    told = take_over(request, plan)
    return redirect("plan-followed" if told is None or told.left else "plan", plan.pk)


def _draft(document: Document) -> str:
    return f"adopt-{document.pk}"


def _page(request: HttpRequest, document: Document) -> AdoptionPage:
    return AdoptionPage(document, request.session.get(_draft(document), {}))
