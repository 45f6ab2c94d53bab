"""What a meeting decided, and what becomes of it: a task with a date, or a reason why none is needed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.bodies.actions.common import locked, said, saved
from laoyou.bodies.models import Decision, DecisionUnit, Meeting
from laoyou.plans import actions as plans
from laoyou.plans.models import Plan, Task
from laoyou.progress.actions import set_tracking
from laoyou.progress.models import Tracking


@dataclass(frozen=True, slots=True)
class Unit:
    department: Department
    role: str


@transaction.atomic
def add_decision(
    *,
    by: Actor,
    meeting: Meeting,
    text: str,
    units: Sequence[Unit] = (),
    due: datetime.date | None = None,
) -> Decision:
    meeting = _open(by, meeting)
    last = meeting.decisions.aggregate(last=Max("no"))["last"] or 0
    decision = Decision(meeting=meeting, division_id=meeting.division_id, no=last + 1)
    _fill(decision, text, due)
    decision.save()
    _give(decision, units)
    record(by=by, action="bodies.decision.add", obj=meeting, detail={"decision": decision.pk})
    return decision


@transaction.atomic
def change_decision(
    *,
    by: Actor,
    decision: Decision,
    version: int,
    text: str,
    units: Sequence[Unit] = (),
    due: datetime.date | None = None,
) -> Decision:
    _open(by, decision.meeting)
    decision = locked(by, decision, version)
    if decision.task_id:
        raise Refused(_("这一项已转为任务。请在任务里记录进展，这里不再改。"))
    _fill(decision, text, due)
    saved(decision)
    decision.units.all().delete()
    _give(decision, units)
    record(by=by, action="bodies.decision.change", obj=decision.meeting, detail={"decision": decision.pk})
    return decision


@transaction.atomic
def drop_decision(*, by: Actor, decision: Decision, version: int) -> None:
    """Before the minutes are issued, and only when no task came of it."""
    meeting = _open(by, decision.meeting)
    decision = locked(by, decision, version)
    if decision.task_id:
        raise Refused(_("这一项已转为任务，不能删去。"))
    record(by=by, action="bodies.decision.drop", obj=meeting, detail={"decision": decision.pk})
    decision.delete()


def _open(by: Actor, meeting: Meeting) -> Meeting:
    meeting = locked(by, meeting)
    if meeting.state == Meeting.State.PLANNED:
        raise Refused(_("会议还没有召开。请先登记出席情况，再记议定事项。"))
    if meeting.state == Meeting.State.ISSUED:
        raise Refused(_("纪要已经印发，议定事项不能再改。要更正，请用“更正纪要”。"))
    return meeting


def _fill(decision: Decision, text: str, due: datetime.date | None) -> None:
    decision.text = said(text, "text", _("请写明议定了什么。"))
    if due and due < decision.meeting.on:
        raise Refused(_("完成期限不能早于会议日期。"), "due")
    decision.due = due


def _give(decision: Decision, units: Sequence[Unit]) -> None:
    if len({unit.department.pk for unit in units}) != len(units):
        raise Refused(_("同一个单位只填一次。"), "lead")
    DecisionUnit.objects.bulk_create(
        DecisionUnit(
            decision=decision, division_id=decision.division_id, department=unit.department, role=unit.role
        )
        for unit in units
    )


@transaction.atomic
def decision_to_task(
    *, by: Actor, decision: Decision, version: int, plan: Plan, due: datetime.date | None = None
) -> Task:
    """The decision becomes the last task of the plan, due on `due` or on the day that the decision says."""
    decision = locked(by, decision, version)
    if decision.task_id:
        raise Refused(_("这一项已转为任务，不用再转。"))
    if plan.division_id != decision.division_id:
        raise Refused(_("请选本地区的方案。"), "plan")
    decision.due = due or decision.due
    if decision.due is None:
        raise Refused(_("请先定完成期限：转为任务的事项须有日期。"), "due")
    if decision.due < decision.meeting.on:
        raise Refused(_("完成期限不能早于会议日期。"), "due")
    task = plans.add_task(
        by=by,
        plan=plan,
        text=decision.text,
        units=[(unit.department_id, unit.role) for unit in decision.units.all()],
        source=_source(decision),
    )
    _schedule(by, task, decision.due)
    decision.task, decision.no_follow_up = task, ""
    saved(decision)
    detail = {"decision": decision.pk, "plan": plan.pk, "task": task.no}
    record(by=by, action="bodies.decision.task", obj=decision.meeting, detail=detail)
    return task


def _source(decision: Decision) -> str:
    return _("%(body)s：%(meeting)s，议定事项%(no)d") % {
        "body": decision.meeting.body.name,
        "meeting": decision.meeting.title.removeprefix(decision.meeting.body.name),
        "no": decision.no,
    }


def _schedule(by: Actor, task: Task, due: datetime.date) -> None:
    """A decided task is a deliverable from its first day: it has its date, and is done when the body says so."""
    set_tracking(
        by=by,
        task=task,
        kind=Tracking.Kind.DELIVERABLE,
        completion_mark=_("议定事项已办结，并报本机构"),
        due=due,
    )


@transaction.atomic
def needs_no_follow_up(*, by: Actor, decision: Decision, version: int, because: str) -> Decision:
    decision = locked(by, decision, version)
    if decision.task_id:
        raise Refused(_("这一项已转为任务，办理情况看任务。"))
    decision.no_follow_up = said(because, "because", _("请写明为什么不需要跟踪，如：当场办结。"))
    saved(decision)
    record(by=by, action="bodies.decision.close", obj=decision.meeting, detail={"decision": decision.pk})
    return decision
