"""Working bodies by post, who holds the posts, and what was decided in their meetings."""

from laoyou.bodies.models.body import ROLES, Body, Filing, Post, Seat, SeatRole, Tenure, TenureCorrection
from laoyou.bodies.models.meeting import AgendaItem, Attendance, Correction, Decision, DecisionUnit, Meeting

__all__ = [
    "ROLES",
    "AgendaItem",
    "Attendance",
    "Body",
    "Correction",
    "Decision",
    "DecisionUnit",
    "Filing",
    "Meeting",
    "Post",
    "Seat",
    "SeatRole",
    "Tenure",
    "TenureCorrection",
]
