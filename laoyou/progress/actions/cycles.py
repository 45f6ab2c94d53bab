"""Cycles: made from the plan's duties or by hand, changed, opened, closed, delivered; and units let off."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.indicators.periods import parse_period
from laoyou.plans.models import Duty, Plan
from laoyou.progress.actions.common import check_day, check_manages, check_running, said, seen
from laoyou.progress.errors import Refused
from laoyou.progress.models import Cycle, Exemption
from laoyou.progress.queries.cycles import dated, exempted

QUESTIONS = 20


@transaction.atomic
def make_cycle(
    *,
    by: Actor,
    plan: Plan,
    kind: str,
    period: str,
    title: str,
    opens: datetime.date,
    due: datetime.date,
    recipient: str = "",
    duty: Duty | None = None,
    basis: str = "",
    questions: Sequence[str] = (),
    collects: Cycle | None = None,
    state: str = Cycle.State.OPEN,
) -> Cycle:
    """By the office; the dates come from a duty of the plan, or `basis` says where they come from."""
    check_manages(by, plan.division_id)
    check_running(plan)
    cycle = Cycle(division_id=plan.division_id, plan=plan, kind=kind, duty=duty, state=state)
    _fill(cycle, period, title, opens, due, recipient, basis, questions, collects)
    _insert(cycle)
    record(
        by=by, action="progress.cycle.make", obj=cycle, detail={"period": period, "due": due, "kind": kind}
    )
    return cycle


@transaction.atomic
def generate_cycles(*, by: Actor, plan: Plan, year: int, chosen: Iterable[str] | None = None) -> list[Cycle]:
    """The cycles that the duties make about a year, those there are already left alone. `chosen`: duty:kind:period."""
    check_manages(by, plan.division_id)
    check_running(plan)
    wanted = None if chosen is None else set(chosen)
    # Collections first: an onward report of the same period draws on one.
    proposed = sorted(dated(plan, year)[0], key=lambda each: each.proposed.kind)
    made = [
        _generated(by, plan, each.duty, each.proposed)
        for each in proposed
        if each.existing is None and (wanted is None or each.key in wanted)
    ]
    if not made:
        raise Refused(_("没有可以生成的周期：都已经有了，或者一个也没有选。"))
    record(by=by, action="progress.cycle.generate", obj=plan, detail={"year": year, "cycles": len(made)})
    return made


def _generated(by: Actor, plan: Plan, duty: Duty, proposed: Any) -> Cycle:
    today = timezone.localdate()
    onward = proposed.kind == Cycle.Kind.ONWARD
    source = (
        plan.cycles.filter(kind=Cycle.Kind.COLLECTION, period=proposed.period).first() if onward else None
    )
    return make_cycle(
        by=by, plan=plan, kind=proposed.kind, period=proposed.period, duty=duty, opens=proposed.opens,
        due=proposed.due, recipient=proposed.recipient, title=title_of(proposed), collects=source,
        state=Cycle.State.OPEN if proposed.opens <= today else Cycle.State.PLANNED,
    )  # fmt: skip


def title_of(proposed: Any) -> str:
    words = period_words(proposed.period)
    if proposed.kind == Cycle.Kind.ONWARD:
        return _("%(period)s向%(to)s报告") % {"period": words, "to": proposed.recipient}
    return _("%(period)s进展报送") % {"period": words}


def period_words(period: str) -> str:
    """2025H2 as people say it."""
    year, rest = period[:4], period[4:]
    if not rest:
        return _("%(year)s年") % {"year": year}
    if rest[0] == "H":
        return (_("%(year)s年上半年") if rest == "H1" else _("%(year)s年下半年")) % {"year": year}
    if rest[0] == "Q":
        return _("%(year)s年第%(no)s季度") % {"year": year, "no": rest[1:]}
    return _("%(year)s年%(no)s月") % {"year": year, "no": int(rest[1:])}


@transaction.atomic
def change_cycle(
    *,
    by: Actor,
    cycle: Cycle,
    version: int,
    period: str,
    title: str,
    opens: datetime.date,
    due: datetime.date,
    recipient: str = "",
    basis: str = "",
    questions: Sequence[str] = (),
    collects: Cycle | None = None,
) -> Cycle:
    """Dates other than the duty's need a basis. What was filed keeps its period, so that one cannot change any more."""
    now = _locked(by, cycle)
    typed = {"period": period, "title": title, "opens": opens, "due": due, "basis": basis}
    seen(now, version, typed)
    if now.state == Cycle.State.CLOSED:
        raise Refused(_("周期已经结束。要修改，请先重新打开。"))
    if period != now.period and now.returns.exclude(submitted_at=None).exists():
        raise Refused(_("已经有单位报送，不能再改期间。请新建一个周期。"), "period")
    if due != now.due and not basis.strip():
        raise Refused(_("改截止日期要写明依据，例如会议、通知或领导批示。"), "basis")
    _fill(now, period, title, opens, due, recipient, basis, questions, collects)
    now.version += 1
    _insert(now)
    record(by=by, action="progress.cycle.change", obj=now, detail={"period": period, "due": due})
    return now


@transaction.atomic
def open_cycle(*, by: Actor, cycle: Cycle) -> Cycle:
    now = _locked(by, cycle)
    if now.state != Cycle.State.PLANNED:
        raise Refused(_("周期已经打开过了，请刷新页面。"))
    return _moved(by, now, Cycle.State.OPEN, "open", {})


