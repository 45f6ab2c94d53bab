"""What holds of one person and ever held: a part of the person's page, and a page of its own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.statuses import queries
from laoyou.statuses.models import Status
from laoyou.statuses.rules.declared import Kind

RESIDENT = "resident"


def statuses_of(request: HttpRequest, resident: Resident) -> dict[str, Any]:
    """The context of console/statuses/part.html: include it `with statuses=…`. The page itself logs the read."""
    known = queries.kinds(resident.division)
    holding = {one.pk for one in queries.held_by(resident.pk).values()}
    rows = [_row(known, status, status.pk in holding) for status in queries.of_resident(resident.pk)]
    edits = resident.merged_into_id is None and acting(request).may("resident.edit", resident.division_id)
    at = f"?at={RESIDENT}" if request.resolver_match and request.resolver_match.url_name == RESIDENT else ""
    return {"resident": resident, "rows": rows, "edits": edits, "at": at}


def came_from(request: HttpRequest, resident_id: int) -> dict[str, Any]:
    """For a step that may be taken on two pages: where it leads back to, by ?at= in its address."""
    on_file = request.GET.get("at") == RESIDENT
    page = reverse(RESIDENT if on_file else "status-of", args=[resident_id])
    return {"back": f"{page}#statuses-title", "on_file": on_file, "at": f"?at={RESIDENT}" if on_file else ""}


def _row(known: dict[str, Kind], status: Status, holds: bool) -> dict[str, Any]:
    kind = known.get(status.kind)
    source = kind.source(status.source) if kind else None
    row = {"status": status, "holds": holds, "label": kind.label if kind else status.kind}
    row["source"] = source.label if source else status.source
    return {
        **row,
        "said": kind.said(status.attributes) if kind else "",
        "derived": bool(source and source.derived),
    }


@allow("resident.read")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    resident = resident_or_404(request, pk)
    log_opened(request, resident)
    context = {"resident": resident, "statuses": statuses_of(request, resident)}
    return render(request, "console/statuses/person.html", context)


def resident_or_404(request: HttpRequest, pk: int, permission: str = "resident.read") -> Resident:
    rows = Resident.objects.select_related("division__parent").defer("id_sealed", "phone_sealed")
    found = rows.filter(pk=pk, merged_into=None).first()
    if found is None or not acting(request).may(permission, found.division_id):
        raise Http404
    return found


def log_opened(request: HttpRequest, resident: Resident) -> None:
    log_read(
        by=acting(request), kind=ReadLine.Kind.OPENED, residents=[resident.pk], division_id=resident.division_id,
        purpose="status-of", minors=int(is_child(resident.birth_date, timezone.localdate())),
    )  # fmt: skip
