"""Writes of progress. Nothing else changes its tables."""

from laoyou.progress.actions.carrying import add_counterpart, carry_tasks
from laoyou.progress.actions.completion import Decided, decide_tasks
from laoyou.progress.actions.cycles import (
    change_cycle,
    close_cycle,
    deliver_cycle,
    exempt_unit,
    generate_cycles,
    lift_exemption,
    make_cycle,
    open_cycle,
    reopen_cycle,
)
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
from laoyou.progress.actions.filing_forms import take_form
from laoyou.progress.actions.following import Followed, follow_correction
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
from laoyou.progress.actions.returns import (
    accept_return,
    accept_returns,
    attach_files,
    give_back,
    pass_return,
    save_return,
    send_back,
    submit_return,
)
from laoyou.progress.actions.tracking import Sorting, set_tracking, sort_tasks

__all__ = [
    "Decided",
    "Followed",
    "Planned",
    "Sorting",
    "Typed",
    "accept_return",
    "accept_returns",
    "add_counterpart",
    "agree_measures",
    "approve_draft",
    "attach_files",
    "carry_tasks",
    "change_cycle",
    "change_measure",
    "close_cycle",
    "decide_tasks",
    "deliver_cycle",
    "discard_draft",
    "drop_file",
    "drop_measure",
    "exempt_unit",
    "extend_order",
    "file_entry",
    "finish_measures",
    "follow_correction",
    "generate_cycles",
    "give_back",
    "import_measures",
    "issue_orders",
    "lift_exemption",
    "make_cycle",
    "open_cycle",
    "pass_return",
    "propose_measure",
    "recheck_order",
    "record_reminders",
    "rectify_order",
    "reopen_cycle",
    "return_draft",
    "save_draft",
    "save_return",
    "send_back",
    "set_tracking",
    "sign_draft",
    "sort_tasks",
    "start_draft",
    "submit_draft",
    "submit_return",
    "take_form",
    "withdraw_draft",
    "withdraw_order",
]
