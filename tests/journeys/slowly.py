"""A server as slow as a county's network on a bad day: finds what a journey reads before the page has come.

LAOYOU_SLOW=0.3 keeps each page waiting so many seconds before its first byte and again before its main part, and each
script. A journey that looks instead of waiting then fails every time, not once in fifty runs.
"""

import os
import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

SECONDS = float(os.environ.get("LAOYOU_SLOW", "0"))


def slowly(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The outermost middleware of a slow server."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(("text/html", "text/javascript")):
            time.sleep(SECONDS)
        if not kind.startswith("text/html") or response.streaming or response.status_code != 200:
            return response
        slow = StreamingHttpResponse(_parts(response.content), headers=dict(response.headers))  # type: ignore[attr-defined]
        slow.cookies = response.cookies
        return slow

    return middleware


def _parts(body: bytes) -> Iterator[bytes]:
    before, begins, after = body.partition(b"<main")
    yield before
    time.sleep(SECONDS)
    yield begins + after
