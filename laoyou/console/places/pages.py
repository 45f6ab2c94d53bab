"""A division: its codes and names, what became of it, where it lies."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import allow
from laoyou.console.places.finding import division_or_404, touched
from laoyou.places import queries


@allow("division.manage")
def division(request: HttpRequest, pk: int) -> HttpResponse:
    found = division_or_404(request, pk)
    context = {
        "one": found,
        "above": queries.ancestors(found)[:0:-1],
        "codes": found.codes.order_by(F("until").desc(nulls_first=True), "source"),
        "names": found.former_names.all(),
        "events": queries.history(found),
        "merged": found.predecessors.all(),
        "touched": touched([found]),
        "below": queries.children(found).filter(until=None),
        "map": queries.map_of(found),
    }
    return render(request, "console/places/division.html", context)
