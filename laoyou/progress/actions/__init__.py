"""Writes of progress. Nothing else changes its tables."""

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
from laoyou.progress.actions.entries import file_entry
from laoyou.progress.actions.filing_forms import take_form
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
    "Sorting",
    "accept_return",
    "accept_returns",
    "attach_files",
    "change_cycle",
    "close_cycle",
    "deliver_cycle",
    "exempt_unit",
    "file_entry",
    "generate_cycles",
    "give_back",
    "lift_exemption",
    "make_cycle",
    "open_cycle",
    "pass_return",
    "reopen_cycle",
    "save_return",
    "send_back",
    "set_tracking",
    "sort_tasks",
    "submit_return",
    "take_form",
]
