"""What became of the tasks of a plan, and who owes a report of it."""

from laoyou.progress.models.cycle import Cycle, Exemption, Filed, Return
from laoyou.progress.models.entry import Draft, DraftStep, Entry
from laoyou.progress.models.lineage import Lineage
from laoyou.progress.models.reminder import Reminder
from laoyou.progress.models.supervision import Order, OrderStep
from laoyou.progress.models.tracking import Measure, StateChange, Tracking

__all__ = [
    "Cycle",
    "Draft",
    "DraftStep",
    "Entry",
    "Exemption",
    "Filed",
    "Lineage",
    "Measure",
    "Order",
    "OrderStep",
    "Reminder",
    "Return",
    "StateChange",
    "Tracking",
]
