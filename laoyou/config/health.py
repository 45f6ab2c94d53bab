"""One address for a watcher: does the program answer, and does its database?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from laoyou.access.decorators import PUBLIC, allow


@require_safe
@allow(PUBLIC)
def healthy(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("healthy", content_type="text/plain")
