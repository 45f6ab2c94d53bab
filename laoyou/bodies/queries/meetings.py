"""Meetings, and what became of their decisions."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.bodies.models import AgendaItem, Attendance, Correction, Decision, Meeting
from laoyou.bodies.queries.seats import SeatRow, seats_on
from laoyou.evidence.models import File
from laoyou.plans.models import Task
from laoyou.progress.models import Tracking
from laoyou.progress.queries.lineage import newest, same_task


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`state`: open, late, task or none (needs no follow-up); `task_word`: how its task stands.

    `task`: where it goes on today, when the plan was corrected since.
    """

    decision: Decision
    state: str
    task_word: str = ""
    task: Task | None = None

    @property
    def is_late(self) -> bool:
        return self.state == "late"


@dataclass(frozen=True, slots=True)
class Seated:
    """A member on the day of the meeting, and how the seat was taken; None: not recorded."""

    row: SeatRow
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Meeting
    members: list[Seated]
    agenda: list[AgendaItem]
    decisions: list[DecisionRow]
    corrections: list[Correction]
    files: list[File]

    @property
    def came(self) -> int:
        return sum(one.attendance is not None and one.attendance.how != "absent" for one in self.members)

    @property
    def chair(self) -> SeatRow | None:
        chair = self.meeting.chair_id
        return next((one.row for one in self.members if one.row.seat.pk == chair), None)


def meetings(
    actor: Actor, *, text: str = "", state: str = "", body: str = "", sort: str = "-on"
) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(division_id__in=actor.division_ids).select_related("body", "division")
    if text:
        found = found.filter(
            Q(title__icontains=text)
            | Q(number__icontains=text)
            | Q(body__name__icontains=text)
            | Q(minutes__icontains=text)
        )
    if state:
        found = found.filter(state=state)
    if body:
        found = found.filter(body_id=body)
    return found.annotate(decided=Count("decisions")).order_by(sort, "-pk")


def meeting(actor: Actor, pk: int) -> Meeting | None:
    found = Meeting.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("body__division").first()


def meeting_page(meeting: Meeting) -> MeetingPage:
    taken = {one.seat_id: one for one in meeting.attendance.all()}
    decided = meeting.decisions.select_related("task__plan").prefetch_related("units__department")
    return MeetingPage(
        meeting=meeting,
        members=[Seated(row, taken.get(row.seat.pk)) for row in seats_on(meeting.body, meeting.on)],
        agenda=list(meeting.agenda.select_related("department")),
        decisions=follow_up(decided),
        corrections=list(meeting.corrections.select_related("by")),
        files=list(meeting.files.defer("content")),
    )


def decisions(
    actor: Actor, *, text: str = "", state: str = "", body: str = "", sort: str = "due"
) -> list[DecisionRow]:
    """Decisions of meetings with what became of them; those without a date last."""
    found = Decision.objects.filter(division_id__in=actor.division_ids)
    found = found.select_related("meeting__body", "task__plan").prefetch_related("units__department")
    if text:
        found = found.filter(
            Q(text__icontains=text)
            | Q(meeting__title__icontains=text)
            | Q(units__department__name__icontains=text)
        ).distinct()
    if body:
        found = found.filter(meeting__body_id=body)
    rows = follow_up(found.order_by("meeting__on", "meeting_id", "no"))
    if state:
        rows = [row for row in rows if row.state == state or (state == "open" and row.is_late)]
    far = datetime.date.max
    keys = {"due": lambda row: row.decision.due or far, "on": lambda row: row.decision.meeting.on}
    return sorted(rows, key=keys[sort.removeprefix("-")], reverse=sort.startswith("-"))


def follow_up(found: QuerySet[Decision]) -> list[DecisionRow]:
    today = timezone.localdate()
    rows = list(found)
    moved = newest(row.task_id for row in rows if row.task_id)
    tasks = {row.pk: moved.get(row.task_id or 0, row.task) for row in rows}
    followed = {
        one.task_id: one
        for one in Tracking.objects.filter(task__in=[task.pk for task in tasks.values() if task])
    }
    return [_row(one, tasks[one.pk], followed, today) for one in rows]


def _row(
    one: Decision, task: Task | None, followed: dict[int, Tracking], today: datetime.date
) -> DecisionRow:
    word = _task_word(followed.get(task.pk), today) if task else ""
    return DecisionRow(one, _state(one, today), word, task)


def _task_word(tracking: Tracking | None, today: datetime.date) -> str:
    if tracking is None:
        return ""
    if tracking.state != Tracking.State.OPEN:
        return str(tracking.state)
    return "overdue" if tracking.due and tracking.due < today else "under_way"


def _state(decision: Decision, today: datetime.date) -> str:
    if decision.task_id:
        return "task"
    if decision.no_follow_up:
        return "none"
    return "late" if decision.due and decision.due < today else "open"


def decision(actor: Actor, pk: int) -> Decision | None:
    found = Decision.objects.filter(pk=pk, division_id__in=actor.division_ids)
    return found.select_related("meeting__body__division", "task__plan").first()


def decision_of_task(task: Task) -> Decision | None:
    """The decision that a task came of; a corrected plan carries the task on under the same words."""
    made = Q(task__in=same_task(task)) | Q(
        division=task.division_id, task__raw=task.raw, task__text=task.text
    )
    return Decision.objects.filter(made).select_related("meeting__body").first()
