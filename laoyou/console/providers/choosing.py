"""Whom an admission is about, where there is no ID number at hand: found by name among the people whom one sees."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.providers.finding import kept_or_404
from laoyou.console.residents.finding import home_id, keep_search, searched
from laoyou.people import queries as people
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.providers import queries
from laoyou.ui.numbers import whole

PAGES = {"admit": "stay-admit", "enrol": "enrolment-add"}
MOST = 50


@allow("resident.read")
def find(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Searched for first; who is not found is registered, and comes back to the admission."""
    place = kept_or_404(request, queries.location(pk))
    if what not in PAGES:
        raise Http404
    if request.method == "POST":
        return redirect(f"{request.path}?s={keep_search(request, request.POST.get('q', ''))}")
    context: dict[str, Any] = {"place": place, "what": what, "back": reverse(PAGES[what], args=[pk])}
    context |= {"word": request.GET.get("s", ""), "may_add": acting(request).holds("resident.edit")}
    return render(request, "console/providers/find.html", context | _looked_for(request))


def _looked_for(request: HttpRequest) -> dict[str, Any]:
    """Who bears the name, noted as read."""
    text = searched(request)
    found = people.find(people.Wanted(text=text, living=True), most=MOST) if text else None
    rows = people.rows(found.ids, "name", 0, MOST) if found else []
    log_read(
        by=acting(request), kind=ReadLine.Kind.LISTED, residents=[row.pk for row in rows],
        division_id=home_id(acting(request)), purpose="person-find",
        minors=sum(is_child(row.birth_date, timezone.localdate()) for row in rows),
    )  # fmt: skip
    return {"text": text, "rows": rows, "more": found is not None and found.more}


def chosen(request: HttpRequest) -> Resident | None:
    """The person that the address names, as far as the reader sees people; else 404."""
    if "resident" not in request.GET:
        return None
    found = people.resident(whole(request.GET["resident"]) or 0)
    if found is None or found.merged_into_id or not acting(request).may("resident.read", found.division_id):
        raise Http404
    return found


def finder(request: HttpRequest, pk: int, what: str) -> str:
    """Where to look by name; nothing for those who see no people but their own."""
    return reverse("person-find", args=[pk, what]) if acting(request).holds("resident.read") else ""
