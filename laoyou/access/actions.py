"""Writes of access: people, grants, departments; and the audit line of every action."""

from collections.abc import Mapping
from typing import Any

from laoyou.access.audit import write_line
from laoyou.access.scope import Actor


def record(
    *, by: Actor, action: str, obj: Any, division: Any = None, detail: Mapping[str, Any] | None = None
) -> None:
    """The audit line of an action, inside its transaction. `detail` never holds personal data."""
    division_id = getattr(division, "pk", division)
    write_line(by=by, action=action, obj=obj, division_id=division_id, detail=detail)
