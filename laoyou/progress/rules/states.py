"""The word for where a task stands. Pure."""

import datetime
from collections.abc import Mapping

NOT_SORTED, NOT_STARTED, UNDER_WAY = "not_sorted", "not_started", "under_way"
CLAIMED, DONE, STRUCK, CARRIED = "claimed", "done", "struck", "carried"
WORDS = (NOT_SORTED, NOT_STARTED, UNDER_WAY, CLAIMED, DONE, STRUCK, CARRIED)
STILL_OPEN = frozenset({NOT_SORTED, NOT_STARTED, UNDER_WAY})
AFTER = {
    "claim": CLAIMED,
    "confirm": DONE,
    "return": "open",
    "strike": STRUCK,
    "reopen": "open",
    "carry": CARRIED,
    "follow": CARRIED,
}


def word(tracked: bool, state: str, has_entry: bool) -> str:
    if not tracked:
        return NOT_SORTED
    if state in {CLAIMED, DONE, STRUCK, CARRIED}:
        return state
    return UNDER_WAY if has_entry else NOT_STARTED


def late(word: str, due: datetime.date | None, on: datetime.date) -> int:
    """Days past the date of a task that is still open; a claim that waits for the office is not late."""
    if due is None or word not in STILL_OPEN or on <= due:
        return 0
    return (on - due).days


def owing(
    roles: Mapping[int, str], last: Mapping[int, datetime.date], since: datetime.date | None
) -> list[int]:
    """Units that have filed nothing since a day (ever, without one), in the order they are named."""
    return [unit for unit in roles if unit not in last or (since is not None and last[unit] < since)]


def owed_to(role: str, has_lead: bool) -> str:
    """Support owes the lead; who leads or shares owes the office, and so does support where nobody leads."""
    return "lead" if role == "support" and has_lead else "office"
