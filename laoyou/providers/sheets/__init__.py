"""Sheets of institutions, of those who stay with them, and of their staff."""

from laoyou.providers.sheets import institutions, people, staff
from laoyou.sheets.targets import register


def declare() -> None:
    """Called by the AppConfig."""
    for target in (institutions.TARGET, people.STAYS, people.ENROLMENTS, staff.TARGET):
        register(target)
