"""The only writer of plans: every action is atomic, keyword-only and leaves one audit line."""

from laoyou.plans.actions.adding import add_task, carry_given
from laoyou.plans.actions.adoption import adopt
from laoyou.plans.actions.assigning import (
    assign_items,
    assign_part,
    leave_open,
    unassign_items,
    unassign_part,
)
from laoyou.plans.actions.comparing import correct_alignment
from laoyou.plans.actions.documents import (
    Upload,
    reread_document,
    upload_document,
    upload_documents,
    upload_text,
)
from laoyou.plans.actions.figures import Figure, report_figure, report_figures
from laoyou.plans.actions.importing import import_figures
from laoyou.plans.actions.items import (
    accept_above,
    add_item,
    decide_items,
    dismiss_unread,
    edit_item,
    link_item,
    mark_not_stated,
    restore_reading,
    restore_unread,
)
from laoyou.plans.actions.milestones import carry_milestones, set_milestones
from laoyou.plans.actions.naming import accept_unit_suggestions, name_unit, name_units
from laoyou.plans.actions.pasting import Pasted, paste_rows
from laoyou.plans.actions.plans import close_plan, publish_plan, withdraw_plan

__all__ = [
    "Figure",
    "Pasted",
    "Upload",
    "accept_above",
    "accept_unit_suggestions",
    "add_item",
    "add_task",
    "adopt",
    "assign_items",
    "assign_part",
    "carry_given",
    "carry_milestones",
    "close_plan",
    "correct_alignment",
    "decide_items",
    "dismiss_unread",
    "edit_item",
    "import_figures",
    "leave_open",
    "link_item",
    "mark_not_stated",
    "name_unit",
    "name_units",
    "paste_rows",
    "publish_plan",
    "report_figure",
    "report_figures",
    "reread_document",
    "restore_reading",
    "restore_unread",
    "set_milestones",
    "unassign_items",
    "unassign_part",
    "upload_document",
    "upload_documents",
    "upload_text",
    "withdraw_plan",
]
