"""All writes about residents."""

from laoyou.people.actions.doubles import different, merge, unmerge
from laoyou.people.actions.households import join_household, leave_household, live_with, open_household
from laoyou.people.actions.moves import accept, end_presence, move, release, return_handover, set_presence
from laoyou.people.actions.numbers import set_number, set_phone
from laoyou.people.actions.residents import (
    Place,
    change_resident,
    record_death,
    register_resident,
    withdraw_death,
)
from laoyou.people.actions.ties import add_tie, end_part, end_tie

__all__ = [
    "Place",
    "accept",
    "add_tie",
    "change_resident",
    "different",
    "end_part",
    "end_presence",
    "end_tie",
    "join_household",
    "leave_household",
    "live_with",
    "merge",
    "move",
    "open_household",
    "record_death",
    "register_resident",
    "release",
    "return_handover",
    "set_number",
    "set_phone",
    "set_presence",
    "unmerge",
    "withdraw_death",
]
