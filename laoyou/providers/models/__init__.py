"""Institutions and where they work, what they may take in, and who stays with them."""

from laoyou.providers.models.capacity import AgeClass, Bed, Capacity, Group, Measure, Mode, State
from laoyou.providers.models.institutions import LegalForm, Location, Operation, Provider, Recognition
from laoyou.providers.models.stays import Enrolment, Stay

__all__ = [
    "AgeClass",
    "Bed",
    "Capacity",
    "Enrolment",
    "Group",
    "LegalForm",
    "Location",
    "Measure",
    "Mode",
    "Operation",
    "Provider",
    "Recognition",
    "State",
    "Stay",
]
