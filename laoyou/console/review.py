"""The review of a document: its text, what was found in it, and decisions on each."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting, document_or_404
from laoyou.console.review_page import ReviewPage
from laoyou.plans import actions
from laoyou.plans.models import Document, Item
from laoyou.ui.numbers import whole


@allow("plan.review")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_or_404(request, pk)
    return render(
        request, "console/review.html", {"document": document, "page": ReviewPage(document, request.GET)}
    )


@allow("plan.review")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, drop or take back one or several items."""
    document = document_or_404(request, pk)
    ids = [item for one in request.POST.getlist("item") if (item := whole(one)) is not None]
    state = request.POST.get("state", "")
    try:
        actions.decide_items(by=acting(request), document=document, item_ids=ids, state=state)
    except Refused as refused:
        messages.error(request, refused.message)
    return _answer(request, document, ids)


@allow("plan.review")
def accept_above(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how many will be accepted, then accept them."""
    document = document_or_404(request, pk)
    page = ReviewPage(document, request.GET or request.POST)
    if request.method != "POST":
        return render(request, "console/accept_above.html", {"document": document, "page": page})
    try:
        # By number, not by confidence again: what is taken is exactly what was counted on the page.
        ids = [item.pk for item in page.sure]
        count = actions.decide_items(by=acting(request), document=document, item_ids=ids, state="accepted")
        text = ngettext("已接受 %(n)s 条。其余的请逐条看。", "已接受 %(n)s 条。其余的请逐条看。", count)
        messages.success(request, text % {"n": count})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("review", document.pk)


@allow("plan.review")
@require_POST
def unread(request: HttpRequest, pk: int, unread_id: int) -> HttpResponse:
    """Say that a passage holds nothing to take, or take that back."""
    document = document_or_404(request, pk)
    found = document.unread.filter(pk=unread_id).first()
    if found is None:
        raise Http404
    act = actions.restore_unread if request.POST.get("restore") else actions.dismiss_unread
    try:
        act(by=acting(request), unread=found)
    except Refused as refused:
        messages.error(request, refused.message)
    response = redirect("review", document.pk)
    response.headers["Location"] += "?unread=1#unread-list"
    return response


@allow("plan.review")
def image(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """The picture that an item was typed from."""
    document = document_or_404(request, pk)
    item = Item.objects.filter(document=document, pk=item_id, image__isnull=False).first()
    if item is None or item.image is None:
        raise Http404
    return HttpResponse(bytes(item.image), content_type=item.image_media)


def _answer(request: HttpRequest, document: Document, ids: list[int]) -> HttpResponse:
    if not getattr(request, "htmx", False):
        anchor = f"#item-{ids[0]}" if len(ids) == 1 else ""
        response = redirect("review", document.pk)
        back = QueryDict(request.POST.get("back", "")).urlencode()
        response.headers["Location"] += f"?{back}{anchor}"
        return response
    page = ReviewPage(document, request.GET)
    changed = [item for item in page.all_items if item.pk in ids]
    return render(request, "console/decided.html", {"document": document, "page": page, "changed": changed})
