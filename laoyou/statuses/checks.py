"""Nightly integrity of statuses: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from laoyou.statuses.models import Status
from laoyou.statuses.queries.known import kinds


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    rows = Status.objects.filter(withdrawn=False)
    for pk in rows.exclude(division_id=F("resident__division_id")).values_list("pk", flat=True):
        yield _("身份记录 %(pk)d 与本人不在同一地区。") % {"pk": pk}
    after = rows.filter(resident__died_on__isnull=False, until=None)
    for pk in after.values_list("pk", flat=True):
        yield _("身份记录 %(pk)d 在本人去世后仍未终止。") % {"pk": pk}
    unknown = rows.exclude(kind__in=kinds()).order_by("kind").values_list("kind", flat=True).distinct()
    for kind in unknown:
        yield _("规则包不再有身份类别“%(kind)s”，但仍有记录。") % {"kind": kind}
