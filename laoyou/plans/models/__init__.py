"""Documents under review, and the plans adopted from them."""

from laoyou.plans.models.document import Assignment, Document, Item, UnitChoice, UnitName, Unread
from laoyou.plans.models.plan import Body, Duty, Milestone, Obligation, Plan, Rule, Target, Task

__all__ = [
    "Assignment",
    "Body",
    "Document",
    "Duty",
    "Item",
    "Milestone",
    "Obligation",
    "Plan",
    "Rule",
    "Target",
    "Task",
    "UnitChoice",
    "UnitName",
    "Unread",
]
