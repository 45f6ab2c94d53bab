"""Divisions with their codes and tree, what became of them, and where they lie."""

from laoyou.places.models.divisions import Division, DivisionCode, DivisionTree, Level
from laoyou.places.models.geography import MapSource, Outline, Point
from laoyou.places.models.history import DivisionEvent, DivisionMove, DivisionShare, EventKind, FormerName

__all__ = [
    "Division",
    "DivisionCode",
    "DivisionEvent",
    "DivisionMove",
    "DivisionShare",
    "DivisionTree",
    "EventKind",
    "FormerName",
    "Level",
    "MapSource",
    "Outline",
    "Point",
]
