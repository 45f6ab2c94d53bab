"""A unit's return on its way: typed, reviewed, signed, submitted, then accepted or given back by the office."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.progress.actions.common import check_files, check_manages, is_own, manages, said, seen
from laoyou.progress.actions.filing import file_return
from laoyou.progress.errors import Faulty, Refused
from laoyou.progress.models import Cycle, Return
from laoyou.progress.queries import cycles, returns
from laoyou.progress.queries.desk import desks
from laoyou.progress.rules.returns import (
    EDITABLE,
    HANDED_IN,
    INSIDE,
    cleaned,
    faults,
    next_state,
)

_DESKS = {Return.State.IN_REVIEW: Role.REVIEWER, Return.State.TO_SIGN: Role.SIGNER}


@transaction.atomic
def save_return(
    *, by: Actor, cycle: Cycle, department: Department, content: Mapping[str, Any], version: int
) -> Return:
    """What is typed so far, by the unit or by the office for it. `version` 0 when there was nothing yet."""
    now, _page = _typed(by, cycle, department, content, version)
    record(by=by, action="progress.return.save", obj=now, detail={"unit": department.name})
    return now


@transaction.atomic
def submit_return(
    *,
    by: Actor,
    cycle: Cycle,
    department: Department,
    version: int,
    content: Mapping[str, Any] | None = None,
    because: str = "",
    received_on: datetime.date | None = None,
    files: Sequence[File] = (),
) -> Return:
    """To the unit's next desk, or out of the house. The office files at once, as of the day the paper came in.

    Faulty with every fault by row; warnings alone pass with a reason.
    """
    now, page = _typed(by, cycle, department, content, version)
    _check_faults(page, cycle, because)
    now.files.add(*files)
    now.content = {**page.content, "because": because.strip()}
    state = "submitted" if now.entered_for else _after(now.state, department)
    return _advance(by, now, page, state, received_on)


@transaction.atomic
def pass_return(*, by: Actor, found: Return, version: int) -> Return:
    """The reviewer approves, or the signer signs."""
    now = _held(by, found, version)
    role = _DESKS.get(Return.State(now.state))
    if role is None:
        raise Refused(_("现在不在审核或签发这一步，请刷新页面。"))
    if not cycles.desk(by, now.department_id, role):
        raise Refused(_("这一步由本单位的%(role)s办理。") % {"role": role.label})
    _check_open(now.cycle, now.department)
    page = returns.sheet(now.cycle, now.department)
    if page is None:
        raise Refused(_("这个单位在方案中没有任务和指标，不用报送。"))
    _check_faults(page, now.cycle, now.content.get("because", ""))
    reviewer = returns.reviewer_of(now)
    return _advance(by, now, page, _after(now.state, now.department), None, reviewer)


@transaction.atomic
def send_back(*, by: Actor, found: Return, version: int, reason: str = "") -> Return:
    """Back to whoever typed it: by a desk with a reason, or taken back by the unit itself."""
    now = _held(by, found, version)
    if now.state not in INSIDE:
        raise Refused(_("已经报出，不能撤回。要修改，请方案办公室退回。"))
    role = _DESKS[Return.State(now.state)]
    if cycles.desk(by, now.department_id, role):
        reason = said(reason, "reason", _("请写明退回的理由，经办人会看到。"))
    elif not is_own(by, now.department_id):
        raise Refused(_("这一步由本单位的%(role)s办理。") % {"role": role.label})
    return _moved(by, now, Return.State.DRAFT, "send_back", reason.strip())


@transaction.atomic
def accept_return(*, by: Actor, found: Return, version: int) -> Return:
    check_manages(by, found.cycle.division_id)
    now = _held(by, found, version)
    if now.state != Return.State.SUBMITTED:
        raise Refused(_("只有已报送的可以接收，请刷新页面。"))
    return _moved(by, now, Return.State.ACCEPTED, "accept", "")


@transaction.atomic
def accept_returns(*, by: Actor, cycle: Cycle, department_ids: Sequence[int]) -> int:
    """Those of the units that have been submitted; the others stay as they are."""
    check_manages(by, cycle.division_id)
    rows = cycle.returns.select_for_update().filter(
        department_id__in=department_ids, state=Return.State.SUBMITTED
    )
    found = list(rows)
    if not found:
        raise Refused(_("没有可以接收的：选中的单位还没有报送，或者已经接收。"))
    for each in found:
        each.state, each.note = Return.State.ACCEPTED, ""
        _keep(by, each)
    record(by=by, action="progress.return.accept", obj=cycle, detail={"returns": len(found)})
    return len(found)


@transaction.atomic
def give_back(*, by: Actor, found: Return, version: int, reason: str) -> Return:
    """The office returns what a unit submitted; it files again, under the next number."""
    check_manages(by, found.cycle.division_id)
    now = _held(by, found, version)
    why = said(reason, "reason", _("请写明退回的理由，单位会看到。"))
    if now.state not in HANDED_IN:
        raise Refused(_("只有已报送的可以退回，请刷新页面。"))
    if now.cycle.state == Cycle.State.CLOSED:
        raise Refused(_("周期已经结束，单位不能再报。要退回，请先重新打开周期。"))
    return _moved(by, now, Return.State.RETURNED, "give_back", why)


@transaction.atomic
def attach_files(*, by: Actor, cycle: Cycle, department: Department, files: Sequence[File]) -> Return:
    """The stamped scan, and whatever else proves the return."""
    check_files(by, department)
    if not files:
        raise Refused(_("请选择文件。"), "files")
    now = _row(cycle, department)
    now.save()
    now.files.add(*files)
    record(by=by, action="progress.return.attach", obj=now, detail={"files": len(files)})
    return now


def _check_open(cycle: Cycle, department: Department) -> None:
    if cycle.kind != Cycle.Kind.COLLECTION:
        raise Refused(_("对外报告由方案办公室编写，单位不用填。"))
    if cycle.state != Cycle.State.OPEN:
        raise Refused(
            _("“%(title)s”%(state)s，现在不能填报。请联系方案办公室。")
            % {"title": cycle.title, "state": cycle.get_state_display()}
        )
    if (cycle.pk, department.pk) in cycles.exempted([cycle.pk]):
        raise Refused(_("本单位这一期免报。要报，请方案办公室先恢复。"))


def _row(cycle: Cycle, department: Department) -> Return:
    """The unit's row, locked; a new one that is not kept yet where there is none."""
    found = Return.objects.select_for_update().filter(cycle=cycle, department=department).first()
    return found or Return(cycle=cycle, department=department, division_id=department.division_id, version=0)


