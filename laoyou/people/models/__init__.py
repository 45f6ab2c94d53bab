"""Residents, where they belong, whom they live with, and which rows are one person."""

from laoyou.people.models.doubles import Different, Merge, Turned
from laoyou.people.models.handovers import Handover
from laoyou.people.models.households import Household, Membership, Relation
from laoyou.people.models.residents import Resident, Sex
from laoyou.people.models.ties import Tie
from laoyou.people.models.whereabouts import Presence, Residency

__all__ = [
    "Different",
    "Handover",
    "Household",
    "Membership",
    "Merge",
    "Presence",
    "Relation",
    "Residency",
    "Resident",
    "Sex",
    "Tie",
    "Turned",
]
