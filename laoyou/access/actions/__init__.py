"""Writes of access: people, the roles they hold, departments; and the audit line of every action."""

from collections.abc import Mapping
from typing import Any

from laoyou.access.actions.departments import (
    add_department,
    add_function,
    change_department,
    ensure_department,
    move_function,
)
from laoyou.access.actions.grants import grant_role, revoke_role
from laoyou.access.actions.people import (
    change_person,
    create_person,
    deactivate,
    reactivate,
    reset_password,
    reset_second_factor,
    set_preferences,
    unlock,
)
from laoyou.access.actions.seals import seal_lines
from laoyou.access.audit import write_line
from laoyou.access.scope import Actor

__all__ = [
    "add_department",
    "add_function",
    "change_department",
    "change_person",
    "create_person",
    "deactivate",
    "ensure_department",
    "grant_role",
    "move_function",
    "reactivate",
    "record",
    "reset_password",
    "reset_second_factor",
    "revoke_role",
    "seal_lines",
    "set_preferences",
    "unlock",
]


def record(
    *, by: Actor, action: str, obj: Any, division: Any = None, detail: Mapping[str, Any] | None = None
) -> None:
    """The audit line of an action, inside its transaction. `detail` never holds personal data."""
    division_id = getattr(division, "pk", division)
    write_line(by=by, action=action, obj=obj, division_id=division_id, detail=detail)