def _typed(
    by: Actor, cycle: Cycle, department: Department, content: Mapping[str, Any] | None, version: int
) -> tuple[Return, returns.Sheet]:
    """The row with what was typed in it, kept under the next version; and the page that shows it."""
    check_files(by, department)
    _check_open(Cycle.objects.get(pk=cycle.pk), department)
    now = _row(cycle, department)
    seen(now, version, content or {})
    if now.state not in EDITABLE:
        raise Refused(_("报送表现在是“%(state)s”，不能修改。") % {"state": now.get_state_display()})
    page = returns.sheet(cycle, department)
    if page is None:
        raise Refused(_("这个单位在方案中没有任务和指标，不用报送。"))
    if content is not None:
        now.content = cleaned(content, page.rows)
        now.author_id = by.user_id
        page = returns.filled(page, now, now.content)
    now.entered_for = not is_own(by, department.pk) and manages(by, department.division_id)
    _keep(by, now)
    return now, page


def _held(by: Actor, found: Return, version: int) -> Return:
    check_files(by, found.department)
    now = Return.objects.select_for_update().get(pk=found.pk)
    return seen(now, version, {})


def _check_faults(page: returns.Sheet, cycle: Cycle, because: str) -> None:
    found = faults(page.content, page.rows, cycle.period, timezone.localdate())
    if any(not each.warning for each in found) or (found and not because.strip()):
        raise Faulty(found)


def _after(state: str, department: Department) -> str:
    held = desks(department.pk)
    return next_state(state, reviewed=bool(held.reviewers), signed=bool(held.signers))


def _advance(
    by: Actor,
    now: Return,
    page: returns.Sheet,
    state: str,
    received_on: datetime.date | None,
    reviewer_id: int | None = None,
) -> Return:
    if state != Return.State.SUBMITTED:
        return _moved(by, now, state, "pass", "")
    file_return(by=by, found=now, page=page, received_on=received_on, reviewer_id=reviewer_id)
    return _moved(by, now, Return.State.SUBMITTED, "submit", "")


def _moved(by: Actor, now: Return, state: str, what: str, note: str) -> Return:
    now.state, now.note = state, note
    if state in EDITABLE:  # what is changed now has not been excused yet
        now.content = {name: said for name, said in now.content.items() if name != "because"}
    _keep(by, now)
    detail = {"unit": now.department.name, "state": state, **({"reason": note} if note else {})}
    record(by=by, action=f"progress.return.{what}", obj=now, detail=detail)
    return now


def _keep(by: Actor, now: Return) -> None:
    now.version += 1
    now.updated_by_id = by.user_id
    now.updated_at = timezone.now()
    if now.pk:
        now.save()
        return
    try:
        with transaction.atomic():
            now.save()
    except IntegrityError as clash:
        raise Refused(_("别人刚刚也开始填这张表。请刷新页面，对照后再填。")) from clash
