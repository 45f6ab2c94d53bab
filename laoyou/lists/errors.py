"""What an action on lists says when it does not do what it was asked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from laoyou.access.errors import Refused

if TYPE_CHECKING:
    from laoyou.lists.models import Item
    from laoyou.lists.rules.values import Fault

__all__ = ["Invalid", "Refused", "Stale"]


class Stale(Refused):
    """Somebody else changed the item first. `current` is what stands now; what this person typed is not lost."""

    def __init__(self, message: str, *, current: "Item") -> None:
        super().__init__(message)
        self.current = current


class Invalid(Refused):
    """Values with faults; `faults` names every field, `typed` is what the person wanted to store."""

    def __init__(self, faults: "Sequence[Fault]", typed: Mapping[str, Any]) -> None:
        super().__init__(faults[0].message, faults[0].field)
        self.faults = tuple(faults)
        self.typed = typed
