"""Reports as people find and read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress.models import Cycle
from laoyou.reports.building import Wrapping, build
from laoyou.reports.content import Document
from laoyou.reports.facts import Facts, load
from laoyou.reports.models import Issue, Report

SORTS = {
    "updated": "updated_at",
    "period": "period",
    "title": "title",
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`issue`: the newest, None where it was never issued."""

    report: Report
    issue: Issue | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as one person reads it: the draft, or one of its issues. `words` holds only what the office wrote."""

    report: Report
    facts: Facts
    words: dict[str, str]
    document: Document
    issue: Issue | None
    issues: tuple[Issue, ...]
    writes: bool

    @property
    def editable(self) -> bool:
        return self.writes and self.issue is None and self.report.state != Report.State.ISSUED


def texts(words: Mapping[str, Any]) -> dict[str, str]:
    """What the office wrote, by section; a section that was reset is left out."""
    return {key: each["text"] for key, each in words.items() if each["text"]}


def reports(
    actor: Actor,
    *,
    search: str = "",
    kind: str = "",
    period: str = "",
    state: str = "",
    sort: str = "-updated",
) -> list[ReportRow]:
    """What the actor may see: the drafts of the own divisions, and what was issued above."""
    found = _seen(actor).select_related("division", "plan", "updated_by").defer("facts", "words")
    if search:
        found = found.filter(title__icontains=search)
    for name, value in (("kind", kind), ("period", period), ("state", state)):
        found = found.filter(**{name: value}) if value else found
    order = SORTS.get(sort.removeprefix("-"), "updated_at")
    rows = list(found.order_by(f"{'-' if sort.startswith('-') else ''}{order}", "-id"))
    newest = {
        each.report_id: each
        for each in Issue.objects.filter(report__in=[row.pk for row in rows])
        .defer("content")
        .order_by("number")
    }
    own = actor.division_ids
    return [
        ReportRow(each, newest.get(each.pk)) for each in rows if each.division_id in own or each.pk in newest
    ]


def of_cycle(actor: Actor, cycle: Cycle) -> list[ReportRow]:
    """The reports written for a cycle, as far as the actor may see them."""
    return [row for row in reports(actor, period=cycle.period) if row.report.cycle_id == cycle.pk]


def _seen(actor: Actor) -> QuerySet[Report]:
    return Report.objects.all() if actor.holds("plan.read") else Report.objects.none()


def periods_of(actor: Actor) -> list[str]:
    found = _seen(actor).exclude(period="").order_by("-period").values_list("period", flat=True)
    return list(found.distinct())


def report(actor: Actor, pk: int) -> Report | None:
    """A report that the actor may see in some version."""
    found = _seen(actor).select_related("division", "plan", "plan__division", "cycle").filter(pk=pk).first()
    if found is None or found.division_id in actor.division_ids:
        return found
    return found if found.issues.exists() else None


def opened(actor: Actor, pk: int, number: int | None = None) -> Opened | None:
    """The issue of that number, or what this person works with: writers the draft, others the newest issue."""
    found = report(actor, pk)
    if found is None:
        return None
    issues = tuple(found.issues.defer("content").select_related("by").order_by("number"))
    writes = actor.may("report.write", found.division_id)
    own = found.division_id in actor.division_ids
    issue = _issue(found, issues, number, drafts=writes or (own and not issues))
    if number is not None and issue is None:
        return None
    if issue is not None:
        return _of_issue(found, issue, issues, writes)
    facts, words = load(found.facts), texts(found.words)
    around = Wrapping(found.title, found.organ, found.recipient, found.copies, found.printer)
    return Opened(found, facts, words, build(facts, found.kind, words, around), None, issues, writes)


def _issue(found: Report, issues: tuple[Issue, ...], number: int | None, *, drafts: bool) -> Issue | None:
    if number is not None:
        return next((each for each in issues if each.number == number), None)
    if issues and (not drafts or found.state == Report.State.ISSUED):
        return issues[-1]
    return None


def _of_issue(found: Report, issue: Issue, issues: tuple[Issue, ...], writes: bool) -> Opened:
    content = issue.content
    facts, words = load(content["facts"]), content["words"]
    note = f"本件为第{issue.number}版，替代前一版。修订说明：{issue.note}" if issue.number > 1 else ""
    around = Wrapping(
        content["title"],
        content["organ"],
        content["recipient"],
        content.get("copies", ""),
        content.get("printer", ""),
        issue.doc_number,
        issue.issued_on.isoformat(),
        (note,) if note else (),
    )
    document = build(facts, content["kind"], words, around)
    return Opened(found, facts, words, document, issue, issues, writes)


def writable_plans(actor: Actor) -> list[Plan]:
    """Plans in force, or closed, of which the actor writes reports."""
    within = actor.divisions_for("report.write")
    found = Plan.objects.filter(division_id__in=within).exclude(state=Plan.State.SUPERSEDED)
    return list(found.select_related("division").order_by("-state", "-adopted_at"))


def cycles_for(plan_ids: list[int]) -> list[Cycle]:
    """Cycles that a report may be about; onward ones first, since a report goes somewhere."""
    found = Cycle.objects.filter(plan_id__in=plan_ids).select_related("plan")
    return sorted(found, key=lambda each: (-each.due.toordinal(), each.kind != Cycle.Kind.ONWARD, each.pk))


def cycle_of(plan: Plan, period: str) -> Cycle | None:
    """The cycle of a period: an onward one where there is one, else the collection."""
    found = sorted(
        plan.cycles.filter(period=period), key=lambda each: (each.kind != Cycle.Kind.ONWARD, each.pk)
    )
    return found[0] if found else None