@transaction.atomic
def close_cycle(*, by: Actor, cycle: Cycle, on: datetime.date | None = None) -> Cycle:
    """Nothing comes in any more. An onward report is delivered first."""
    now = _locked(by, cycle)
    if now.state != Cycle.State.OPEN:
        raise Refused(_("只有进行中的周期可以结束。请刷新页面。"))
    if now.kind == Cycle.Kind.ONWARD and now.delivered_on is None:
        raise Refused(_("报告还没有登记送达，不能结束。请先登记送达日期。"))
    now.closed_on = on or timezone.localdate()
    check_day(now.closed_on)
    return _moved(by, now, Cycle.State.CLOSED, "close", {"on": now.closed_on})


@transaction.atomic
def reopen_cycle(*, by: Actor, cycle: Cycle, reason: str) -> Cycle:
    now = _locked(by, cycle)
    why = said(reason, "reason", _("请写明为什么重新打开。"))
    if now.state != Cycle.State.CLOSED:
        raise Refused(_("周期没有结束，不用重新打开。"))
    now.closed_on = None
    return _moved(by, now, Cycle.State.OPEN, "reopen", {"reason": why})


@transaction.atomic
def deliver_cycle(*, by: Actor, cycle: Cycle, on: datetime.date, files: Sequence[File]) -> Cycle:
    """An onward report reached its recipient; a receipt, a stamped letter or a picture proves it."""
    now = _locked(by, cycle)
    if now.kind != Cycle.Kind.ONWARD:
        raise Refused(_("只有对外报告要登记送达。"))
    if now.state == Cycle.State.CLOSED:
        raise Refused(_("周期已经结束。要修改，请先重新打开。"))
    check_day(on)
    if on < now.opens:
        raise Refused(_("送达日期早于周期开始的日期。请核对年份。"), "on")
    if not files:
        raise Refused(_("请上传送达的凭据，例如签收单、回执或盖章的报告。"), "files")
    now.delivered_on = on
    now.files.add(*files)
    return _moved(by, now, now.state, "deliver", {"on": on, "files": len(files)})


@transaction.atomic
def exempt_unit(*, by: Actor, cycle: Cycle, department: Department, reason: str) -> Exemption:
    """Let a unit off in this cycle."""
    return _exempt(by, cycle, department, reason, lifted=False)


@transaction.atomic
def lift_exemption(*, by: Actor, cycle: Cycle, department: Department, reason: str) -> Exemption:
    return _exempt(by, cycle, department, reason, lifted=True)


def _exempt(by: Actor, cycle: Cycle, department: Department, reason: str, lifted: bool) -> Exemption:
    now = _locked(by, cycle)
    why = said(reason, "reason", _("请写明理由，单位会看到。"))
    if now.state == Cycle.State.CLOSED:
        raise Refused(_("周期已经结束。要修改，请先重新打开。"))
    held = (now.pk, department.pk) in exempted([now.pk])
    if held is not lifted:
        raise Refused(_("这个单位已经免报了。") if held else _("这个单位没有免报，不用恢复。"))
    if not lifted and now.returns.filter(department=department).exclude(submitted_at=None).exists():
        raise Refused(_("这个单位已经报送，不用免报。"))
    row = Exemption.objects.create(
        division_id=department.division_id, cycle=now, department=department, lifted=lifted, reason=why,
        by_id=by.user_id,
    )  # fmt: skip
    action = "progress.cycle.lift" if lifted else "progress.cycle.exempt"
    record(by=by, action=action, obj=now, detail={"unit": department.name})
    return row


def _locked(by: Actor, cycle: Cycle) -> Cycle:
    check_manages(by, cycle.division_id)
    return Cycle.objects.select_for_update().get(pk=cycle.pk)


def _moved(by: Actor, cycle: Cycle, state: str, what: str, detail: dict[str, Any]) -> Cycle:
    cycle.state = state
    cycle.version += 1
    cycle.save()
    record(by=by, action=f"progress.cycle.{what}", obj=cycle, detail=detail)
    return cycle


def _fill(
    cycle: Cycle,
    period: str,
    title: str,
    opens: datetime.date,
    due: datetime.date,
    recipient: str,
    basis: str,
    questions: Sequence[str],
    collects: Cycle | None,
) -> None:
    if cycle.kind not in Cycle.Kind.values:
        raise Refused(_("请选择部门报送或对外报告。"), "kind")
    if parse_period(period) is None:
        raise Refused(_("期间应写成 2025、2025H1（上半年）、2025Q3（三季度）或 2025-07。"), "period")
    if due < opens:
        raise Refused(_("截止日期早于开始日期。请核对年份。"), "due")
    onward = cycle.kind == Cycle.Kind.ONWARD
    cycle.period, cycle.opens, cycle.due = period, opens, due
    cycle.title = said(title, "title", _("请填写标题。"))
    cycle.recipient = said(recipient, "recipient", _("请写明报告给谁。")) if onward else ""
    cycle.basis = basis.strip()
    if cycle.duty_id is None:
        said(basis, "basis", _("方案没有写明日期，请写明日期的依据，例如会议、通知或领导批示。"))
    cycle.questions = _questions(questions)
    if collects is not None and (
        not onward or collects.plan_id != cycle.plan_id or collects.kind != Cycle.Kind.COLLECTION
    ):
        raise Refused(_("对外报告只能取自同一方案的部门报送。"), "collects")
    cycle.collects = collects


def _questions(given: Sequence[str]) -> list[str]:
    found = [each.strip()[:300] for each in given if each.strip()]
    if len(found) > QUESTIONS:
        raise Refused(_("问题最多 %(most)d 个，请只问主要的。") % {"most": QUESTIONS}, "questions")
    return found


def _insert(cycle: Cycle) -> None:
    try:
        with transaction.atomic():
            cycle.save()
    except IntegrityError as clash:
        raise Refused(_("这一期已经有同样的周期。请打开它，不要再建一个。"), "period") from clash
