"""The page before a file with people leaves: what is in it, what is hidden, for which purpose; then the file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting
from laoyou.places.models import Division
from laoyou.sheets.exporting import Line, Out, Suffix, export
from laoyou.ui.forms import PageForm

FORMATS: list[tuple[Suffix, str | Promise]] = [("xlsx", _("Excel 工作簿")), ("csv", _("CSV 文本"))]


class ExportForm(PageForm):
    purpose = forms.CharField(
        label=_("导出用途"), max_length=200, help_text=_("例如“核对高龄津贴名单”。写进文件，也记入查看记录。")
    )
    suffix = forms.ChoiceField(label=_("文件格式"), choices=FORMATS)


@dataclass(frozen=True)
class Leaving:
    """A file on its way out. `rows` is called once the purpose is known; `back` leads to the list it is of."""

    what: str
    title: str
    count: int
    columns: Sequence[Out]
    rows: Callable[[], Iterable[Line]]
    back: str
    people: bool = True
    purpose: str = ""


def export_page(request: HttpRequest, leaving: Leaving, permission: str) -> HttpResponseBase:
    form = ExportForm(request.POST or None, initial={"purpose": leaving.purpose})
    if leaving.count and form.is_valid():
        with form.refusals():
            actor, typed = acting(request), form.cleaned_data
            made = export(
                by=actor, what=leaving.what, title=leaving.title, columns=leaving.columns, rows=leaving.rows(),
                purpose=typed["purpose"], suffix=typed["suffix"], division=home_of(actor, permission),
            )  # fmt: skip
            return as_file(FileResponse(made.content, content_type=made.content_type), made.name)
    hidden = [one.head for one in leaving.columns if one.mask or one.kind in {"id_number", "phone"}]
    return render(request, "console/export.html", {"leaving": leaving, "form": form, "hidden": hidden})


def home_of(actor: Actor, permission: str) -> Division | None:
    """The division that a file is recorded under: the widest of the actor's own in which they have the right."""
    mine = actor.home_ids & actor.divisions_for(permission)
    return Division.objects.filter(pk__in=mine).order_by("code").first()
