"""Answers that leave as files, to be saved and never shown in place."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.http import content_disposition_header

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer = TypeVar("Answer", bound=HttpResponseBase)


def as_file(response: Answer, name: str) -> Answer:
    """The same answer under a file's name, which may be Chinese (RFC 6266)."""
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
