"""Writes of progress. Nothing else changes its tables."""

from laoyou.progress.actions.entries import file_entry
from laoyou.progress.actions.tracking import Sorting, set_tracking, sort_tasks

__all__ = [
    "Sorting",
    "file_entry",
    "set_tracking",
    "sort_tasks",
]
