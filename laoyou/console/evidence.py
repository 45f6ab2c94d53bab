"""Evidence files leave as downloads only: nothing that somebody uploaded is shown inside a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from laoyou.access.decorators import allow
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting
from laoyou.evidence import queries
from laoyou.evidence.models import File
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.statuses.queries import proved_by


@allow("plan.read")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.file(pk)
    if found is None:
        raise Http404
    if found.of_people:
        _log(request, found)
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return as_file(response, found.name)


def _log(request: HttpRequest, found: File) -> None:
    """A person's papers were opened: it stands on the page of whom they are about."""
    people = proved_by(found.pk)
    births = Resident.objects.filter(pk__in=people).values_list("birth_date", flat=True)
    log_read(
        by=acting(request), kind=ReadLine.Kind.OPENED, residents=people,
        division_id=found.division_id, purpose="evidence",
        minors=sum(is_child(born, timezone.localdate()) for born in births),
    )  # fmt: skip
