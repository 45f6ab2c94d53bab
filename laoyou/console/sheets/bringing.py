"""A file brought, its table chosen, its columns mapped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting
from laoyou.console.sheets.finding import batch_or_404, target_or_404
from laoyou.console.sheets.forms import BringForm, MapForm, TableForm
from laoyou.sheets import actions, queries, samples, sources


@allow("sheet.import")
def bring(request: HttpRequest) -> HttpResponse:
    actor, target = acting(request), target_or_404(request)
    if target is None:
        return redirect("sheets")
    form = BringForm(actor, target, request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with form.refusals():
            batch = actions.bring(
                by=actor, target=target, division=form.cleaned_data["division"], name=file.name, content=file.read()
            )  # fmt: skip
            return redirect("sheet-map", batch.pk)
    return render(request, "console/sheets/bring.html", {"form": form, "target": target})


@allow("sheet.import")
def choose_table(request: HttpRequest, pk: int) -> HttpResponse:
    found = batch_or_404(request, pk)
    try:
        form = TableForm(found.batch, sources.book_of(found.batch), request.POST or None)
        if form.is_valid():
            with form.refusals():
                actions.choose_table(by=acting(request), batch=found.batch, **form.chosen(found.batch))
                return redirect("sheet-map", pk)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("sheet-batch", pk)
    heads = [column["head"] for column in found.batch.columns if column["head"]]
    return render(request, "console/sheets/table.html", {"form": form, "found": found, "heads": heads})


@allow("sheet.import")
def map_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Three values a column beside the choice of what it is; a POST checks the file."""
    found = batch_or_404(request, pk)
    try:
        seen = samples.columns(found.batch, sources.book_of(found.batch))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("sheet-batch", pk)
    form = MapForm(found.batch, found.target, seen, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.map_columns(by=acting(request), batch=found.batch, **form.chosen())
            return redirect("sheet-batch", pk)
    context = {"form": form, "found": found, "kept": queries.remembered(found.batch)}
    return render(request, "console/sheets/map.html", context)
