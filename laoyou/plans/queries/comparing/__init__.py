"""Two plans side by side. The same number of queries however long they are."""

from laoyou.plans.queries.comparing.corrections import Said, corrections
from laoyou.plans.queries.comparing.finding import Candidate, comparable_plan, comparable_plans
from laoyou.plans.queries.comparing.parts import Part, Parts
from laoyou.plans.queries.comparing.sides import STATES, TABS, Comparison, Row, compare

__all__ = [
    "STATES",
    "TABS",
    "Candidate",
    "Comparison",
    "Part",
    "Parts",
    "Row",
    "Said",
    "comparable_plan",
    "comparable_plans",
    "compare",
    "corrections",
]
