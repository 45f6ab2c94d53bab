"""A register as a list page and as a workbook: one declaration of columns for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.console.exporting import TAKES, register_file
from laoyou.console.loading import acting
from laoyou.console.office.lists import page_of
from laoyou.spaces import queries
from laoyou.spaces.actions.common import EDIT
from laoyou.ui.listing import Filter, Listing

Words = str | Promise
MONTHS = (6, 12, 24)


@dataclass(frozen=True)
class Column:
    """`value` of a row, as shown and as exported; `mark` names a state's shape.

    `link` leads on from the row; with `edits` only for whoever may change the row. `aside`: only in the workbook.
    """

    label: Words
    value: Callable[[Any], Any]
    sort: str = ""
    number: bool = False
    link: Callable[[Any], str] | None = None
    mark: Callable[[Any], str] | None = None
    edits: bool = False
    aside: bool = False


@dataclass(frozen=True)
class Register:
    """`find` gets the actor, the text and the chosen filters; `beside` prepares what columns need of all rows.

    `target`: the name under which sheets are brought into it.
    """

    name: str
    title: Words
    lead: Words
    search: Words
    empty: Words
    columns: Sequence[Column]
    find: Callable[..., QuerySet[Any]]
    filters: Callable[[Actor], list[Filter]]
    sort: str
    add: str = ""
    add_words: Words = ""
    target: str = ""
    beside: Callable[[list[Any]], None] = lambda _rows: None

    @property
    def shown(self) -> list[Column]:
        return [one for one in self.columns if not one.aside]

    def listing(self, request: HttpRequest, actor: Actor) -> Listing:
        sorts = tuple(column.sort for column in self.columns if column.sort)
        return Listing(request.GET, self.filters(actor), sorts, self.sort)

    def found(self, actor: Actor, listing: Listing) -> QuerySet[Any]:
        rows = self.find(actor, text=listing.text, chosen=listing.chosen)
        return rows.order_by(listing.sort, "pk")


def show(request: HttpRequest, register: Register) -> HttpResponse:
    actor = acting(request)
    listing = register.listing(request, actor)
    page = page_of(listing, register.found(actor, listing))
    register.beside(page.rows)
    context: dict[str, Any] = {"register": register, "listing": listing, "pages": page.pages}
    context["rows"] = [(row, _cells(register, row, actor)) for row in page.rows]
    context["tab"], context["edits"] = register.name, actor.holds(EDIT)
    context["brings"] = bool(register.target) and actor.holds("sheet.import")
    context["export"] = reverse(f"{register.name}-export") + listing.here if actor.holds(TAKES) else ""
    return render(request, "console/spaces/register.html", context)


def _cells(register: Register, row: Any, actor: Actor) -> list[tuple[Column, Any, str, str]]:
    changes = actor.may(EDIT, row.division_id)
    return [
        (
            one,
            one.value(row),
            one.link(row) if one.link and (changes or not one.edits) else "",
            one.mark(row) if one.mark else "",
        )
        for one in register.shown
    ]


def export(request: HttpRequest, register: Register) -> FileResponse:
    actor = acting(request)
    found = register.found(actor, register.listing(request, actor))
    rows = list(found.filter(division__in=actor.divisions_for(TAKES)))
    register.beside(rows)
    lines = ([one.value(row) for one in register.columns] for row in rows)
    heads = [one.label for one in register.columns]
    return register_file(request, what=register.name, title=str(register.title), heads=heads, rows=lines)


def by_choice(name: str, label: Words, choices: Any) -> Filter:
    return Filter(name, label, list(choices))


def by_township(actor: Actor) -> Filter:
    rows = queries.townships(actor).values_list("pk", "name")
    return Filter("division", _("乡镇"), [(str(pk), name) for pk, name in rows])


def within_months(name: str, label: Words) -> Filter:
    return Filter(name, label, [(str(n), _("%(n)d 个月内") % {"n": n}) for n in MONTHS])
