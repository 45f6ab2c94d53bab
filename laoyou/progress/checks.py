"""Nightly integrity of progress: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from laoyou.progress.actions.filing import digest
from laoyou.progress.models import Filed, Return
from laoyou.progress.rules.returns import HANDED_IN


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    yield from _altered_returns()
    yield from _returns_never_filed()


def _altered_returns() -> Iterator[str]:
    """What was filed reads as its digest says."""
    for filed in Filed.objects.select_related("of__cycle", "of__department").iterator():
        if digest(filed.content) != filed.digest:
            yield _("%(unit)s在“%(title)s”第 %(no)d 次报送的内容与校验码不符。") % {
                "unit": filed.of.department.name,
                "title": filed.of.cycle.title,
                "no": filed.number,
            }


def _returns_never_filed() -> Iterator[str]:
    """A return that is in has been filed, and its numbers have no gap."""
    handed = Return.objects.filter(state__in=HANDED_IN).select_related("cycle", "department")
    for found in handed.annotate(times=Count("filed"), last=Max("filed__number")):
        if not found.times or found.times != found.last:
            yield _("%(unit)s在“%(title)s”的报送记录不全。") % {
                "unit": found.department.name,
                "title": found.cycle.title,
            }
