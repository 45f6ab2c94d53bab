"""What an action on statuses says when it does not do what it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from laoyou.access.errors import Refused

__all__ = ["Fault", "Invalid", "Refused"]


@dataclass(frozen=True, slots=True)
class Fault:
    field: str
    message: str


class Invalid(Refused):
    """`faults` names every attribute that does not fit."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].message, faults[0].field)
        self.faults = tuple(faults)
