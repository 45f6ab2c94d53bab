"""What an action on plans says when it does not do what it was asked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from laoyou.access.errors import Refused
from laoyou.indicators.sanity import Doubt

if TYPE_CHECKING:
    from laoyou.plans.models import Item
    from laoyou.plans.rules.payloads import Fault

__all__ = ["Doubtful", "Invalid", "Refused", "Stale"]


class Stale(Refused):
    """Somebody else changed the item first. `typed` is what this person wanted to store, so that it is not lost."""

    def __init__(self, message: str, *, current: "Item", typed: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.current = current
        self.typed = typed


class Invalid(Refused):
    """A payload with faults; `faults` names every field, `typed` is what the person wanted to store."""

    def __init__(self, faults: "Sequence[Fault]", typed: Mapping[str, Any]) -> None:
        super().__init__(faults[0].message, faults[0].field)
        self.faults = tuple(faults)
        self.typed = typed


class Doubtful(Refused):
    """Figures that look wrong: `doubts` say why. Report them again with a reason to keep them."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        words = " ".join(each.words for each in doubts)
        super().__init__(_("%(doubts)s 如果数据无误，请写明保留的原因。") % {"doubts": words}, "keep_because")
        self.doubts = tuple(doubts)
