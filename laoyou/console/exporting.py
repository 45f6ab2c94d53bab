"""How a list leaves as a file: at once where no resident stands in it; else over a page that says what is in it, what
is hidden and for which purpose."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting
from laoyou.places.models import Division
from laoyou.sheets.exporting import Line, Out, Suffix, export
from laoyou.sheets.targets import Words
from laoyou.ui.forms import PageForm

TAKES = "register.export"

FORMATS: list[tuple[Suffix, str | Promise]] = [
    ("xlsx", gettext_lazy("Excel 工作簿")),
    ("csv", gettext_lazy("CSV 文本")),
]


class ExportForm(PageForm):
    purpose = forms.CharField(
        label=gettext_lazy("导出用途"),
        max_length=200,
        help_text=gettext_lazy("例如“核对高龄津贴名单”。写进文件，也记入查看记录。"),
    )
    suffix = forms.ChoiceField(label=gettext_lazy("文件格式"), choices=FORMATS)


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


def register_file(
    request: HttpRequest,
    *,
    what: str,
    title: str,
    heads: Iterable[Words],
    rows: Iterable[Sequence[Any]],
    permission: str = TAKES,
) -> FileResponse:
    """A list in which no resident stands: marked and recorded like any other. The view asks for the permission."""
    actor = acting(request)
    made = export(
        by=actor, what=what, title=title, columns=[Out(head) for head in heads], rows=map(Line, rows),
        purpose=_("查阅%(title)s") % {"title": title}, division=home_of(actor, permission),
    )  # fmt: skip
    return as_file(FileResponse(made.content, content_type=made.content_type), made.name)


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
