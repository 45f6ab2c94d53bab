"""One institution, as the county sees it and as its own staff do."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.providers.finding import keeps, provider_or_404
from laoyou.console.providers.forms import word
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.providers import queries
from laoyou.providers.models import Provider


@allow("provider.read")
def provider(request: HttpRequest, pk: int) -> HttpResponse:
    found = provider_or_404(request, pk)
    context = _shown(request, found, _day(request))
    return render(request, "console/providers/provider.html", {"pages": [context], "own": False})


@allow("provider.own")
def own(request: HttpRequest) -> HttpResponse:
    """All that the person works for: one, as a rule."""
    found = queries.own_providers(acting(request))
    pages = [_shown(request, each, _day(request)) for each in found]
    return render(request, "console/providers/provider.html", {"pages": pages, "own": True})


def _day(request: HttpRequest) -> datetime.date:
    try:
        return parse_date(request.GET.get("on", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def _shown(request: HttpRequest, found: Provider, day: datetime.date) -> dict[str, Any]:
    """What the page says of one institution; whoever stands on it is noted as read."""
    actor = acting(request)
    places = queries.places_of(found, day)
    seen = [pk for place in places for pk in place.resident_ids]
    log_read(
        by=actor, kind=ReadLine.Kind.LISTED, residents=seen, division_id=found.division_id, purpose="provider",
        minors=sum(len(place.enrolments) for place in places),
    )  # fmt: skip
    kind = queries.kinds(found.division).get(found.kind)
    return {
        "provider": found,
        "kind": kind,
        "kind_word": word(kind) if kind else found.kind,
        "places": [(place, keeps(actor, place.location)) for place in places],
        "recognitions": queries.recognitions(found),
        "edits": actor.may("provider.edit", found.division_id),
        "day": day,
        "is_today": day == timezone.localdate(),
    }
