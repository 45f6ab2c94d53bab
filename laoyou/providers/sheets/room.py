"""A line of the sheets of stays and enrolments, and how much room its location and class have left."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.providers.models import Enrolment, Location
from laoyou.providers.queries.standards import limits_of
from laoyou.providers.queries.vacancies import vacancies
from laoyou.providers.rules import Person
from laoyou.providers.sheets.common import Wrong
from laoyou.sheets.targets import Row


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    location: Location
    person: Person | None
    slot: Any
    mode: str

    @property
    def since(self) -> datetime.date:
        day: datetime.date = self.row.values["since"]
        return day

    @property
    def until(self) -> datetime.date | None:
        return self.row.values.get("until")


class Room:
    """How many more each location, and each class, may take in today."""

    def __init__(self, lines: Sequence[Line], *, stays: bool) -> None:
        self.stays, self.today = stays, timezone.localdate()
        places = {line.location.pk for line in lines}
        rooms = vacancies(places, self.today)
        self.left = {
            (one.location_id, one.measure): (one.vacant, one.capacity)
            for one in rooms
            if one.capacity is not None
        }
        self.taken = {(one.location_id, one.measure): one.taken for one in rooms}
        self.limits = {} if stays else limits_of({line.location.division_id for line in lines}, self.today)
        groups = {line.slot.pk for line in lines if line.slot is not None} if not stays else set()
        inside = Enrolment.objects.filter(group_id__in=groups, until=None).values_list("group_id", flat=True)
        self.inside: dict[int, int] = defaultdict(int)
        for group in inside:
            self.inside[group] += 1

    def leave(self, line: Line) -> None:
        """A place that stood taken until this line ended it."""
        if line.until is not None and line.until > self.today:
            return
        key = self._key(line)
        if key in self.left:
            left, capacity = self.left[key]
            self.left[key] = (left + 1, capacity)
        self.taken[key] = self.taken.get(key, 1) - 1
        if not self.stays and line.slot is not None:
            self.inside[line.slot.pk] -= 1

    def _key(self, line: Line) -> tuple[int, str]:
        stays = "day_care_place" if line.mode == "day" else "bed"
        return line.location.pk, stays if self.stays else "nursery_place"

    def take(self, line: Line) -> None:
        if line.until is not None and line.until <= self.today:
            return
        self._within_limit(line)
        key = self._key(line)
        if key in self.left:
            left, capacity = self.left[key]
            if left <= 0:
                why = _("开放的 %(n)d 个名额已满。") % {"n": capacity or 0}
                raise Wrong("provider", why, _("先申报新的容量，或先登记谁已离开。"))
            self.left[key] = (left - 1, capacity)
        self.taken[key] = self.taken.get(key, 0) + 1
        if not self.stays and line.slot is not None:
            if self.inside[line.slot.pk] >= line.slot.places:
                said = {"n": line.slot.places}
                raise Wrong(
                    "slot", _("这个班的 %(n)d 个名额已满。") % said, _("换一个班，或先登记谁已退托。")
                )
            self.inside[line.slot.pk] += 1

    def _within_limit(self, line: Line) -> None:
        """A family point's sixth infant, by the clause."""
        if self.stays or line.location.provider.kind != "family_nursery":
            return
        limit = self.limits[line.location.division_id].get(("family_point_infants", None))
        if limit is not None and self.taken.get((line.location.pk, "nursery_place"), 0) >= limit.value:
            said = {"n": f"{limit.value:g}", "document": limit.document["title"], "clause": limit.clause}
            why = _("家庭托育点最多收 %(n)s 人（《%(document)s》%(clause)s）。") % said
            raise Wrong("provider", why, _("要多收，请按托育机构登记备案。"))
