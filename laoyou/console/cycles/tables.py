"""What the pages of cycles show: rows, filters, words."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.plans import queries as plans
from laoyou.plans.models import Duty, Plan
from laoyou.progress.models import Cycle
from laoyou.progress.queries import cycles as queries
from laoyou.progress.queries.cycles import CycleRow, UnitRow
from laoyou.progress.rules.cycles import kind_of
from laoyou.ui.listing import Filter, Listing
from laoyou.ui.marks import MARKS

CYCLE_SORTS = ("due", "period", "title")
UNIT_SORTS = ("unit", "state", "late")
CYCLE_HEADS = (
    gettext_lazy("标题"), gettext_lazy("方案"), gettext_lazy("类别"), gettext_lazy("哪一期"),
    gettext_lazy("截止日期"), gettext_lazy("状态"), gettext_lazy("应报"), gettext_lazy("已报"),
    gettext_lazy("迟报"), gettext_lazy("未报"),
)  # fmt: skip
UNIT_HEADS = (
    gettext_lazy("单位"), gettext_lazy("任务"), gettext_lazy("指标"), gettext_lazy("状态"),
    gettext_lazy("报送日期"), gettext_lazy("迟报天数"), gettext_lazy("代录"), gettext_lazy("说明"),
)  # fmt: skip


def cycle_list(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    listing = _cycle_listing(request, actor)
    shown, pages = listing.cut(cycle_rows(request, actor))
    live = [row.plan for row in plans.plans(actor, state="live")]
    managed = [plan for plan in live if actor.may("progress.manage", plan.division_id)]
    leads = actor.holds("plan.review")
    return {"listing": listing, "rows": shown, "pages": pages, "plans": managed, "leads": leads}


def _cycle_listing(request: HttpRequest, actor: Actor) -> Listing:
    known = [(str(row.plan.pk), row.plan.title) for row in plans.plans(actor)]
    states = [(state, MARKS[f"cycle_{state}"].word) for state in Cycle.State.values]
    filters = [
        Filter("plan", _("方案"), known),
        Filter("kind", _("类别"), Cycle.Kind.choices),
        Filter("state", _("状态"), states),
    ]
    return Listing(request.GET, filters, CYCLE_SORTS, "-due")


def cycle_rows(request: HttpRequest, actor: Actor) -> list[CycleRow]:
    listing = _cycle_listing(request, actor)
    chosen = listing.chosen
    found = queries.cycles(actor, plan_id=int(chosen["plan"]) if "plan" in chosen else None)
    if listing.text:
        found = found.filter(title__icontains=listing.text)
    narrowed = {name: chosen[name] for name in ("kind", "state") if name in chosen}
    return queries.cycle_rows(actor, found.filter(**narrowed).order_by(listing.sort, "-id"))


def cycle_cells(row: CycleRow) -> Sequence[Any]:
    one = row.cycle
    return (
        one.title, one.plan.title, one.get_kind_display(), one.period, one.due.isoformat(),
        one.get_state_display(), row.owing, row.handed_in, row.late, row.missing,
    )  # fmt: skip


def list_of(plan: Plan) -> str:
    return f"{reverse('cycles')}?plan={plan.pk}"


def report_of(cycle: Cycle) -> str:
    """The page of a new report, with the cycle chosen."""
    asked = {"plan": cycle.plan_id, "cycle": cycle.pk, "period": cycle.period}
    return f"{reverse('report-new')}?{urlencode(asked)}"


def cycle_page(request: HttpRequest, cycle: Cycle, actor: Actor) -> dict[str, Any]:
    """Of a collection its units; of an onward report the collection that it draws on."""
    source = cycle if cycle.kind == Cycle.Kind.COLLECTION else cycle.collects
    everybody = queries.unit_rows(source, actor) if source else []
    listing = _unit_listing(request, everybody)
    shown, pages = listing.cut(_narrowed(listing, everybody))
    counts = {
        "owing": sum(row.state != "exempt" for row in everybody),
        "handed_in": sum(row.state in ("submitted", "accepted") for row in everybody),
        "late": sum(row.late and not row.owes for row in everybody),
        "missing": sum(row.owes for row in everybody),
    }
    return {
        "cycle": cycle,
        "source": source,
        "listing": listing,
        "rows": shown,
        "pages": pages,
        "counts": counts,
    }


def unit_rows(request: HttpRequest, cycle: Cycle, actor: Actor) -> list[UnitRow]:
    everybody = queries.unit_rows(cycle, actor) if cycle.kind == Cycle.Kind.COLLECTION else []
    return _narrowed(_unit_listing(request, everybody), everybody)


def _unit_listing(request: HttpRequest, everybody: Sequence[UnitRow]) -> Listing:
    counted = {state: sum(row.state == state for row in everybody) for state in queries.STANDINGS}
    states = [(s, f"{MARKS['return_' + s].word} {count}") for s, count in counted.items() if count]
    filters = [
        Filter("state", _("状态"), states),
        Filter("late", _("迟报"), [("yes", _("迟报或逾期")), ("no", _("按时"))]),
    ]
    return Listing(request.GET, filters, UNIT_SORTS, "state")


def _narrowed(listing: Listing, rows: Sequence[UnitRow]) -> list[UnitRow]:
    chosen = listing.chosen
    kept = [
        row
        for row in rows
        if listing.text in row.department.name
        and chosen.get("state", row.state) == row.state
        and (("late" not in chosen) or (chosen["late"] == "yes") == row.late)
    ]
    urgent = (
        "missing",
        "returned",
        "submitted",
        "in_review",
        "to_sign",
        "draft",
        "waiting",
        "accepted",
        "exempt",
    )
    orders: dict[str, Any] = {
        "unit": lambda row: row.department.pk,
        "state": lambda row: (urgent.index(row.state), row.department.pk),
        "late": lambda row: (row.days_late, row.department.pk),
    }
    order = orders[listing.sort.removeprefix("-")]
    return sorted(kept, key=order, reverse=listing.sort.startswith("-"))


def unit_cells(row: UnitRow) -> Sequence[Any]:
    found = row.found
    return (
        row.department.name,
        len(row.owed.tasks),
        len(row.owed.targets),
        MARKS[f"return_{row.state}"].word,
        f"{timezone.localdate(found.submitted_at):%Y-%m-%d}" if found and found.submitted_at else "",
        row.days_late if row.late else "",
        _("是") if found and found.entered_for else "",
        row.reason or (found.note if found else ""),
    )


def reminders_of(cycle: Cycle, units: Sequence[str]) -> str:
    """The page of reminders for the units chosen, as an address that a colleague can be sent."""
    chosen = urlencode([("unit", unit) for unit in units])
    return reverse("cycle-reminders", args=[cycle.pk]) + (f"?{chosen}" if chosen else "")


def reminder(cycle: Cycle, row: UnitRow) -> str:
    """What is owed, until when and what to do, in one paragraph for a chat."""
    day = {"unit": row.department.name, "title": cycle.title, "month": cycle.due.month, "day": cycle.due.day}
    day |= {"year": cycle.due.year, "tasks": len(row.owed.tasks), "figures": len(row.owed.targets)}
    what = (
        _("请填报%(tasks)d项任务进展、%(figures)d项指标。")
        if day["figures"]
        else _("请填报%(tasks)d项任务进展。")
    ) % day
    if row.state == "returned" and row.found:
        head = _("%(unit)s：“%(title)s”已退回，请修改后重新报送。") % day
        return head + _("退回理由：%(why)s") % {"why": row.found.note}
    if row.late:
        late = _(
            "%(unit)s：“%(title)s”应于%(year)d年%(month)d月%(day)d日前报送，现已逾期%(late)d天，请尽快报送。"
        )
        return late % {**day, "late": row.days_late} + what
    return _("%(unit)s：“%(title)s”请于%(year)d年%(month)d月%(day)d日前报送。") % day + what


def initial_of(duty: Duty | None) -> dict[str, Any]:
    """What a duty that names no day says already."""
    if duty is None:
        return {}
    kind = kind_of(duty.to)
    return {"kind": kind, "recipient": duty.to if kind == "onward" else ""}


def step_words(step: str, cycle: Cycle) -> dict[str, Any]:
    """Title, what will happen, and the word on the button."""
    missing = sum(row.owes for row in queries.unit_rows(cycle)) if cycle.kind == "collection" else 0
    close = _("结束以后不能再报。还有 %(n)d 个单位没有报送，会一直显示为未报。") % {"n": missing}
    if not missing:
        close = _("结束以后不能再报、再改。")
    words = {
        "open": (_("打开周期"), _("打开以后各单位就能填报。"), _("打开")),
        "close": (_("结束周期"), close, _("结束")),
        "reopen": (_("重新打开周期"), _("打开以后单位又可以填报，迟报仍按原来的截止日期算。"), _("重新打开")),
        "deliver": (
            _("登记送达"),
            _("登记报告哪天送到%(to)s，并附上凭据。") % {"to": cycle.recipient},
            _("登记送达"),
        ),
    }
    title, lead, button = words[step]
    return {"title": title, "lead": lead, "button": button, "danger": step == "close"}
