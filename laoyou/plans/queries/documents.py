"""Documents and plans that an actor sees."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.plans.models import Document, Item, Plan, Unread
from laoyou.plans.queries.paging import Page
from laoyou.plans.rules.payloads import BECOMES_PART

_HEAVY = ("content", "text", "reading")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """`proposed` still wait for a decision; `plan` once adopted."""

    document: Document
    items: int
    proposed: int
    unread: int
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    plan: Plan
    tasks: int
    targets: int
    rules: int


def documents(
    actor: Actor, *, search: str = "", state: str = "", page: int = 1, size: int = 50
) -> Page[DocumentRow]:
    """Newest first."""
    found = Document.objects.filter(division_id__in=actor.division_ids)
    if search:
        found = found.filter(Q(title__icontains=search) | Q(filename__icontains=search))
    if state:
        found = found.filter(state=state)
    total = found.count()
    page = min(max(1, page), max(1, -(-total // size)))
    shown = list(
        found.defer(*_HEAVY)
        .select_related("division", "uploaded_by", "plan")
        .order_by("-uploaded_at", "-id")[(page - 1) * size : page * size]
    )
    counts = _counts(shown)
    rows = tuple(
        DocumentRow(each, *counts.get(each.pk, (0, 0, 0)), getattr(each, "plan", None)) for each in shown
    )
    return Page(rows, total, page, size)


def _counts(shown: list[Document]) -> dict[int, tuple[int, int, int]]:
    items = dict.fromkeys((each.pk for each in shown), (0, 0))
    waiting = Q(state=Item.State.PROPOSED, kind__in=BECOMES_PART)
    counted = (
        Item.objects.filter(document__in=shown)
        .values("document")
        .annotate(all=Count("id"), proposed=Count("id", filter=waiting))
    )
    items |= {each["document"]: (each["all"], each["proposed"]) for each in counted}
    open_ = (
        Unread.objects.filter(document__in=shown, state=Unread.State.OPEN)
        .values("document")
        .annotate(all=Count("id"))
    )
    unread = {each["document"]: each["all"] for each in open_}
    return {key: (*both, unread.get(key, 0)) for key, both in items.items()}


def document(actor: Actor, pk: int) -> Document | None:
    """A document that the actor may review; None for one elsewhere."""
    found = Document.objects.filter(division_id__in=actor.division_ids).defer("content")
    return found.select_related("division", "uploaded_by", "previous").filter(pk=pk).first()


def versions(document: Document) -> list[Document]:
    """The document and those before it, newest first."""
    found = [document]
    while found[-1].previous_id:
        found.append(Document.objects.defer(*_HEAVY).get(pk=found[-1].previous_id))
    return found


def file_of(document: Document) -> bytes:
    """The file as it came in."""
    return bytes(Document.objects.values_list("content", flat=True).get(pk=document.pk))


def plans(actor: Actor, *, period: str = "", state: str = "") -> list[PlanRow]:
    """Plans of the actor's divisions and live plans above them; live first, newest first."""
    seen = Plan.objects.filter(
        Q(division_id__in=actor.division_ids) | Q(division_id__in=actor.upper_ids, state="live")
    )
    if period:
        seen = seen.filter(period=period)
    if state:
        seen = seen.filter(state=state)
    return _plan_rows(seen)


def plan(actor: Actor, pk: int) -> Plan | None:
    seen = Plan.objects.filter(
        Q(division_id__in=actor.division_ids) | Q(division_id__in=actor.upper_ids, state="live")
    )
    return seen.select_related("division", "adopted_by", "previous").filter(pk=pk).first()


def public_plans() -> list[PlanRow]:
    """What everybody may read."""
    return _plan_rows(Plan.objects.filter(published=True))


def public_plan(pk: int) -> Plan | None:
    return Plan.objects.filter(published=True).select_related("division").filter(pk=pk).first()


def _plan_rows(seen: QuerySet[Plan]) -> list[PlanRow]:
    counted = seen.select_related("division").annotate(
        task_count=Count("tasks", distinct=True),
        target_count=Count("targets", distinct=True),
        rule_count=Count("rules", distinct=True),
    )
    order = {state: index for index, state in enumerate(("live", "closed", "superseded"))}
    rows = [PlanRow(each, each.task_count, each.target_count, each.rule_count) for each in counted]
    return sorted(rows, key=lambda row: (order[row.plan.state], -(row.plan.pk)))
