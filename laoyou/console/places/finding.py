"""The division that an address names, and how much hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from laoyou.access.models import Department, Grant, User
from laoyou.console.loading import acting
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids


@dataclass(frozen=True)
class Touched:
    """How many divisions lie in some, and how many accounts, roles and units belong to them."""

    below: int
    people: int
    roles: int
    units: int


def division_or_404(request: HttpRequest, pk: int) -> Division:
    """A division that this person keeps."""
    found = Division.objects.select_related("parent", "successor").filter(pk=pk).first()
    if found is None or not acting(request).may("division.manage", found.pk):
        raise Http404
    return found


def changing_or_404(request: HttpRequest, pk: int) -> Division:
    """One that is not abolished."""
    found = division_or_404(request, pk)
    if found.until is not None:
        raise Http404
    return found


def touched(divisions: Iterable[Division]) -> Touched:
    own = [each.pk for each in divisions]
    inside = descendant_ids(own)
    return Touched(
        below=len(inside) - len(own),
        people=User.objects.filter(division_id__in=inside, is_active=True).count(),
        roles=Grant.objects.filter(division_id__in=inside).count(),
        units=Department.objects.filter(division_id__in=inside).count(),
    )
