"""What an address of the lists names, as far as the person may see or change it; all else is 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from laoyou.console.loading import acting
from laoyou.lists import queries
from laoyou.lists.models import Catalogue, Edition, Item
from laoyou.lists.rules.declared import Declaration
from laoyou.ui.numbers import whole


@dataclass(frozen=True)
class Found:
    """A list on one page: `edits` and `manages` are what this person may do; `changes`: items can be changed here."""

    catalogue: Catalogue
    edition: Edition
    declared: Declaration
    edits: bool
    manages: bool

    @property
    def changes(self) -> bool:
        return self.edits and (self.edition.living or self.edition.state == Edition.State.DRAFT)

    @property
    def standing(self) -> str:
        return "living" if self.edition.living else queries.standing(self.edition)


def list_or_404(request: HttpRequest, pk: int, number: int | None = None) -> Found:
    """The list with the edition asked for: by number, else by ?edition=, else the one a reader wants."""
    actor = acting(request)
    catalogue = queries.catalogue(actor, pk)
    if catalogue is None:
        raise Http404
    edition = queries.edition(catalogue, number or whole(request.GET.get("edition", "")))
    if edition is None:
        raise Http404
    try:
        declared = queries.declared(catalogue, edition)
    except queries.NotDeclared as gone:
        raise Http404 from gone
    open_ = catalogue.until is None
    manages = open_ and actor.may("list.manage", catalogue.division_id)
    edition.catalogue = catalogue
    return Found(catalogue, edition, declared, open_ and queries.may_edit(actor, catalogue), manages)


def edited_or_404(request: HttpRequest, pk: int) -> Found:
    """A list that this person keeps, with the edition that they can change: the draft where there is one."""
    found = list_or_404(request, pk)
    if not found.edits:
        raise Http404
    draft = next((one for one in queries.editions(found.catalogue) if one.state == Edition.State.DRAFT), None)
    return list_or_404(request, pk, draft.number) if draft else found


def managed_or_404(request: HttpRequest, pk: int, number: int | None = None) -> Found:
    found = list_or_404(request, pk, number)
    if not found.manages:
        raise Http404
    return found


def item_or_404(request: HttpRequest, pk: int, item_id: int, *, edits: bool = False) -> tuple[Found, Item]:
    found = list_or_404(request, pk)
    item = queries.item(found.catalogue, item_id)
    if item is None or (edits and not found.edits):
        raise Http404
    return list_or_404(request, pk, item.edition.number), item
