"""Nightly integrity of figures: what the database alone cannot refuse."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext as _

from laoyou.indicators.models import Observation
from laoyou.indicators.periods import parse_period


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for period in Observation.objects.values_list("period", flat=True).distinct():
        if parse_period(period) is None:
            yield _("上报数据的期间“%(period)s”无法识别。") % {"period": period}
    crossed = Observation.objects.filter(supersedes__isnull=False).filter(
        ~Q(indicator=F("supersedes__indicator"))
        | ~Q(division=F("supersedes__division"))
        | ~Q(period=F("supersedes__period"))
    )
    for each in crossed:
        yield _("数据 %(id)d 更正的不是同一指标、地区和期间的数据。") % {"id": each.pk}
