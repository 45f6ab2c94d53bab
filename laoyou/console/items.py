"""One item of a document: edit it, add one, paste many."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.item_forms import ADDABLE, FORMS, PasteForm
from laoyou.console.known import LinkForm
from laoyou.console.loading import acting, document_or_404
from laoyou.plans import actions
from laoyou.plans.models import Document, Item


@allow("plan.review")
def edit(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    document = document_or_404(request, pk)
    item = _item_or_404(document, item_id)
    form = FORMS[item.kind](request.POST or None, payload=item.payload)
    version = request.POST.get("version", str(item.version))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_item(by=acting(request), item_id=item.pk, version=int(version), payload=form.payload())
            messages.success(request, _("已保存修改。改过的条目还要接受才会进入方案。"))
            return redirect(_back_to(document, item))
        except Refused as refused:
            form.refuse(refused)
    context = {"document": document, "item": item, "form": form, "version": version, "link": LinkForm(item)}
    context["quote"] = document.text[item.start : item.end].strip() if item.start is not None else ""
    return render(request, "console/item_edit.html", context)


@allow("plan.review")
def link(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """Say which known parameter or indicator an item is."""
    document = document_or_404(request, pk)
    item = _item_or_404(document, item_id)
    form = LinkForm(item, request.POST or None)
    if request.method == "POST" and form.is_valid():
        link_kind, link_key = form.chosen
        try:
            actions.link_item(
                by=acting(request), item_id=item.pk, version=item.version, link_kind=link_kind, link_key=link_key
            )
            messages.success(request, _("已记下这一条对应什么。"))
            return redirect(_back_to(document, item))
        except Refused as refused:
            form.refuse(refused)
    return render(request, "console/item_link.html", {"document": document, "item": item, "form": form})


@allow("plan.review")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item from a selection of the text, from an unread passage, or typed in."""
    document = document_or_404(request, pk)
    given = request.POST or request.GET
    kind = given.get("kind", "")
    start, end = _span(document, given.get("start", ""), given.get("end", ""))
    quote = document.text[start:end].strip() if start is not None else ""
    context = {"document": document, "kinds": ADDABLE, "start": start, "end": end, "quote": quote}
    context["unread_id"] = given.get("unread", "")
    if kind not in ADDABLE:
        return render(request, "console/item_add.html", context)
    form = FORMS[kind](request.POST or None, payload={"text": quote})
    if request.method == "POST" and form.is_valid():
        unread_id = int(context["unread_id"]) if context["unread_id"].isdigit() else None
        try:
            item = actions.add_item(
                by=acting(request), document=document, kind=kind, payload=form.payload(),
                start=start, end=end, unread_id=unread_id,
            )
            messages.success(request, _("已加上这一条。"))
            return redirect(_back_to(document, item))
        except Refused as refused:
            form.refuse(refused)
    return render(request, "console/item_add.html", {**context, "kind": kind, "form": form})


@allow("plan.review")
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the rows of a table that is a picture, or stands outside the text."""
    document = document_or_404(request, pk)
    form = PasteForm(request.POST or None, request.FILES or None)
    errors: list[object] = []
    if request.method == "POST" and form.is_valid():
        picture = form.cleaned_data["image"]
        try:
            pasted = actions.paste_rows(
                by=acting(request), document=document, text=form.cleaned_data["text"],
                image=picture.read() if picture else None,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            errors = list(pasted.errors)
            text = ngettext("已加上 %(n)s 条。", "已加上 %(n)s 条。", len(pasted.items))
            messages.success(request, text % {"n": len(pasted.items)})
            if not errors:
                return redirect("review", document.pk)
    return render(request, "console/paste.html", {"document": document, "form": form, "errors": errors})


def _item_or_404(document: Document, item_id: int) -> Item:
    item = Item.objects.filter(document=document, pk=item_id).first()
    if item is None:
        raise Http404
    return item


def _span(document: Document, start: str, end: str) -> tuple[int, int] | tuple[None, None]:
    if not (start.isdigit() and end.isdigit() and 0 <= int(start) < int(end) <= len(document.text)):
        return None, None
    return int(start), int(end)


def _back_to(document: Document, item: Item) -> str:
    return f"{reverse('review', args=[document.pk])}?item={item.pk}#item-{item.pk}"
