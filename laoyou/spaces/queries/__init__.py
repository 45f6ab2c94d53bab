"""Reads of the registers of places, held to the divisions in which the reader may look at places."""

from laoyou.spaces.queries.history import Edit, history
from laoyou.spaces.queries.housing import projects, unsynchronised
from laoyou.spaces.queries.public import PublicSpace, public_spaces
from laoyou.spaces.queries.registers import (
    divisions,
    gaps,
    land,
    land_uses,
    land_years,
    one,
    sites,
    spaces,
    steps,
    townships,
    uses,
)
from laoyou.spaces.queries.standards import Due, Overlong, dues, overlong, standard

__all__ = [
    "Due",
    "Edit",
    "Overlong",
    "PublicSpace",
    "divisions",
    "dues",
    "gaps",
    "history",
    "land",
    "land_uses",
    "land_years",
    "one",
    "overlong",
    "projects",
    "public_spaces",
    "sites",
    "spaces",
    "standard",
    "steps",
    "townships",
    "unsynchronised",
    "uses",
]
