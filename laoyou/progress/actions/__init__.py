"""Writes of progress. Nothing else changes its tables."""

from laoyou.progress.actions.carrying import carry_tasks
from laoyou.progress.actions.completion import Decided, decide_tasks
from laoyou.progress.actions.drafts import (
    Typed,
    approve_draft,
    discard_draft,
    drop_file,
    return_draft,
    save_draft,
    sign_draft,
    start_draft,
    submit_draft,
    withdraw_draft,
)
from laoyou.progress.actions.entries import file_entry
from laoyou.progress.actions.measures import (
    Planned,
    agree_measures,
    change_measure,
    drop_measure,
    finish_measures,
    import_measures,
    propose_measure,
)
from laoyou.progress.actions.orders import (
    extend_order,
    issue_orders,
    recheck_order,
    rectify_order,
    withdraw_order,
)
from laoyou.progress.actions.reminders import record_reminders
from laoyou.progress.actions.tracking import Sorting, set_tracking, sort_tasks

__all__ = [
    "Decided",
    "Planned",
    "Sorting",
    "Typed",
    "agree_measures",
    "approve_draft",
    "carry_tasks",
    "change_measure",
    "decide_tasks",
    "discard_draft",
    "drop_file",
    "drop_measure",
    "extend_order",
    "file_entry",
    "finish_measures",
    "import_measures",
    "issue_orders",
    "propose_measure",
    "recheck_order",
    "record_reminders",
    "rectify_order",
    "return_draft",
    "save_draft",
    "set_tracking",
    "sign_draft",
    "sort_tasks",
    "start_draft",
    "submit_draft",
    "withdraw_draft",
    "withdraw_order",
]
