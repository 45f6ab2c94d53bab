"""Lists by source, what differs in them, and when one is too short to be believed."""

import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from laoyou.packs.queries import parameter
from laoyou.places.models import Division
from laoyou.statuses.models import SourceItem, SourceList
from laoyou.statuses.queries.known import codes_of


def source_lists() -> QuerySet[SourceList]:
    """Newest month first, each with how many differences still wait."""
    waiting = Count("items", filter=Q(items__state="open"))
    rows = SourceList.objects.exclude(state="replaced").annotate(waiting=waiting)
    return rows.select_related("division", "brought_by", "allowed_by").order_by("-month", "kind", "-id")


def source_list(pk: int) -> SourceList | None:
    rows = SourceList.objects.select_related("division", "brought_by", "allowed_by")
    return rows.filter(pk=pk).first()


def items(of: SourceList, what: str = "", state: str = "") -> QuerySet[SourceItem]:
    rows = of.items.select_related("resident", "status", "division__parent", "decided_by")
    rows = rows.defer("resident__id_sealed", "resident__phone_sealed")
    if what:
        rows = rows.filter(what=what)
    return rows.filter(state=state) if state else rows


def tallies(of: SourceList) -> dict[str, dict[str, int]]:
    """How many differences of each kind, by state: what → state → number."""
    found: dict[str, dict[str, int]] = {what: {} for what in SourceItem.What.values}
    for what, state, number in of.items.order_by().values_list("what", "state").annotate(n=Count("pk")):
        found[what][state] = number
    return found


def earlier_sizes(of: SourceList, months: int = 12) -> list[tuple[datetime.date, int]]:
    """How long the same list was in months up to this one, oldest first."""
    same = SourceList.objects.filter(
        division_id=of.division_id, source=of.source, kind=of.kind, month__lte=of.month
    ).exclude(state="replaced")
    return list(reversed(same.order_by("-month").values_list("month", "total")[:months]))


def shrink_limit(division: Division, on: datetime.date) -> Decimal | None:
    """By how many percent a list may shrink before a person must look."""
    found = parameter(key="list_shrink_stop_percent", on=on, division_codes=codes_of(division))
    return None if found is None or found.value is None else Decimal(str(found.value))
