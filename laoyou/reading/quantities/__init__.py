"""Every number that the prose of a document commits to, lays down, states or foresees."""

from .reader import find_quantities

__all__ = ["find_quantities"]
