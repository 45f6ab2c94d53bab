"""One list page: its search, filters, order and page, all held in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from laoyou.ui.numbers import whole

PAGE_SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True)
class Filter:
    """A choice that narrows the list; `choices` are (value, label)."""

    name: str
    label: str | Promise
    choices: Sequence[tuple[str, Any]]
    chosen: str = ""


@dataclass(frozen=True)
class Chip:
    """One filter in force and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Pages:
    """Where a page lies in its list; `total` counts rows."""

    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """How many rows lie before this page."""
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last_row(self) -> int:
        return min(self.total, self.number * self.size)

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.last else 0


@dataclass(frozen=True)
class Listing:
    """What the address asks of a list. Unknown filters and orders are left out, never an error."""

    query: QueryDict
    filters: Sequence[Filter] = ()
    sorts: Sequence[str] = ()
    default_sort: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        # A NUL can be typed into an address, and PostgreSQL takes none.
        return self.query.get("q", "").replace("\0", "").strip()[:100]

    def __post_init__(self) -> None:
        known = [replace(one, chosen=self.query.get(one.name, "")) for one in self.filters]
        object.__setattr__(self, "filters", known)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters in force, by name."""
        found = {}
        for one in self.filters:
            if one.chosen and any(str(choice) == one.chosen for choice, _label in one.choices):
                found[one.name] = one.chosen
        return found

    @property
    def sort(self) -> str:
        asked = self.query.get("sort", "")
        return asked if asked.lstrip("-") in self.sorts else self.default_sort

    @property
    def chips(self) -> list[Chip]:
        labels = {f.name: (f.label, {str(v): w for v, w in f.choices}) for f in self.filters}
        chips = [
            Chip(f"{labels[name][0]}：{labels[name][1][value]}", self.url(**{name: ""}))
            for name, value in self.chosen.items()
        ]
        if self.text:
            chips.insert(0, Chip(_("搜索：%(text)s") % {"text": self.text}, self.url(q="")))
        return chips

    @property
    def here(self) -> str:
        """The query of this very list, its page left out."""
        return self.url()

    @property
    def cleared(self) -> str:
        return "?" + urlencode(self.keep)

    def url(self, **changes: str) -> str:
        """The address of this list with `changes`; an empty value takes a part away."""
        parts = {**self.keep, "q": self.text, **self.chosen, "sort": self.query.get("sort", "")}
        parts.update(changes)
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def number(self) -> int:
        """The page asked for; 1 for anything that is no page."""
        return max(1, whole(self.query.get("page", "")) or 1)

    def pages(self, total: int) -> Pages:
        """The page asked for among `total` rows, to be cut by the database; past the end is the last."""
        return Pages(min(self.number, Pages(1, total).last), total)

    def cut(self, rows: Sequence[Row]) -> tuple[Sequence[Row], Pages]:
        """The rows of the page asked for; past the end is the last."""
        whole = Pages(1, len(rows))
        pages = Pages(min(self.number, whole.last), len(rows))
        return rows[(pages.number - 1) * PAGE_SIZE : pages.number * PAGE_SIZE], pages
