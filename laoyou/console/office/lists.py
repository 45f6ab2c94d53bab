"""A list page over a query set."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from laoyou.ui.listing import PAGE_SIZE, Listing, Pages

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    pages: Pages


def page_of(listing: Listing, found: QuerySet[Row]) -> Page[Row]:
    """The page asked for, counted and cut by the database; past the end is the last."""
    whole = Pages(1, found.count())
    pages = Pages(min(listing.number, whole.last), whole.total)
    start = (pages.number - 1) * PAGE_SIZE
    return Page(list(found[start : start + PAGE_SIZE]), pages)
