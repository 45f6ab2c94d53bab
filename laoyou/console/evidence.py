"""Evidence files leave as downloads only: nothing that somebody uploaded is shown inside a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from laoyou.access.decorators import allow
from laoyou.evidence import queries


@allow("plan.read")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.file(pk)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or ""
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
