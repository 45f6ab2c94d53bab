"""All lists, opening one, its settings, its end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.lists.finding import managed_or_404
from laoyou.console.lists.forms import CloseForm, OpenForm, SettingsForm, home_of
from laoyou.console.loading import acting
from laoyou.lists import actions, queries
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.marks import MARKS
from laoyou.ui.numbers import whole

STANDINGS = ("list_living", "list_draft", "list_coming", "list_in_force", "list_past")


@allow("plan.read")
def lists(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    known = queries.catalogues(actor)
    listing = Listing(request.GET, _filters(known), ("code", "title", "items"), "code")
    rows = _narrowed(known, listing)
    context: dict[str, Any] = {"listing": listing, "rows": rows, "pages": Pages(1, len(rows))}
    context["groups"] = [(word, [row for row in rows if row.declared.group == key]) for key, word in groups()]
    context["mine"] = {row.catalogue.pk for row in rows if queries.may_edit(actor, row.catalogue)}
    home = home_of(actor)
    context["not_opened"] = queries.not_opened(home) if home else []
    return render(request, "console/lists/index.html", context)


def groups() -> list[tuple[str, str]]:
    return [("programme", _("方案与组织")), ("catalogue", _("清单与指南"))]


def _filters(known: list[queries.CatalogueRow]) -> list[Filter]:
    owners = {row.catalogue.owner.pk: row.catalogue.owner.name for row in known if row.catalogue.owner}
    places = {row.catalogue.division.pk: row.catalogue.division.name for row in known}
    filters = [
        Filter("standing", _("状态"), [(one, MARKS[one].word) for one in STANDINGS]),
        Filter("owner", _("维护单位"), [(str(pk), name) for pk, name in owners.items()]),
        Filter("public", _("是否公开"), [("yes", _("已公开")), ("no", _("未公开"))]),
    ]
    return (
        [*filters, Filter("division", _("地区"), [(str(pk), name) for pk, name in places.items()])]
        if len(places) > 1
        else filters
    )


def _narrowed(known: list[queries.CatalogueRow], listing: Listing) -> list[queries.CatalogueRow]:
    chosen, text = listing.chosen, listing.text.casefold()
    tests: dict[str, Callable[[queries.CatalogueRow], bool]] = {
        "standing": lambda row: f"list_{row.standing}" == chosen["standing"],
        "owner": lambda row: row.catalogue.owner_id == whole(chosen["owner"]),
        "public": lambda row: bool(row.current and row.current.published) == (chosen["public"] == "yes"),
        "division": lambda row: row.catalogue.division_id == whole(chosen["division"]),
    }
    found = [row for row in known if all(tests[name](row) for name in chosen)]
    if text:
        said = {id(row): f"{row.catalogue.title} {row.declared.label} {row.declared.code}" for row in found}
        found = [row for row in found if text in said[id(row)].casefold()]
    orders: dict[str, Any] = {
        "code": lambda row: row.declared.code,
        "title": lambda row: str(row.declared.label),
        "items": lambda row: row.items,
    }
    return sorted(found, key=orders[listing.sort.lstrip("-")], reverse=listing.sort.startswith("-"))


@allow("list.manage")
def open_list(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    home = home_of(actor)
    if home is None:
        raise Http404
    form = OpenForm(home, request.POST or None, key=request.GET.get("key", ""))
    if form.is_valid():
        with form.refusals():
            made = actions.open_catalogue(by=actor, division=home, **form.cleaned_data)
            messages.success(request, _("清单已建立。可以逐条添加，也可以下载空表填好再导入。"))
            return redirect("list", made.pk)
    context = {"form": form, "declared": queries.not_opened(home), "home": home}
    return render(request, "console/lists/open.html", context)


@allow("list.manage")
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    found = managed_or_404(request, pk)
    form = SettingsForm(found.catalogue, request.POST or None)
    if form.is_valid():
        with form.refusals():
            version = whole(request.POST.get("version", "")) or 0
            actions.change_catalogue(
                by=acting(request), catalogue=found.catalogue, version=version, **form.cleaned_data
            )
            messages.success(request, _("清单的名称和维护单位已更新。"))
            return redirect("list", pk)
    return render(request, "console/lists/settings.html", {"found": found, "form": form})


@allow("list.manage")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = managed_or_404(request, pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_catalogue(by=acting(request), catalogue=found.catalogue, **form.cleaned_data)
            messages.success(request, _("清单已停用，不再公开。各版内容都保留。"))
            return redirect("lists")
    editions = queries.editions(found.catalogue)
    return render(request, "console/lists/close.html", {"found": found, "form": form, "editions": editions})
