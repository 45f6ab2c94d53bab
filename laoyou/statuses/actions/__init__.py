"""The only writes of statuses."""

from laoyou.statuses.actions.deciding import allow_shrink, confirm_items, leave_items, match_again
from laoyou.statuses.actions.lists import ListRow, bring_list
from laoyou.statuses.actions.statuses import add_status, correct_status, end_status
from laoyou.statuses.actions.surveys import print_sheet, save_survey

__all__ = [
    "ListRow",
    "add_status",
    "allow_shrink",
    "bring_list",
    "confirm_items",
    "correct_status",
    "end_status",
    "leave_items",
    "match_again",
    "print_sheet",
    "save_survey",
]
