"""What a location keeps, as it stands on a day, and its history."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from laoyou.providers.models import Advance, Clinic, Cover, Fee, Location, Paper, Staff

MODELS: dict[str, Any] = {
    "staff": Staff, "paper": Paper, "fee": Fee, "advance": Advance, "cover": Cover, "clinic": Clinic,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind: those that hold, then those that are over."""

    key: str
    rows: Sequence[Any]
    former: Sequence[Any]


def sections(location: Location, day: datetime.date) -> list[Section]:
    return [_section(key, location, day) for key in MODELS]


def _section(key: str, location: Location, day: datetime.date) -> Section:
    rows: QuerySet[Any] = MODELS[key].objects.filter(location=location)
    every = list(rows.select_related("staff") if key == "paper" else rows)
    over = [row for row in every if row.until is not None and row.until <= day]
    return Section(key, [row for row in every if row not in over], over)


def row_of(location: Location, what: str, pk: int) -> Any | None:
    """A row that has not ended."""
    model = MODELS.get(what)
    return model.objects.filter(location=location, pk=pk, until=None).first() if model else None
