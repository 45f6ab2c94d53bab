"""What the tables of this package share."""

from collections.abc import Sequence
from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db.models import CheckConstraint, F, Func, Q, Value

PERIOD = Func(F("since"), F("until"), Value("[)"), function="daterange", output_field=DateRangeField())


def every_change() -> tuple[pghistory.Tracker, ...]:
    """New trackers for each model: pghistory keeps the fields of the first model in a tracker that is shared."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def once_a_day(name: str, fields: Sequence[str], condition: Q | None = None) -> ExclusionConstraint:
    """No two rows with the same `fields` hold on one day."""
    expressions: list[Any] = [(F(field), "=") for field in fields]
    return ExclusionConstraint(name=name, expressions=[*expressions, (PERIOD, "&&")], condition=condition)


def dates(name: str) -> CheckConstraint:
    return CheckConstraint(name=name, condition=Q(until=None) | Q(until__gt=F("since")))
