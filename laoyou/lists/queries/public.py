"""What everybody may see: published editions, items in public states, public fields. Nothing else leaves here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from laoyou.lists.models import Catalogue, Edition, Item
from laoyou.lists.queries.catalogues import comparison, standing
from laoyou.lists.queries.known import declarations_in, declared
from laoyou.lists.rules.compare import Comparison
from laoyou.lists.rules.declared import Declaration, State
from laoyou.lists.rules.shown import Shown, all_shown
from laoyou.places.models import Division


@dataclass(frozen=True, slots=True)
class PublicList:
    """`edition` holds today, or is the newest published; `editions` all published ones, newest first."""

    catalogue: Catalogue
    declared: Declaration
    edition: Edition
    editions: tuple[Edition, ...]
    items: int

    @property
    def past(self) -> bool:
        """A newer edition holds, and is not public yet."""
        return standing(self.edition) == "past"


@dataclass(frozen=True, slots=True)
class PublicItem:
    number: int
    title: str
    state: State | None
    fields: tuple[Shown, ...]


def public_lists() -> list[PublicList]:
    """Every list that has a published edition, by division and code."""
    published = Edition.objects.filter(published=True).annotate(
        items_count=Count("items", filter=Q(items__public=True, items__removed=False))
    )
    published = published.order_by("-number")
    found = Catalogue.objects.filter(until=None, editions__published=True).distinct()
    rows = list(found.select_related("division").prefetch_related(Prefetch("editions", published)))
    known = declarations_in(one.division_id for one in rows)
    lists = []
    for one in rows:
        if (declaration := known[one.division_id].get(one.key)) and declaration.public:
            lists.append(_list(one, declaration, list(one.editions.all())))
    return sorted(lists, key=lambda each: (each.catalogue.division.code, each.declared.code))


def public_list(pk: int) -> PublicList | None:
    return next((each for each in public_lists() if each.catalogue.pk == pk), None)


def _list(catalogue: Catalogue, declaration: Declaration, editions: Sequence[Edition]) -> PublicList:
    chosen = next((one for one in editions if standing(one) == "in_force"), editions[0])
    return PublicList(catalogue, declaration, chosen, tuple(editions), getattr(chosen, "items_count", 0))


def of_division(lists: Sequence[PublicList]) -> list[tuple[Division, list[PublicList]]]:
    grouped: dict[int, tuple[Division, list[PublicList]]] = {}
    for each in lists:
        division = each.catalogue.division
        grouped.setdefault(division.pk, (division, []))[1].append(each)
    return list(grouped.values())


def public_rows(edition: Edition, *, search: str = "", state: str = "") -> QuerySet[Item]:
    found = Item.objects.filter(edition=edition, edition__published=True, public=True, removed=False)
    found = found.filter(state=state) if state else found
    return found.filter(public_words__icontains=search) if search else found


def public_items(shown: PublicList, rows: Sequence[Item]) -> list[PublicItem]:
    return [public_item(shown, row) for row in rows]


def public_item(shown: PublicList, row: Item) -> PublicItem:
    declaration = declared(shown.catalogue, shown.edition) if not shown.edition.living else shown.declared
    fields = all_shown(declaration.public_fields[1:], row.fields)
    return PublicItem(row.number, row.title, declaration.by_state.get(row.state), tuple(fields))


def public_comparison(before: Edition, after: Edition) -> Comparison:
    """Between two published editions; public fields of public items only."""
    return comparison(before, after, declared(after.catalogue, after).public_fields)
