"""One unit's return as it is filled in: its rows, what was said last, and what happened to it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber

from laoyou.access.models import Department, User
from laoyou.indicators import queries as indicators
from laoyou.indicators.models import Observation
from laoyou.plans.models import Target, Task
from laoyou.plans.queries.specs import figure_key
from laoyou.progress.models import Cycle, Entry, Filed, Return
from laoyou.progress.queries.lineage import family
from laoyou.progress.queries.owing import Owed, owed
from laoyou.progress.rules.returns import Rows, Wanted, cleaned


@dataclass(frozen=True, slots=True)
class TaskLine:
    """`last`: the newest entry that the unit filed for the task before this return."""

    task: Task
    role: str
    last: Entry | None
    typed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FigureLine:
    target: Target
    last: Observation | None
    typed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    question: str
    typed: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's return with everything that its page, its form and its paper show."""

    cycle: Cycle
    department: Department
    found: Return | None
    rows: Rows
    content: dict[str, Any]
    tasks: tuple[TaskLine, ...]
    figures: tuple[FigureLine, ...]
    answers: tuple[AnswerLine, ...]

    @property
    def state(self) -> str:
        return self.found.state if self.found else "draft"

    @property
    def version(self) -> int:
        return self.found.version if self.found else 0


@dataclass(frozen=True, slots=True)
class Step:
    state: str
    at: datetime.datetime
    who: str
    note: str


def sheet(cycle: Cycle, department: Department) -> Sheet | None:
    """None for a unit that owes nothing."""
    return next(iter(sheets(cycle, department)), None)


def sheets(cycle: Cycle, department: Department | None = None) -> list[Sheet]:
    """Of one unit or of all, in a constant number of queries."""
    owing = owed(cycle.plan, department.pk if department else None)
    units = list(owing)
    returns = {each.department_id: each for each in cycle.returns.filter(department_id__in=units)}
    entries = last_entries(cycle, units)
    targets = {target for one in owing.values() for target in one.targets}
    standing = indicators.standing(cycle.division_id, {figure_key(target) for target in targets})
    return [_sheet(cycle, one, returns.get(pk), entries, standing) for pk, one in owing.items()]


def rows_of(cycle: Cycle, one: Owed) -> Rows:
    return Rows(
        tasks=[Wanted(task.pk, f"{task.number or task.no} {task.text}", role) for task, role in one.tasks],
        figures=[Wanted(target.pk, target.name, unit=target.unit) for target in one.targets],
        questions=list(cycle.questions),
    )


def _sheet(
    cycle: Cycle,
    one: Owed,
    found: Return | None,
    entries: Mapping[tuple[int, int], Entry],
    standing: Mapping[str, Sequence[Observation]],
) -> Sheet:
    rows = rows_of(cycle, one)
    content = cleaned(found.content if found else {}, rows)
    unit = one.department
    return Sheet(
        cycle=cycle,
        department=unit,
        found=found,
        rows=rows,
        content=content,
        tasks=tuple(
            TaskLine(task, role, entries.get((unit.pk, task.pk)), typed)
            for (task, role), typed in zip(one.tasks, content["tasks"], strict=True)
        ),
        figures=tuple(
            FigureLine(target, _last(standing.get(figure_key(target), ()), cycle.period), typed)
            for target, typed in zip(one.targets, content["figures"], strict=True)
        ),
        answers=tuple(map(AnswerLine, rows.questions, content["answers"])),
    )


def filled(page: Sheet, found: Return, content: dict[str, Any]) -> Sheet:
    """The same page with other words in it; nothing is read again."""
    lines = zip(page.tasks, content["tasks"], strict=True), zip(page.figures, content["figures"], strict=True)
    return replace(
        page,
        found=found,
        content=content,
        tasks=tuple(replace(line, typed=typed) for line, typed in lines[0]),
        figures=tuple(replace(line, typed=typed) for line, typed in lines[1]),
        answers=tuple(map(AnswerLine, page.rows.questions, content["answers"])),
    )


def _last(rows: Sequence[Observation], period: str) -> Observation | None:
    """The newest figure of another period than this one, else this one's."""
    return next((row for row in rows if row.period != period), rows[0] if rows else None)


def last_entries(cycle: Cycle, units: Iterable[int]) -> dict[tuple[int, int], Entry]:
    """(department, task) → its newest entry that no other corrects, in any version; those of this cycle left out."""
    kin = family(cycle.plan)
    newest = Window(RowNumber(), partition_by=["department_id", "task_id"], order_by=["-on", "-id"])
    found = (
        Entry.objects.filter(plan__in=kin.plans, department_id__in=list(units), corrected_by=None)
        .exclude(cycle=cycle)
        .annotate(place=newest)
        .filter(place=1)
    )
    by_age = sorted(found, key=lambda each: (each.on, each.pk))
    return {(each.department_id, kin.task(each.task_id)): each for each in by_age}


def entries_of(cycle: Cycle, department: Department) -> dict[int, Entry]:
    """By task, what this return has filed and nothing corrects."""
    kin = family(cycle.plan)
    found = Entry.objects.filter(cycle=cycle, department=department, corrected_by=None).order_by("id")
    return {kin.task(each.task_id): each for each in found}


def filed(found: Return) -> list[Filed]:
    return list(found.filed.select_related("by", "reviewer").order_by("-number"))


def steps(found: Return) -> list[Step]:
    """Every change of state with who did it, newest first; kept by the database itself."""
    events = list(found.events.order_by("pgh_id").values("state", "updated_by_id", "pgh_created_at", "note"))  # type: ignore[attr-defined]
    people = User.objects.in_bulk({each["updated_by_id"] for each in events if each["updated_by_id"]})
    told: list[Step] = []
    before = ""
    for each in events:
        if each["state"] != before:
            who = people.get(each["updated_by_id"])
            told.append(Step(each["state"], each["pgh_created_at"], str(who) if who else "", each["note"]))
        before = each["state"]
    return told[::-1]


def reviewer_of(found: Return) -> int | None:
    """Who passed the text at the reviewer's desk, of this round."""
    event = found.events.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    return event.updated_by_id if event and event.state == Return.State.TO_SIGN else None
