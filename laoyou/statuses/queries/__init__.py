"""Reads of statuses. Every count and every list of people starts from `holding`."""

from laoyou.statuses.queries.holding import counts, held_by, held_by_all, holding, of_resident, proved_by
from laoyou.statuses.queries.known import kind, kinds
from laoyou.statuses.queries.lists import earlier_sizes, items, shrink_limit, source_list, source_lists
from laoyou.statuses.queries.people import PeopleFilter, facets, people
from laoyou.statuses.queries.surveys import boxes, sheet_lines, surveys, villages

__all__ = [
    "PeopleFilter",
    "boxes",
    "counts",
    "earlier_sizes",
    "facets",
    "held_by",
    "held_by_all",
    "holding",
    "items",
    "kind",
    "kinds",
    "of_resident",
    "people",
    "proved_by",
    "sheet_lines",
    "shrink_limit",
    "source_list",
    "source_lists",
    "surveys",
    "villages",
]
