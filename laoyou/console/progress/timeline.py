"""A year by month: what is due when, of tasks and of measures."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import allow
from laoyou.console.loading import plan_or_404
from laoyou.console.progress.measures import year_of
from laoyou.console.progress.shell import shell
from laoyou.plans.models import Plan
from laoyou.progress import queries
from laoyou.progress.queries import MeasureRow, TaskState


@dataclass(slots=True)
class Month:
    number: int
    first: Any
    tasks: list[tuple[Any, TaskState]] = field(default_factory=list)
    measures: list[MeasureRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.tasks) + len(self.measures)


@allow("plan.read")
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    year = year_of(request, plan)
    months = _months(plan, year)
    context = {"year": year, "years": queries.span(plan).years, "months": months}
    context["count"] = sum(month.count for month in months)
    return render(request, "console/progress/timeline.html", {**shell(request, plan, "timeline"), **context})


def _months(plan: Plan, year: int) -> list[Month]:
    months = [Month(number, datetime.date(year, number, 1)) for number in range(1, 13)]
    states = queries.task_states(plan)
    for task in plan.tasks.order_by("no"):
        state = states[task.pk]
        if state.due and state.due.year == year:
            months[state.due.month - 1].tasks.append((task, state))
    for row in queries.measures(plan, year=year):
        if row.measure.state != "dropped":
            months[row.measure.due.month - 1].measures.append(row)
    return months
