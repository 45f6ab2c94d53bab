"""What the actions of this package say when they do not do what they were asked."""

from laoyou.lib.refusal import Refused

__all__ = ["Elsewhere", "Held", "Refused", "Registered", "Stale"]


class Stale(Refused):
    """Somebody else changed the row since this person saw it."""


class Held(Refused):
    """The number is somebody's; `index` finds whose it is, for the log of readings."""

    def __init__(self, message: str, index: bytes) -> None:
        super().__init__(message, "id_number")
        self.index = index


class Registered(Held):
    """The number is in the register, and this person may see the row."""

    def __init__(self, message: str, index: bytes, resident_id: int) -> None:
        super().__init__(message, index)
        self.resident_id = resident_id


class Elsewhere(Held):
    """The number is in the register, in the care of a division that this person does not see."""
