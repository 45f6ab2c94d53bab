"""What an action on bodies says when it does not do what it was asked."""

from laoyou.access.errors import Refused

__all__ = ["Refused", "Stale"]


class Stale(Refused):
    """Somebody else changed the row first; `version` is the one that stands now."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version
