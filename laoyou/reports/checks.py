"""Nightly integrity of reports: an issue is what its digest says."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from laoyou.reports.facts import digest_of
from laoyou.reports.models import Issue


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for each in Issue.objects.iterator(chunk_size=20):
        if digest_of(each.content) != each.digest:
            yield _("报告 %(report)d 第 %(number)d 版的内容与它的摘要不符。") % {
                "report": each.report_id,
                "number": each.number,
            }
