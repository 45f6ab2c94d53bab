"""An official list: uploaded, looked at, confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting
from laoyou.console.places.forms import ImportForm, seal, unseal
from laoyou.places.actions import import_divisions
from laoyou.places.lists.reading import read_list
from laoyou.places.rules import significant


@allow("division.manage")
def upload(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = ImportForm(actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        under, source = form.cleaned_data["under"].code, form.cleaned_data["source"]
        with form.refusals():
            lines = read_list(form.cleaned_data["file"].name, form.cleaned_data["file"].read())
            found = import_divisions(by=actor, source=source, lines=lines, under=under, dry_run=True)
            inside = [line for line in lines if significant(line.code).startswith(significant(under))]
            sealed = "" if found.faults else seal(actor.user_id, source, under, inside)
            context = {"found": found, "place": form.cleaned_data["under"], "sealed": sealed}
            return render(request, "console/places/check.html", context)
    return render(request, "console/places/import.html", {"form": form})


@allow("division.manage")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    said = unseal(actor.user_id, request.POST.get("sealed", ""))
    if said is None:
        messages.error(request, _("核对页已过期。请重新上传名单。"))
        return redirect("divisions-import")
    source, under, lines = said
    try:
        done = import_divisions(by=actor, source=source, lines=lines, under=under)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("divisions-import")
    if done.faults:
        messages.error(request, _("核对以后行政区划有了变动，没有写入。请重新上传名单。"))
        return redirect("divisions-import")
    counts = {"new": len(done.new), "coded": len(done.coded), "same": done.same}
    messages.success(request, _("新增 %(new)d 个，对上代码 %(coded)d 个，未变 %(same)d 个。") % counts)
    return redirect("divisions")
