"""Institutions and where they work, what they may take in, and who stays with them."""

from laoyou.providers.models.capacity import AgeClass, Bed, Capacity, Group, Measure, Mode, State
from laoyou.providers.models.dealings import Advance, Clinic, Cover, Fee
from laoyou.providers.models.institutions import LegalForm, Location, Operation, Provider, Recognition
from laoyou.providers.models.staffing import Paper, Post, Staff
from laoyou.providers.models.stays import Enrolment, Stay

__all__ = [
    "Advance",
    "AgeClass",
    "Bed",
    "Capacity",
    "Clinic",
    "Cover",
    "Enrolment",
    "Fee",
    "Group",
    "LegalForm",
    "Location",
    "Measure",
    "Mode",
    "Operation",
    "Paper",
    "Post",
    "Provider",
    "Recognition",
    "Staff",
    "State",
    "Stay",
]
