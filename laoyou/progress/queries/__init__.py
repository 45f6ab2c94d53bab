"""Reads of progress. Each takes a number of queries that does not grow with what is read."""

from laoyou.progress.queries.carrying import Unfinished, next_plans, unfinished
from laoyou.progress.queries.completion import Preview, preview
from laoyou.progress.queries.desk import DraftPage, desks, draft, drafts
from laoyou.progress.queries.following import Following, following
from laoyou.progress.queries.measures import MeasureRow, UnitYear, by_unit, measure, measures
from laoyou.progress.queries.orders import OrderPage, OrderRow, display_number, order, orders
from laoyou.progress.queries.reminding import (
    Bulletin,
    UnitStand,
    bulletin,
    reminder_text,
    reminders,
    unit_stands,
)
from laoyou.progress.queries.span import Span, span
from laoyou.progress.queries.states import TaskState, Unit, task_states
from laoyou.progress.queries.tasks import EntryRow, TaskProgress, entry, entry_rows, task_progress
from laoyou.progress.queries.worklist import Row, Section, worklist

__all__ = [
    "Bulletin",
    "DraftPage",
    "EntryRow",
    "Following",
    "MeasureRow",
    "OrderPage",
    "OrderRow",
    "Preview",
    "Row",
    "Section",
    "Span",
    "TaskProgress",
    "TaskState",
    "Unfinished",
    "Unit",
    "UnitStand",
    "UnitYear",
    "bulletin",
    "by_unit",
    "desks",
    "display_number",
    "draft",
    "drafts",
    "entry",
    "entry_rows",
    "following",
    "measure",
    "measures",
    "next_plans",
    "order",
    "orders",
    "preview",
    "reminder_text",
    "reminders",
    "span",
    "task_progress",
    "task_states",
    "unfinished",
    "unit_stands",
    "worklist",
]
