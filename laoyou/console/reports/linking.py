"""Where a figure or a row of a report leads on the console."""

from collections.abc import Callable

from django.urls import reverse

from laoyou.reports.queries import Opened


def linker(found: Opened) -> Callable[[str], str]:
    """A figure to its rows; task:12 and target:7 to their pages, where this person may open the plan."""
    plan = found.report.plan_id
    issue = f"?issue={found.issue.number}" if found.issue else ""

    def link(key: str) -> str:
        kind, _sign, number = key.partition(":")
        if kind == "task":
            return reverse("task", args=[plan, int(number)])
        if kind == "target":
            return reverse("target", args=[plan, int(number)])
        if kind == "unit":
            return reverse("unit", args=[plan, int(number)])
        return reverse("report-figure", args=[found.report.pk, key]) + issue

    return link
