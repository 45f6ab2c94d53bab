"""Nightly integrity of residents: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from laoyou.people.models import Membership, Residency, Resident


def problems() -> Iterator[str]:
    """One sentence for each kind of thing that is wrong, with how many."""
    open_now = Residency.objects.filter(kind=Residency.Kind.RESPONSIBLE, until=None)
    elsewhere = open_now.exclude(resident__division=F("division")).count()
    if elsewhere:
        yield _("%(n)d 名居民的责任村（社区）与地点记录不一致。") % {"n": elsewhere}
    without = Resident.objects.exclude(pk__in=open_now.values("resident")).filter(merged_into=None).count()
    if without:
        yield _("%(n)d 名居民没有责任村（社区）的地点记录。") % {"n": without}
    chained = Resident.objects.filter(merged_into__merged_into__isnull=False).count()
    if chained:
        yield _("%(n)d 份档案并入了另一份已被并走的档案。") % {"n": chained}
    dead = Membership.objects.filter(until=None, resident__died_on__isnull=False).count()
    if dead:
        yield _("%(n)d 名已去世的人还登记在户里。") % {"n": dead}
