"""Yearly measures: a unit proposes, the office agrees; done with evidence, or dropped with a reason."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.actions.common import check_files, check_manages, check_running, manages, said, seen
from laoyou.progress.errors import Refused
from laoyou.progress.models import Measure
from laoyou.progress.queries.measures import proved
from laoyou.progress.queries.span import span


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure as it is typed, or as a row of a workbook says it."""

    task: Task
    department: Department
    year: int
    text: str
    completion_mark: str
    due: datetime.date


@transaction.atomic
def propose_measure(*, by: Actor, planned: Planned) -> Measure:
    """By the unit; what the office enters for it is agreed at once."""
    measure = _made(by, planned)
    measure.save()
    record(by=by, action="progress.measure.propose", obj=measure, detail={"year": planned.year})
    return measure


@transaction.atomic
def import_measures(*, by: Actor, plan: Plan, rows: Sequence[Planned]) -> int:
    """All rows of a workbook, or none."""
    if not rows:
        raise Refused(_("表里没有可以导入的行。"))
    Measure.objects.bulk_create(_made(by, row) for row in rows)
    record(by=by, action="progress.measure.import", obj=plan, detail={"rows": len(rows)})
    return len(rows)


@transaction.atomic
def change_measure(
    *, by: Actor, measure: Measure, text: str, completion_mark: str, due: datetime.date, version: int
) -> Measure:
    """By the unit while it is proposed, by the office also after."""
    locked = _locked(measure)
    check_files(by, locked.department)
    if locked.state in {Measure.State.DONE, Measure.State.DROPPED}:
        raise Refused(_("措施已经是“%(state)s”，不能再改。") % {"state": locked.get_state_display()})
    if locked.state == Measure.State.AGREED and not manages(by, locked.division_id):
        raise Refused(_("措施已经下达，要改请联系方案办公室。"))
    seen(locked, version, {"text": text, "completion_mark": completion_mark, "due": due})
    planned = Planned(locked.task, locked.department, locked.year, text, completion_mark, due)
    _check(by, planned)
    locked.text, locked.completion_mark, locked.due = text.strip(), completion_mark.strip(), due
    _touch(by, locked)
    record(by=by, action="progress.measure.change", obj=locked)
    return locked


@transaction.atomic
def agree_measures(*, by: Actor, plan: Plan, measures: Iterable[int]) -> int:
    """The office hands down what units proposed."""
    rows = _many(by, plan, measures, Measure.State.PROPOSED)
    if not rows:
        raise Refused(_("选中的里没有待下达的措施。"))
    return _all(by, plan, rows, Measure.State.AGREED, "agree")


@transaction.atomic
def finish_measures(*, by: Actor, plan: Plan, measures: Iterable[int]) -> int:
    """Done: those for which the unit filed an entry with evidence."""
    rows = _many(by, plan, measures, Measure.State.AGREED)
    shown = proved([row.pk for row in rows])
    ready = [row for row in rows if row.pk in shown]
    if not ready:
        raise Refused(_("选中的措施都没有带佐证材料的进展。请单位先报一条对应这项措施、带材料的进展。"))
    return _all(by, plan, ready, Measure.State.DONE, "finish")


@transaction.atomic
def drop_measure(*, by: Actor, measure: Measure, reason: str, version: int) -> Measure:
    """By the office; by the unit while it is only proposed."""
    locked = seen(_locked(measure), version, {"reason": reason})
    check_files(by, locked.department)
    if locked.state != Measure.State.PROPOSED:
        check_manages(by, locked.division_id)
    if locked.state in {Measure.State.DONE, Measure.State.DROPPED}:
        raise Refused(_("措施已经是“%(state)s”，不能再改。") % {"state": locked.get_state_display()})
    locked.note = said(reason, "reason", _("请写明为什么取消。"))
    locked.state = Measure.State.DROPPED
    _touch(by, locked)
    record(by=by, action="progress.measure.drop", obj=locked, detail={"reason": reason})
    return locked


def _made(by: Actor, planned: Planned) -> Measure:
    _check(by, planned)
    office = manages(by, planned.task.division_id) and planned.department.pk not in by.department_ids
    return Measure(
        division_id=planned.department.division_id, plan_id=planned.task.plan_id, task=planned.task,
        year=planned.year, text=planned.text.strip(), completion_mark=planned.completion_mark.strip(),
        due=planned.due, department=planned.department,
        state=Measure.State.AGREED if office else Measure.State.PROPOSED, updated_by_id=by.user_id,
    )  # fmt: skip


def _check(by: Actor, planned: Planned) -> None:
    check_files(by, planned.department)
    check_running(planned.task.plan)
    said(planned.text, "text", _("请写明这一年做什么。"))
    said(planned.completion_mark, "completion_mark", _("请写明做到什么样算完成。"))
    years = span(planned.task.plan).years
    if years and planned.year not in years:
        raise Refused(
            _("%(year)s 年不在规划期内（%(first)s–%(last)s 年）。")
            % {"year": planned.year, "first": years[0], "last": years[-1]},
            "year",
        )
    if planned.due.year != planned.year:
        raise Refused(_("完成时限要在 %(year)s 年内。") % {"year": planned.year}, "due")
    if not Obligation.objects.filter(task=planned.task, department=planned.department).exists():
        raise Refused(
            _("这项任务没有列%(unit)s为责任单位。") % {"unit": planned.department.name}, "department"
        )


def _locked(measure: Measure) -> Measure:
    rows = Measure.objects.select_for_update(of=("self",)).select_related("task__plan", "department")
    return rows.get(pk=measure.pk)


def _many(by: Actor, plan: Plan, measures: Iterable[int], state: str) -> list[Measure]:
    check_manages(by, plan.division_id)
    check_running(plan)
    return list(Measure.objects.select_for_update().filter(plan=plan, pk__in=list(measures), state=state))


def _all(by: Actor, plan: Plan, rows: list[Measure], state: str, verb: str) -> int:
    for row in rows:
        row.state, row.version = state, row.version + 1
        row.updated_by_id, row.updated_at = by.user_id, timezone.now()
    Measure.objects.bulk_update(rows, ["state", "version", "updated_by", "updated_at"])
    record(by=by, action=f"progress.measure.{verb}", obj=plan, detail={"measures": [row.pk for row in rows]})
    return len(rows)


def _touch(by: Actor, measure: Measure) -> None:
    measure.version += 1
    measure.updated_by_id, measure.updated_at = by.user_id, timezone.now()
    measure.save()
