"""Writes of places: divisions and codes from files, what becomes of divisions, and where they lie."""

from laoyou.places.actions.changing import merge, rename, split, upgrade
from laoyou.places.actions.importing import import_divisions
from laoyou.places.actions.loading import add_division, load_divisions
from laoyou.places.actions.mapping import load_map

__all__ = [
    "add_division",
    "import_divisions",
    "load_divisions",
    "load_map",
    "merge",
    "rename",
    "split",
    "upgrade",
]
