"""What an action on progress says when it does not do what it was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from laoyou.access.errors import Refused

__all__ = ["Faulty", "Refused", "Stale"]


class Stale(Refused):
    """Somebody else changed the row first. `current` is the row as it stands, `typed` what this person wanted."""

    def __init__(self, message: object, *, current: Any, typed: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.current = current
        self.typed = typed


class Faulty(Refused):
    """Rows of a return that cannot be filed as they are; `faults` of rules.returns, all at once."""

    def __init__(self, rows: Sequence[Any]) -> None:
        super().__init__(rows[0].message)
        self.rows = tuple(rows)

    @property
    def only_warnings(self) -> bool:
        return all(each.warning for each in self.rows)
