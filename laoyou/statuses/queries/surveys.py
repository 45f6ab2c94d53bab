"""A village's survey sheet: who stands on it, household by household, and what holds of them now."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from laoyou.packs.queries import parameter
from laoyou.people.models import Resident
from laoyou.people.rules import age, years_before
from laoyou.places.models import Division
from laoyou.statuses.models import Status, Survey
from laoyou.statuses.queries.known import codes_of, kinds
from laoyou.statuses.rules.declared import Box

SOURCE = "village"


@dataclass(frozen=True, slots=True)
class Line:
    resident: Resident
    ticked: frozenset[str]  # keys of boxes
    age: int | None


def boxes(division: Division, who: str = "elder") -> list[Box]:
    """The boxes of the sheet for elders, or for families with infants, in the order of the packs."""
    return [
        box
        for kind in kinds(division).values()
        if kind.survey and kind.who in {who, "any"}
        for box in kind.boxes()
    ]


def sheet_lines(division: Division, who: str = "elder", on: datetime.date | None = None) -> list[Line]:
    """Two queries: the people of the village, by address; and what the village said of them."""
    day = on or timezone.localdate()
    found = list(_people(division, who, day))
    ticked = _ticked([one.pk for one in found], boxes(division, who), day)
    return [
        Line(one, frozenset(ticked.get(one.pk, ())), age(one.birth_date, day) if one.birth_date else None)
        for one in found
    ]


def _people(division: Division, who: str, day: datetime.date) -> QuerySet[Resident]:
    rows = Resident.objects.filter(division=division, died_on=None, merged_into=None)
    rows = rows.defer("id_sealed", "phone_sealed").order_by("address", "birth_date", "pk")
    if who == "child":
        limits = [one.ends_at_months for one in kinds(division).values() if one.survey and one.ends_at_months]
        return rows.filter(birth_date__gt=years_before(day, -(-max(limits, default=0) // 12)))
    found = parameter(key="elder_age", on=day, division_codes=codes_of(division))
    if found is None or not found.value:
        return rows
    return rows.filter(birth_date__lte=years_before(day, int(found.value)))


def _ticked(resident_ids: list[int], asked: Iterable[Box], day: datetime.date) -> dict[int, set[str]]:
    asked = list(asked)
    rows = Status.objects.filter(
        Q(until=None) | Q(until__gt=day), resident__in=resident_ids, source=SOURCE, withdrawn=False,
        since__lte=day, kind__in={box.kind for box in asked},
    )  # fmt: skip
    found: dict[int, set[str]] = {}
    for status in rows:
        for box in asked:
            if box.kind == status.kind and box.attributes.items() <= status.attributes.items():
                found.setdefault(status.resident_id, set()).add(box.key)
    return found


def villages(division_ids: Iterable[int]) -> QuerySet[Division]:
    """Where surveys are taken: villages in which the asker sees people."""
    return Division.objects.filter(pk__in=division_ids, level="village", until=None).select_related("parent")


def surveys() -> QuerySet[Survey]:
    return Survey.objects.select_related("division__parent", "recorded_by").order_by("-day", "-pk")


def last_days(division_ids: Iterable[int]) -> dict[int, datetime.date]:
    """The day of the last survey of each village that had one."""
    rows = Survey.objects.filter(division__in=list(division_ids)).order_by("division_id", "-day")
    return dict(rows.distinct("division_id").values_list("division_id", "day"))
