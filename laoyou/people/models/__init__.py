"""Residents and where they belong."""

from laoyou.people.models.residents import Resident, Sex
from laoyou.people.models.whereabouts import Presence, Residency

__all__ = ["Presence", "Residency", "Resident", "Sex"]
