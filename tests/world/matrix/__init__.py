"""Who may see which row about a person, computed in plain Python from lists: what the policies of the database are held to.

A table with people in it is added by one function that fills rows in both counties, decorated with how its rows are seen:

    @table("people_residency", follows("resident_id"))
    def _residencies(ground: Ground) -> None: …
"""

from tests.world.matrix import care, people, privacy, statuses
from tests.world.matrix.viewing import RULES, Ground, Row, Viewer, build_ground, employ, viewers

__all__ = [
    "RULES",
    "Ground",
    "Row",
    "Viewer",
    "build_ground",
    "care",
    "employ",
    "people",
    "privacy",
    "statuses",
    "viewers",
]
