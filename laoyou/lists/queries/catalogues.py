"""Lists of the reader's divisions and their editions."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.lists.models import Catalogue, Edition, Item
from laoyou.lists.queries.known import declarations, declarations_in, declared
from laoyou.lists.rules.compare import Comparison, Entry, compared
from laoyou.lists.rules.declared import Declaration, Field
from laoyou.places.models import Division


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """`current` holds today, else the newest; `draft` is being worked on; `items` of the current one."""

    catalogue: Catalogue
    declared: Declaration
    current: Edition | None
    draft: Edition | None
    items: int
    draft_items: int

    @property
    def standing(self) -> str:
        """In a word; a list without an edition that was ever in force is a draft."""
        if self.current is None:
            return "draft"
        return "living" if self.current.living else standing(self.current)


def standing(edition: Edition, today: datetime.date | None = None) -> str:
    """In a word: draft, dropped, coming, in_force or past."""
    day = today or timezone.localdate()
    if edition.state == Edition.State.DROPPED:
        return "dropped"
    if edition.state == Edition.State.DRAFT or edition.effective_from is None:
        return "draft"
    if edition.effective_from > day:
        return "coming"
    return "past" if edition.effective_until and edition.effective_until <= day else "in_force"


def in_force_on(day: datetime.date) -> Q:
    return Q(state=Edition.State.FIXED, effective_from__lte=day) & (
        Q(effective_until=None) | Q(effective_until__gt=day)
    )


def may_edit(actor: Actor, catalogue: Catalogue) -> bool:
    """The office, and the people of the department that owns the list."""
    if actor.may("list.manage", catalogue.division_id):
        return True
    owns = catalogue.owner_id is not None and catalogue.owner_id in actor.department_ids
    return owns and actor.may("list.edit", catalogue.division_id)


def catalogues(actor: Actor) -> list[CatalogueRow]:
    """The open lists that this person sees, in the order of their codes."""
    seen = Catalogue.objects.filter(until=None, division_id__in=actor.division_ids | actor.upper_ids)
    return _rows(seen)


def _rows(seen: QuerySet[Catalogue]) -> list[CatalogueRow]:
    counted = Edition.objects.annotate(items_count=Count("items", filter=Q(items__removed=False)))
    editions = counted.order_by("-number")  # said here: a model's own order is left out of grouped queries
    found = list(seen.select_related("division", "owner").prefetch_related(Prefetch("editions", editions)))
    known = declarations_in(one.division_id for one in found)
    rows = [_row(one, known[one.division_id][one.key]) for one in found if one.key in known[one.division_id]]
    return sorted(rows, key=lambda row: (row.declared.code, row.catalogue.division_id))


def _row(catalogue: Catalogue, declaration: Declaration) -> CatalogueRow:
    editions = list(catalogue.editions.all())
    current, draft = _current(editions), next((one for one in editions if one.state == "draft"), None)
    count = getattr(current, "items_count", 0)
    return CatalogueRow(catalogue, declaration, current, draft, count, getattr(draft, "items_count", 0))


def _current(editions: list[Edition]) -> Edition | None:
    """What holds today; before the first does, the one that is coming."""
    by_standing: dict[str, list[Edition]] = defaultdict(list)
    for one in editions:
        by_standing[standing(one)].append(one)
    return next((by_standing[word][0] for word in ("in_force", "coming", "past") if by_standing[word]), None)


def catalogue(actor: Actor, pk: int) -> Catalogue | None:
    seen = Catalogue.objects.filter(division_id__in=actor.division_ids | actor.upper_ids)
    return seen.select_related("division", "owner").filter(pk=pk).first()


def editions(catalogue: Catalogue) -> list[Edition]:
    """Newest first, each with the number of its items as items_count."""
    found = catalogue.editions.select_related("begun_by", "fixed_by", "catalogue__division")
    counted = found.annotate(items_count=Count("items", filter=Q(items__removed=False)))
    return list(counted.order_by("-number"))


def edition(catalogue: Catalogue, number: int | None = None) -> Edition | None:
    """The edition of that number; without one what a reader wants: in force, else coming, else the draft."""
    known = editions(catalogue)
    if number is not None:
        return next((one for one in known if one.number == number), None)
    return _current(known) or next((one for one in known if one.state != Edition.State.DROPPED), None)


def not_opened(division: Division) -> list[Declaration]:
    """Lists that the packs declare and this division does not keep yet."""
    kept = set(Catalogue.objects.filter(division=division, until=None).values_list("key", flat=True))
    return [one for key, one in declarations(division).items() if key not in kept]


def editions_in_force(division: Division, *, on: datetime.date | None = None) -> list[Edition]:
    """What holds in a division on a day, one a list, each with its catalogue. For reports and other packages."""
    day = on or timezone.localdate()
    found = Edition.objects.filter(in_force_on(day), division=division, catalogue__until=None)
    return list(found.select_related("catalogue__division", "catalogue__owner").order_by("catalogue__key"))


def comparison(before: Edition, after: Edition, fields: tuple[Field, ...] | None = None) -> Comparison:
    """What `after` adds, takes away and changes. `fields`: only these; without them all that `after` declares."""
    list_ = declared(after.catalogue, after)
    shown = fields if fields is not None else list_.fields
    rows = Item.objects.filter(edition__in=(before, after), removed=False)
    if fields is not None:
        rows = rows.filter(public=True)
    entries: dict[int, list[Entry]] = {before.pk: [], after.pk: []}
    for row in rows.order_by("number"):
        entries[row.edition_id].append(Entry(row.number, row.title, row.state, row.fields))
    return compared(shown, list_.by_state, entries[before.pk], entries[after.pk])
