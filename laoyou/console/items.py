"""One item of a document: edit it, add one, paste many."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.decorators import allow
from laoyou.console.item_forms import ADDABLE, FORMS, PasteForm
from laoyou.console.known import LinkForm
from laoyou.console.loading import acting, document_or_404
from laoyou.plans import actions
from laoyou.plans.models import Document, Item
from laoyou.ui.numbers import whole


@allow("plan.review")
def edit(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    document = document_or_404(request, pk)
    item = _item_or_404(document, item_id)
    form = FORMS[item.kind](request.POST or None, payload=item.payload)
    version = request.POST.get("version", str(item.version))
    if form.is_valid():
        with form.refusals():
            actions.edit_item(
                by=acting(request), item_id=item.pk, version=whole(version) or 0, payload=form.payload()
            )
            messages.success(request, _("已保存修改。改过的条目还要接受才会进入方案。"))
            return redirect(_back_to(document, item))
    quote = document.text[item.start : item.end].strip() if item.start is not None else ""
    context = {"document": document, "item": item, "form": form, "version": version, "quote": quote}
    return render(request, "console/item_edit.html", {**context, "link": LinkForm(item)})


@allow("plan.review")
def link(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """Say which known parameter or indicator an item is."""
    document = document_or_404(request, pk)
    item = _item_or_404(document, item_id)
    form = LinkForm(item, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.link_item(by=acting(request), item_id=item.pk, version=item.version, **form.chosen)
            messages.success(request, _("已记下这一条对应什么。"))
            return redirect(_back_to(document, item))
    return render(request, "console/item_link.html", {"document": document, "item": item, "form": form})


@allow("plan.review")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item from a selection of the text, from an unread passage, or typed in."""
    document = document_or_404(request, pk)
    place = Place(document, request.POST or request.GET)
    context: dict[str, object] = {"document": document, "kinds": ADDABLE, "place": place}
    if place.kind not in ADDABLE:
        return render(request, "console/item_add.html", context)
    form = FORMS[place.kind](request.POST or None, payload={"text": place.quote})
    if form.is_valid():
        with form.refusals():
            item = actions.add_item(
                by=acting(request), document=document, kind=place.kind, payload=form.payload(), **place.span
            )
            messages.success(request, _("已加上这一条。"))
            return redirect(_back_to(document, item))
    return render(request, "console/item_add.html", {**context, "form": form})


@allow("plan.review")
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the rows of a table that is a picture, or stands outside the text."""
    document = document_or_404(request, pk)
    form = PasteForm(request.POST or None, request.FILES or None)
    errors: tuple[object, ...] = ()
    if form.is_valid():
        with form.refusals():
            pasted = actions.paste_rows(by=acting(request), document=document, **form.table())
            errors = tuple(pasted.errors)
            text = ngettext("已加上 %(n)s 条。", "已加上 %(n)s 条。", len(pasted.items))
            messages.success(request, text % {"n": len(pasted.items)})
            if pasted.items and not errors:
                return redirect(_back_to(document, pasted.items[0]))
    return render(request, "console/paste.html", {"document": document, "form": form, "errors": errors})


class Place:
    """Where in the document an item is added: a selection, an unread passage, or nowhere."""

    def __init__(self, document: Document, given: QueryDict) -> None:
        self.kind = given.get("kind", "")
        self.start: int | None
        self.end: int | None
        self.start, self.end = _span(document, given.get("start", ""), given.get("end", ""))
        self.quote = document.text[self.start : self.end].strip() if self.start is not None else ""
        self.unread_id = whole(given.get("unread", ""))

    @property
    def span(self) -> dict[str, Any]:
        """Keyword arguments of actions.add_item."""
        return {"start": self.start, "end": self.end, "unread_id": self.unread_id}


def _item_or_404(document: Document, item_id: int) -> Item:
    item = Item.objects.filter(document=document, pk=item_id).first()
    if item is None:
        raise Http404
    return item


def _span(document: Document, start: str, end: str) -> tuple[int, int] | tuple[None, None]:
    first, last = whole(start), whole(end)
    if first is None or last is None or not first < last <= len(document.text):
        return None, None
    return first, last


def _back_to(document: Document, item: Item) -> str:
    return f"{reverse('review', args=[document.pk])}?item={item.pk}#item-{item.pk}"
