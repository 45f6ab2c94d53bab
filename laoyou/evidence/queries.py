"""Reads of evidence, held to the reader's divisions by row-level security."""

from django.db.models import QuerySet

from laoyou.evidence.models import File


def listed() -> QuerySet[File]:
    """Files without their content."""
    return File.objects.defer("content").select_related("uploaded_by")


def file(pk: int) -> File | None:
    return File.objects.filter(pk=pk).first()
