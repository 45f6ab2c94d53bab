"""Mappings that are remembered: what each reads, renamed, deleted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.sheets.finding import mapping_or_404
from laoyou.console.sheets.forms import NameForm
from laoyou.sheets import actions, queries, targets


@allow("sheet.import")
def mappings(request: HttpRequest) -> HttpResponse:
    rows = [(one, queries.label_of(one.target)) for one in queries.mappings(acting(request))[:200]]
    return render(request, "console/sheets/mappings.html", {"rows": rows})


@allow("sheet.import")
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    found = mapping_or_404(request, pk)
    if request.POST.get("delete"):
        actions.delete_mapping(by=acting(request), mapping=found)
        messages.success(request, _("已删除。下次上传这样的表，要重新对应各列。"))
        return redirect("sheet-mappings")
    form = NameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        with form.refusals():
            actions.rename_mapping(by=acting(request), mapping=found, **form.cleaned_data)
            messages.success(request, _("名称已更新。"))
            return redirect("sheet-mappings")
    target = targets.target(found.target)
    labels = {column.key: column.label for column in target.columns} if target else {}
    pairs = [(one["head"], labels.get(one["key"], "")) for one in found.columns if one["head"]]
    fixed = [(labels.get(key, key), value) for key, value in found.fixed.items()]
    context = {"found": found, "form": form, "pairs": pairs, "fixed": fixed, "target": target}
    return render(request, "console/sheets/mapping.html", context)
