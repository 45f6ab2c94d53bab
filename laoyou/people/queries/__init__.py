"""All reads of residents."""

from laoyou.people.queries.counted import living_in
from laoyou.people.queries.finding import Found, Wanted, each, find, rows
from laoyou.people.queries.held import Holder, holders
from laoyou.people.queries.pairs import MOST as MOST_PAIRS
from laoyou.people.queries.pairs import Pair, pairs
from laoyou.people.queries.person import (
    Change,
    handover,
    history,
    incoming,
    members,
    membership,
    merges,
    needs_guardian,
    open_handover,
    reads,
    residencies,
    resident,
    tied_to,
    ties,
)

__all__ = [
    "MOST_PAIRS",
    "Change",
    "Found",
    "Holder",
    "Pair",
    "Wanted",
    "each",
    "find",
    "handover",
    "history",
    "holders",
    "incoming",
    "living_in",
    "members",
    "membership",
    "merges",
    "needs_guardian",
    "open_handover",
    "pairs",
    "reads",
    "residencies",
    "resident",
    "rows",
    "tied_to",
    "ties",
]
