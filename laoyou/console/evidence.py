"""Evidence files leave as downloads only: nothing that somebody uploaded is shown inside a page."""

from django.http import Http404, HttpRequest, HttpResponse

from laoyou.access.decorators import allow
from laoyou.console.downloads import as_file
from laoyou.console.loading import acting
from laoyou.console.residents.finding import seen
from laoyou.evidence import queries
from laoyou.evidence.models import File
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import Seen, log_where_kept
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
    """A person's papers were opened: it stands on the page of whom they are about, where that page is now."""
    people = proved_by(found.pk)
    kept = Resident.objects.in_bulk(people)
    whom = [seen(kept[pk]) if pk in kept else Seen(pk, found.division_id) for pk in people]
    log_where_kept(by=acting(request), kind=ReadLine.Kind.OPENED, seen=whom, purpose="evidence")
