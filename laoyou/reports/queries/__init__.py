"""Reads of reports, and the one that gathers what a report says."""

from laoyou.reports.queries.facts import gather, speaks_on
from laoyou.reports.queries.reports import (
    Opened,
    ReportRow,
    cycles_for,
    of_cycle,
    opened,
    periods_of,
    report,
    reports,
    texts,
    writable_plans,
)

__all__ = [
    "Opened",
    "ReportRow",
    "cycles_for",
    "gather",
    "of_cycle",
    "opened",
    "periods_of",
    "report",
    "reports",
    "speaks_on",
    "texts",
    "writable_plans",
]
