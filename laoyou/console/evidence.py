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
    """A person's papers were opened: it stands on the page of whom they are about, where that page is now."""
    people = proved_by(found.pk)
    today = timezone.localdate()
    kept = dict.fromkeys(people, (found.division_id, False))
    for pk, place, born in Resident.objects.filter(pk__in=people).values_list(
        "pk", "division_id", "birth_date"
    ):
        kept[pk] = (place, is_child(born, today))
    for place in sorted({place for place, _child in kept.values()}):
        here = {pk: child for pk, (at, child) in kept.items() if at == place}
        log_read(
            by=acting(request), kind=ReadLine.Kind.OPENED, residents=here, division_id=place, purpose="evidence",
            minors=sum(here.values()),
        )  # fmt: skip
