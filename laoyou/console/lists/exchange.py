"""Excel out, and in: looked at first, then taken over whole."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.lists.finding import edited_or_404, list_or_404
from laoyou.console.lists.forms import SheetForm
from laoyou.console.lists.items import listing_of, wanted
from laoyou.console.loading import acting
from laoyou.lists import actions, queries
from laoyou.lists.workbooks.preview import preview
from laoyou.lists.workbooks.writing import workbook


@allow("plan.read")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Every field of the items that the page shows."""
    found = list_or_404(request, pk)
    rows = queries.items(found.edition, found.declared, wanted(listing_of(request, found)))
    response = HttpResponse(workbook(found.declared, list(rows)), content_type=EXCEL)
    name = f"{found.catalogue.title[:60]}-{found.edition.number}.xlsx"
    return as_file(response, name)


@allow("list.edit")
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    found = edited_or_404(request, pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    if found.changes and form.is_valid():
        file = form.cleaned_data["file"]
        with form.refusals():
            sheet = actions.bring_sheet(
                by=acting(request), edition=found.edition, name=file.name, content=file.read()
            )
            return redirect("list-import-check", pk, sheet.pk)
    return render(request, "console/lists/import.html", {"found": found, "form": form})


@allow("list.edit")
def check(request: HttpRequest, pk: int, sheet_id: int) -> HttpResponse:
    """What the file would change, row by row; a POST takes it over as it was seen."""
    found = edited_or_404(request, pk)
    sheet = queries.sheet(found.catalogue, sheet_id)
    if sheet is None:
        raise Http404
    if request.method == "POST":
        try:
            taken = actions.take_sheet(by=acting(request), sheet=sheet, seen=request.POST.get("seen", ""))
            said: dict[str, Any] = {"added": len(taken.added), "changed": len(taken.changed)}
            messages.success(request, _("已写入：新增 %(added)d 条，修改 %(changed)d 条。") % said)
            return redirect("list", pk)
        except Refused as refused:
            messages.error(request, refused.message)
    plan = preview(sheet.edition, bytes(sheet.content))
    return render(request, "console/lists/check.html", {"found": found, "sheet": sheet, "plan": plan})
