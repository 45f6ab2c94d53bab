"""One list page: its search, filters, order and page, all held in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

PAGE_SIZE = 50


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
class Listing:
    """What the address asks of a list. Unknown filters and orders are left out, never an error."""

    query: QueryDict
    filters: Sequence[Filter] = ()
    sorts: Sequence[str] = ()
    default_sort: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.query.get("q", "").strip()[:100]

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
    def cleared(self) -> str:
        return "?" + urlencode(self.keep)

    def url(self, **changes: str) -> str:
        """The address of this list with `changes`; an empty value takes a part away."""
        parts = {**self.keep, "q": self.text, **self.chosen, "sort": self.query.get("sort", "")}
        parts.update(changes)
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def page(self, rows: Any) -> Page[Any]:
        """The page asked for, of a queryset or a list; past the end is the last."""
        return Paginator(rows, PAGE_SIZE).get_page(self.query.get("page"))
