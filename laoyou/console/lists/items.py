"""The items of a list, and one item: read, added, changed, moved, taken out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.lists.finding import Found, edited_or_404, item_or_404, list_or_404
from laoyou.console.lists.forms import FilesForm, ItemForm, ReasonForm, SinceForm, StateForm, item_form
from laoyou.console.loading import acting, kept_files
from laoyou.lists import actions, queries
from laoyou.lists.errors import Stale
from laoyou.lists.models import Item
from laoyou.lists.rules.compare import changes_of
from laoyou.lists.rules.shown import all_shown, shown
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.numbers import whole

BY_FIELD = "f_"  # before the key of a field in an address, so that it meets no name of the page itself


@allow("plan.read")
def items(request: HttpRequest, pk: int) -> HttpResponse:
    found = list_or_404(request, pk)
    listing = listing_of(request, found)
    page = queries.page_of(queries.items(found.edition, found.declared, wanted(listing)), listing.number)
    rows = [
        (item, all_shown(found.declared.listed, item.fields), state_of(found, item)) for item in page.rows
    ]
    context: dict[str, Any] = {"found": found, "listing": listing, "rows": rows}
    context["pages"] = Pages(page.number, page.total)
    context["editions"] = queries.editions(found.catalogue)
    context["draft"] = next((one for one in context["editions"] if one.state == "draft"), None)
    context["totals"] = queries.totals(found.edition) if found.declared.states else []
    context["removed"] = request.GET.get("show") == "removed"
    return render(request, "console/lists/items.html", context)


def listing_of(request: HttpRequest, found: Found) -> Listing:
    counted = queries.facets(found.edition, found.declared)
    filters = [
        Filter(BY_FIELD + field.key, str(field.label), _choices(counted[field.key]))
        for field in queries.faceted(found.declared)
        if len(counted[field.key]) > 1
    ]
    if found.declared.states:
        filters.insert(0, Filter("state", _("状态"), _choices(counted["state"])))
    sorts = ("number", "title", "state", "updated_at", *(field.key for field in found.declared.listed))
    keep = {name: request.GET[name] for name in ("edition", "show") if request.GET.get(name)}
    return Listing(request.GET, filters, sorts, "number", keep)


def _choices(facets: list[queries.Facet]) -> list[tuple[str, str]]:
    return [(one.key, f"{one.label} {one.count}") for one in facets]


def wanted(listing: Listing) -> queries.ItemFilter:
    chosen = listing.chosen
    state = chosen.pop("state", "")
    fields = {name.removeprefix(BY_FIELD): value for name, value in chosen.items()}
    removed = listing.query.get("show") == "removed"
    return queries.ItemFilter(listing.text, state, fields, listing.sort, removed)


def state_of(found: Found, item: Item) -> Any:
    return found.declared.by_state.get(item.state)


@allow("plan.read")
def item(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    found, one = item_or_404(request, pk, item_id)
    context: dict[str, Any] = {"found": found, "item": one, "state": state_of(found, one)}
    context["fields"] = all_shown(found.declared.plain[1:], one.fields)
    context["tables"] = [shown(field, one.fields) for field in found.declared.tables]
    context["history"] = [(row, found.declared.by_state[row.state]) for row in queries.state_history(one)]
    context["edits"] = queries.edits(one, found.declared)
    context["files"] = one.files.defer("content").select_related("uploaded_by")
    context["may_move"] = found.changes and bool(found.declared.may_follow(one.state))
    return render(request, "console/lists/item.html", context)


@allow("list.edit")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    found = edited_or_404(request, pk)
    if not found.changes:
        return _needs_draft(request, pk)
    known = queries.known(found.catalogue.division)
    form = item_form(found.declared, known, None, request.POST or None)
    since = SinceForm(request.POST or None) if found.declared.states else None
    if _submitted(request) and form.is_valid() and (since is None or since.is_valid()):
        with form.refusals():
            begins = since.cleaned_data["since"] if since else None
            made = actions.add_item(
                by=acting(request), edition=found.edition, values=form.typed(), since=begins
            )
            messages.success(request, _("已添加第 %(number)d 条。") % {"number": made.number})
            return redirect("list-item", pk, made.pk)
    context = {"found": found, "form": form, "since": since, "item": None}
    return render(request, "console/lists/edit.html", context)


def _needs_draft(request: HttpRequest, pk: int) -> HttpResponse:
    messages.info(request, _("这一版已定稿，不能再改。请先起草下一版。"))
    return redirect("list", pk)


def _submitted(request: HttpRequest) -> bool:
    """Not the button that only asks for more rows."""
    return request.method == "POST" and not request.POST.get("more")


@allow("list.edit")
def edit(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    found, one = item_or_404(request, pk, item_id, edits=True)
    if not found.changes:
        return _needs_draft(request, pk)
    known = queries.known(found.catalogue.division)
    form = item_form(found.declared, known, one, request.POST or None)
    context: dict[str, Any] = {"found": found, "form": form, "item": one}
    if _submitted(request) and form.is_valid():
        version = whole(request.POST.get("version", "")) or 0
        try:
            with form.refusals():
                context |= _stored(request, found, one, form, version)
        except _Done:
            messages.success(request, _("修改已保存，原来的内容留在修改记录里。"))
            return redirect("list-item", pk, one.pk)
    return render(request, "console/lists/edit.html", context)


class _Done(Exception):
    """The change was stored."""


def _stored(request: HttpRequest, found: Found, one: Item, form: ItemForm, version: int) -> dict[str, Any]:
    """Nothing, by _Done; or what stands now, where somebody else was faster."""
    try:
        actions.edit_item(by=acting(request), item=one, version=version, values=form.typed())
    except Stale as stale:
        form.refuse(stale)
        form.version = stale.current.version
        before = queries.fields_at(one, version)
        return {"theirs": changes_of(found.declared.fields, before, stale.current.fields)}
    raise _Done


@allow("list.edit")
def move(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """To the next state; with ?correct=1 the last change is put right."""
    found, one = item_or_404(request, pk, item_id, edits=True)
    if not found.changes or not found.declared.states:
        return _needs_draft(request, pk)
    correcting = request.GET.get("correct") == "1"
    states = found.declared.states if correcting else found.declared.may_follow(one.state)
    form = StateForm([(s.key, s.label) for s in states], request.POST or None, correcting=correcting)
    if form.is_valid():
        with form.refusals():
            _moved(request, one, form.cleaned_data, correcting)
            messages.success(request, _("状态已变更，从哪天开始、谁办的都记下了。"))
            return redirect("list-item", pk, one.pk)
    context = {"found": found, "item": one, "form": form, "correcting": correcting}
    return render(request, "console/lists/move.html", {**context, "state": state_of(found, one)})


def _moved(request: HttpRequest, one: Item, typed: dict[str, Any], correcting: bool) -> None:
    version = whole(request.POST.get("version", "")) or 0
    common: dict[str, Any] = {"by": acting(request), "item": one, "version": version}
    if correcting:
        actions.correct_state(**common, state=typed["state"], since=typed["since"], reason=typed["note"])
    else:
        actions.move_item(**common, **typed)


@allow("list.edit")
def remove(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """Out of the list, or back into it."""
    found, one = item_or_404(request, pk, item_id, edits=True)
    if not found.changes:
        return _needs_draft(request, pk)
    version = whole(request.POST.get("version", "")) or 0
    form = ReasonForm(request.POST or None)
    if one.removed:
        form.fields.clear()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _removed(request, one, version, form.cleaned_data.get("reason", ""))
            return redirect("list", pk) if not one.removed else redirect("list-item", pk, one.pk)
    return render(request, "console/lists/remove.html", {"found": found, "item": one, "form": form})


def _removed(request: HttpRequest, one: Item, version: int, reason: str) -> None:
    actor, said = acting(request), {"number": one.number}
    if one.removed:
        actions.restore_item(by=actor, item=one, version=version)
        messages.success(request, _("第 %(number)d 条已放回清单。") % said)
    else:
        actions.remove_item(by=actor, item=one, version=version, reason=reason)
        messages.success(request, _("第 %(number)d 条已移出。在“已移出”里可以放回。") % said)


@allow("list.edit")
def attach(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    found, one = item_or_404(request, pk, item_id, edits=True)
    if not found.changes:
        return _needs_draft(request, pk)
    form = FilesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.refusals():
            actor, division = acting(request), found.catalogue.division
            files = kept_files(actor, division, form.cleaned_data["file"])
            actions.attach_files(by=actor, item=one, files=files)
            messages.success(request, _("佐证材料已附上。"))
            return redirect("list-item", pk, one.pk)
    return render(request, "console/lists/attach.html", {"found": found, "item": one, "form": form})
