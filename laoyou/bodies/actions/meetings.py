"""A meeting is planned, held, and its minutes are issued; after that it is only corrected."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.bodies.actions.common import check, locked, said, saved
from laoyou.bodies.models import AgendaItem, Attendance, Body, Correction, Meeting
from laoyou.bodies.queries.seats import seats_on
from laoyou.evidence.models import File


@dataclass(frozen=True, slots=True)
class Point:
    """One item of an agenda and the unit that reports on it."""

    text: str
    department: Department | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """How a seat was taken; `deputy` is who came in its holder's stead."""

    seat_id: int
    how: str
    deputy: str = ""


@transaction.atomic
def plan_meeting(
    *, by: Actor, body: Body, title: str, on: datetime.date, number: str = "", place: str = "", chair: int = 0
) -> Meeting:
    check(by, body.division_id)
    meeting = Meeting(body=body, division_id=body.division_id)
    _fill(meeting, title=title, on=on, number=number, place=place, chair=chair)
    meeting.save()
    record(by=by, action="bodies.meeting.plan", obj=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, by: Actor, meeting: Meeting, version: int, **values: Any) -> Meeting:
    """Title, day, number, place, chair (a seat)."""
    meeting = _open(by, meeting, version)
    now = {"title": meeting.title, "on": meeting.on, "number": meeting.number, "place": meeting.place}
    _fill(meeting, **{**now, "chair": meeting.chair_id or 0, **values})
    seated = {row.seat.pk for row in seats_on(meeting.body, meeting.on)}
    if not seated.issuperset(meeting.attendance.values_list("seat", flat=True)):
        raise Refused(_("那一天的成员与登记的出席情况不一致，日期不能改。请先核对会议日期。"), "on")
    if meeting.state != Meeting.State.PLANNED and meeting.on > timezone.localdate():
        raise Refused(
            _("会议定在%(day)s，还没有到。提前召开的，请先改会议日期。") % {"day": meeting.on}, "on"
        )
    saved(meeting)
    record(by=by, action="bodies.meeting.change", obj=meeting, detail={"fields": sorted(values)})
    return meeting


def _fill(meeting: Meeting, *, title: str, on: datetime.date, number: str, place: str, chair: int) -> None:
    body = meeting.body
    meeting.title = said(title, "title", _("请填写会议名称。"))
    if on < body.since or (body.until and on >= body.until):
        raise Refused(_("这一天“%(name)s”还没有成立，或已经撤销。") % {"name": body.name}, "on")
    if chair and chair not in {row.seat.pk for row in seats_on(body, on)}:
        raise Refused(_("主持人须在这一天是该机构的成员。"), "chair")
    meeting.on, meeting.number, meeting.place = on, number.strip(), place.strip()
    meeting.chair_id = chair or None


def _open(by: Actor, meeting: Meeting, version: int | None) -> Meeting:
    meeting = locked(by, meeting, version)
    if meeting.state == Meeting.State.ISSUED:
        raise Refused(_("纪要已经印发，会议不能再改。要更正，请用“更正纪要”，更正会附在后面。"))
    return meeting


@transaction.atomic
def set_agenda(*, by: Actor, meeting: Meeting, version: int, points: Sequence[Point]) -> Meeting:
    """The agenda, in place of the one before, in this order."""
    meeting = _open(by, meeting, version)
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            division_id=meeting.division_id,
            no=no,
            text=point.text.strip(),
            department=point.department,
        )
        for no, point in enumerate((one for one in points if one.text.strip()), start=1)
    )
    saved(meeting)
    record(by=by, action="bodies.meeting.agenda", obj=meeting, detail={"points": len(points)})
    return meeting


@transaction.atomic
def record_attendance(*, by: Actor, meeting: Meeting, version: int, taken: Sequence[Taken]) -> Meeting:
    """Who came, in place of what was recorded before; the meeting counts as held."""
    meeting = _open(by, meeting, version)
    if meeting.on > timezone.localdate():
        raise Refused(
            _("会议定在%(day)s，还没有到。提前召开的，请先改会议日期。") % {"day": meeting.on.isoformat()}
        )
    seats = {row.seat.pk for row in seats_on(meeting.body, meeting.on)}
    if not taken or not {one.seat_id for one in taken} <= seats:
        raise Refused(_("出席情况须按会议当天的成员登记。请刷新页面。"))
    if unnamed := next((one for one in taken if one.how == "deputy" and not one.deputy.strip()), None):
        raise Refused(_("委托他人出席的，请写明受委托人姓名。"), f"deputy_{unnamed.seat_id}")
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            division_id=meeting.division_id,
            seat_id=one.seat_id,
            how=one.how,
            deputy=one.deputy.strip() if one.how == "deputy" else "",
        )
        for one in taken
    )
    meeting.state = Meeting.State.HELD
    saved(meeting)
    record(by=by, action="bodies.meeting.attendance", obj=meeting, detail={"seats": len(taken)})
    return meeting


@transaction.atomic
def write_minutes(
    *, by: Actor, meeting: Meeting, version: int, minutes: str, files: Sequence[File] = ()
) -> Meeting:
    meeting = _open(by, meeting, version)
    if meeting.state != Meeting.State.HELD:
        raise Refused(_("会议还没有召开。请先登记出席情况，再写纪要。"))
    meeting.minutes = said(minutes, "minutes", _("请填写纪要内容。"))
    meeting.files.add(*files)
    saved(meeting)
    record(by=by, action="bodies.meeting.minutes", obj=meeting, detail={"files": len(files)})
    return meeting


@transaction.atomic
def issue_minutes(*, by: Actor, meeting: Meeting, version: int, number: str, on: datetime.date) -> Meeting:
    """From then on the meeting, its minutes and its decisions no longer change."""
    meeting = _open(by, meeting, version)
    if not meeting.minutes:
        raise Refused(_("还没有写纪要，不能印发。"))
    if on < meeting.on or on > timezone.localdate():
        raise Refused(_("印发日期须在会议之后，且不晚于今天。"), "on")
    meeting.state, meeting.issued_on, meeting.minutes_number = Meeting.State.ISSUED, on, number.strip()
    saved(meeting)
    record(by=by, action="bodies.meeting.issue", obj=meeting, detail={"on": on.isoformat()})
    return meeting


@transaction.atomic
def correct_minutes(*, by: Actor, meeting: Meeting, text: str) -> Correction:
    meeting = locked(by, meeting)
    if meeting.state != Meeting.State.ISSUED:
        raise Refused(_("纪要还没有印发，请直接修改。"))
    text = said(text, "text", _("请写明哪一处有误、应当是什么。"))
    correction = Correction.objects.create(
        meeting=meeting, division_id=meeting.division_id, text=text, by_id=by.user_id
    )
    record(by=by, action="bodies.meeting.correct", obj=meeting, detail={"correction": correction.pk})
    return correction


@transaction.atomic
def drop_meeting(*, by: Actor, meeting: Meeting, version: int) -> None:
    """A meeting that was planned and did not take place. Its history keeps what it was."""
    meeting = locked(by, meeting, version)
    if meeting.state != Meeting.State.PLANNED or meeting.decisions.exists():
        raise Refused(_("会议已经召开，或已有议定事项，不能取消。"))
    record(by=by, action="bodies.meeting.drop", obj=meeting)
    meeting.delete()
