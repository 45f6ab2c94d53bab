"""Evidence files leave as downloads only: nothing that somebody uploaded is shown inside a page."""

from django.http import Http404, HttpRequest, HttpResponse

from laoyou.access.decorators import allow
from laoyou.console.downloads import as_file
from laoyou.evidence import queries


@allow("plan.read")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.file(pk)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return as_file(response, found.name)
