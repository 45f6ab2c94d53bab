"""The only writer of lists: every action is atomic, keyword-only and leaves one audit line."""

from laoyou.lists.actions.catalogues import change_catalogue, close_catalogue, open_catalogue
from laoyou.lists.actions.editions import (
    begin_edition,
    drop_draft,
    publish_edition,
    put_in_force,
    withdraw_edition,
)
from laoyou.lists.actions.items import (
    add_item,
    attach_files,
    correct_state,
    edit_item,
    move_item,
    remove_item,
    restore_item,
)
from laoyou.lists.actions.sheets import bring_sheet, take_sheet

__all__ = [
    "add_item",
    "attach_files",
    "begin_edition",
    "bring_sheet",
    "change_catalogue",
    "close_catalogue",
    "correct_state",
    "drop_draft",
    "edit_item",
    "move_item",
    "open_catalogue",
    "publish_edition",
    "put_in_force",
    "remove_item",
    "restore_item",
    "take_sheet",
    "withdraw_edition",
]
