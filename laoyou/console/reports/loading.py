"""The report that an address names, as far as the person may see it."""

from django.http import Http404, HttpRequest

from laoyou.console.loading import acting
from laoyou.reports import queries
from laoyou.reports.models import Report
from laoyou.reports.queries import Opened
from laoyou.ui.numbers import whole


def opened_or_404(request: HttpRequest, pk: int) -> Opened:
    """The draft, or the issue that the address asks for."""
    asked = request.GET.get("issue", "")
    number = whole(asked)
    found = queries.opened(acting(request), pk, number) if not asked or number else None
    if found is None:
        raise Http404
    return found


def written_or_404(request: HttpRequest, pk: int) -> Opened:
    """One that this person writes, not its issues."""
    actor = acting(request)
    found = queries.opened(actor, pk)
    if found is None or not actor.may("report.write", found.report.division_id):
        raise Http404
    return found


def is_issued(report: Report) -> bool:
    return report.state == Report.State.ISSUED
