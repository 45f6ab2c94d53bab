"""The cycle, and the unit that an address names; all else is 404."""

from django.http import Http404, HttpRequest

from laoyou.access.models import Department
from laoyou.console.loading import acting
from laoyou.progress.models import Cycle
from laoyou.progress.queries import cycles, returns


def cycle_or_404(request: HttpRequest, pk: int, permission: str = "plan.read") -> Cycle:
    actor = acting(request)
    found = cycles.cycle(actor, pk)
    if found is None or not (permission == "plan.read" or actor.may(permission, found.division_id)):
        raise Http404
    return found


def sheet_or_404(request: HttpRequest, pk: int, department_id: int) -> returns.Sheet:
    """The return of a unit that this person may open."""
    cycle = cycle_or_404(request, pk)
    unit = Department.objects.filter(pk=department_id).select_related("division").first()
    if unit is None or cycle.kind != Cycle.Kind.COLLECTION or not cycles.sees(acting(request), unit.pk):
        raise Http404
    found = returns.sheet(cycle, unit)
    if found is None:
        raise Http404
    return found


def unit_of(cycle: Cycle, department_id: int) -> Department:
    """A unit that owes something in the cycle."""
    row = next((row for row in cycles.unit_rows(cycle) if row.department.pk == department_id), None)
    if row is None:
        raise Http404
    return row.department
