"""Yearly measures, and how a year went against them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from laoyou.access.models import Department
from laoyou.plans.models import Plan
from laoyou.progress.models import Entry, Measure

LIVE = (Measure.State.PROPOSED, Measure.State.AGREED)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """`proof`: an entry with evidence was filed for it. `days` past its date while it is open, else 0."""

    measure: Measure
    proof: bool
    last: Entry | None
    days: int


@dataclass(frozen=True, slots=True)
class UnitYear:
    """How a unit stands against its measures of a year; `late` are open past their date."""

    department: Department
    all: int
    done: int
    late: int
    dropped: int

    @property
    def open(self) -> int:
        return self.all - self.done - self.dropped


def proved(measure_ids: Iterable[int]) -> set[int]:
    """Measures with an entry that carries evidence."""
    found = Entry.objects.filter(measure_id__in=list(measure_ids), files__isnull=False)
    return {pk for pk in found.order_by().values_list("measure_id", flat=True).distinct() if pk}


def measures(
    plan: Plan,
    *,
    year: int | None = None,
    state: str = "",
    unit: str = "",
    search: str = "",
    sort: str = "due",
) -> list[MeasureRow]:
    found = Measure.objects.filter(plan=plan).select_related("task", "department")
    if year:
        found = found.filter(year=year)
    if state == "late":
        found = found.filter(state__in=LIVE, due__lt=timezone.localdate())
    elif state:
        found = found.filter(state=state)
    if unit:
        found = found.filter(department_id=unit)
    if search:
        found = found.filter(
            Q(text__icontains=search)
            | Q(task__text__icontains=search)
            | Q(department__name__icontains=search)
        )
    return rows_of(_ordered(found, sort))


def rows_of(found: QuerySet[Measure]) -> list[MeasureRow]:
    rows = list(found)
    shown = proved(row.pk for row in rows)
    newest = (
        Entry.objects.filter(measure_id__in=[row.pk for row in rows])
        .order_by("measure_id", "-on", "-id")
        .distinct("measure_id")
    )
    last = {entry.measure_id: entry for entry in newest}
    today = timezone.localdate()
    return [MeasureRow(row, row.pk in shown, last.get(row.pk), _days(row, today)) for row in rows]


def by_unit(plan: Plan, year: int) -> list[UnitYear]:
    """Plan against results: each unit's measures of a year, furthest behind first."""
    today = timezone.localdate()
    groups: dict[int, list[Measure]] = {}
    for row in Measure.objects.filter(plan=plan, year=year).select_related("department"):
        groups.setdefault(row.department_id, []).append(row)
    found = [
        UnitYear(
            rows[0].department,
            len(rows),
            sum(row.state == Measure.State.DONE for row in rows),
            sum(_days(row, today) > 0 for row in rows),
            sum(row.state == Measure.State.DROPPED for row in rows),
        )
        for rows in groups.values()
    ]
    return sorted(found, key=lambda one: (-one.late, -one.open, one.department.pk))


def measure(plan: Plan, pk: int) -> Measure | None:
    found = Measure.objects.filter(plan=plan, pk=pk).select_related("task", "department", "updated_by")
    return found.first()


def _days(row: Measure, today: datetime.date) -> int:
    return max(0, (today - row.due).days) if row.state in LIVE else 0


def _ordered(found: QuerySet[Measure], sort: str) -> QuerySet[Measure]:
    orders = {"due": "due", "unit": "department_id", "task": "task__no"}
    name = orders.get(sort.removeprefix("-"), "due")
    return found.order_by(f"-{name}" if sort.startswith("-") else name, "id")
