"""What an action on progress says when it does not do what it was asked."""

from collections.abc import Mapping
from typing import Any

from laoyou.access.errors import Refused

__all__ = ["Refused", "Stale"]


class Stale(Refused):
    """Somebody else changed the row first. `current` is the row as it stands, `typed` what this person wanted."""

    def __init__(self, message: object, *, current: Any, typed: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.current = current
        self.typed = typed
