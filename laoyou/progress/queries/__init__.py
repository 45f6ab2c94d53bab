"""Reads of progress. Each takes a number of queries that does not grow with what is read."""

from laoyou.progress.queries.span import Span, span
from laoyou.progress.queries.states import TaskState, Unit, task_states

__all__ = [
    "Span",
    "TaskState",
    "Unit",
    "span",
    "task_states",
]
