"""Where the object of an audit line is shown, and what it is called there; one query for all rows of a type."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from laoyou.bodies.models import Body, Filing, Meeting, Post
from laoyou.indicators.models import Observation
from laoyou.lists.models import Catalogue, Edition, Item
from laoyou.people.models import Handover, Membership, Resident, Tie
from laoyou.plans.models import Plan, Target, Task
from laoyou.plans.queries.specs import figure_key
from laoyou.privacy.models import Approval, Consent, Deletion
from laoyou.progress.models import Cycle, Draft, Entry, Order, Return
from laoyou.progress.queries.orders import display_number
from laoyou.reports.models import Report
from laoyou.spaces.models import HousingProject, Site, Space
from laoyou.statuses.models import Status

Place = tuple[str, str]  # (label, address)
Finder = Callable[[list[int]], Mapping[int, Place]]


def places_of(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    """By (type, number) of audit lines; only what the reader still sees, and of types that have a page."""
    by_type: dict[str, set[int]] = {}
    for kind, pk in asked:
        if kind in FINDERS and pk.isdigit():
            by_type.setdefault(kind, set()).add(int(pk))
    return {
        (kind, str(pk)): place
        for kind, pks in by_type.items()
        for pk, place in FINDERS[kind](sorted(pks)).items()
    }


def _page(model: type[Model], name: str) -> Finder:
    """For rows whose own number is all that their address names, and that say of themselves what they are."""

    def find(pks: list[int]) -> dict[int, Place]:
        return {row.pk: (str(row), reverse(name, args=[row.pk])) for row in _rows(model, pks)}

    return find


def _rows(model: type[Model], pks: list[int], *related: str) -> Any:
    found: Any = model._default_manager.filter(pk__in=pks)
    return found.select_related(*related) if related else found


def _tasks(pks: list[int]) -> dict[int, Place]:
    return {row.pk: (row.text, reverse("task", args=[row.plan_id, row.no])) for row in _rows(Task, pks)}


def _targets(pks: list[int]) -> dict[int, Place]:
    return {row.pk: (row.name, reverse("target", args=[row.plan_id, row.pk])) for row in _rows(Target, pks)}


def _entries(pks: list[int]) -> dict[int, Place]:
    return {
        row.pk: (
            _("%(unit)s：%(text)s") % {"unit": row.department.name, "text": row.text[:60]},
            reverse("task", args=[row.plan_id, row.task.no]),
        )
        for row in _rows(Entry, pks, "task", "department")
    }


def _orders(pks: list[int]) -> dict[int, Place]:
    return {
        row.pk: (f"{display_number(row)} {row.department.name}", reverse("order", args=[row.pk]))
        for row in _rows(Order, pks, "department")
    }


def _returns(pks: list[int]) -> dict[int, Place]:
    return {
        row.pk: (row.department.name, reverse("return", args=[row.cycle_id, row.department_id]))
        for row in _rows(Return, pks, "department")
    }


def _editions(pks: list[int]) -> dict[int, Place]:
    return {
        row.pk: (row.catalogue.title, reverse("list-editions", args=[row.catalogue_id]))
        for row in _rows(Edition, pks, "catalogue")
    }


def _items(pks: list[int]) -> dict[int, Place]:
    return {
        row.pk: (row.title, reverse("list-item", args=[row.edition.catalogue_id, row.pk]))
        for row in _rows(Item, pks, "edition")
    }


def _figures(pks: list[int]) -> dict[int, Place]:
    """A figure is shown with the target of a live plan of its division that it counts for."""
    rows = list(_rows(Observation, pks))
    live = Target.objects.filter(
        plan__state=Plan.State.LIVE, plan__division__in={row.division_id for row in rows}
    )
    targets = {(each.division_id, figure_key(each)): each for each in live}
    found = {}
    for row in rows:
        if target := targets.get((row.division_id, row.indicator)):
            url = reverse("target", args=[target.plan_id, target.pk])
            found[row.pk] = (f"{target.name} {row.period}", url)
    return found


def _residents(pks: list[int]) -> dict[int, Place]:
    """By number: a name would be read by whoever only looks through lines."""
    return {row.pk: _resident(row.pk) for row in _rows(Resident, pks)}


def _resident(pk: int) -> Place:
    return _("居民档案 %(n)d") % {"n": pk}, reverse("resident", args=[pk])


def _of_resident(model: type[Model], column: str) -> Finder:
    """For what is shown on a resident's page."""

    def find(pks: list[int]) -> dict[int, Place]:
        rows = {row.pk: getattr(row, column) for row in _rows(model, pks)}
        seen = _residents(sorted(set(rows.values())))
        return {pk: seen[resident] for pk, resident in rows.items() if resident in seen}

    return find


FINDERS: dict[str, Finder] = {
    "plans.plan": _page(Plan, "plan"),
    "plans.task": _tasks,
    "plans.target": _targets,
    "indicators.observation": _figures,
    "progress.entry": _entries,
    "progress.draft": _page(Draft, "draft"),
    "progress.order": _orders,
    "progress.cycle": _page(Cycle, "cycle"),
    "progress.return": _returns,
    "bodies.body": _page(Body, "body"),
    "bodies.post": _page(Post, "post"),
    "bodies.filing": _page(Filing, "filing"),
    "bodies.meeting": _page(Meeting, "meeting"),
    "lists.catalogue": _page(Catalogue, "list"),
    "lists.edition": _editions,
    "lists.item": _items,
    "people.resident": _residents,
    "people.tie": _of_resident(Tie, "resident_id"),
    "people.membership": _of_resident(Membership, "resident_id"),
    "people.handover": _of_resident(Handover, "resident_id"),
    "statuses.status": _of_resident(Status, "resident_id"),
    "privacy.consent": _of_resident(Consent, "resident_ref"),
    "privacy.approval": _of_resident(Approval, "resident_ref"),
    "privacy.deletion": _of_resident(Deletion, "resident_ref"),
    "reports.report": _page(Report, "report-page"),
    "spaces.site": _page(Site, "site"),
    "spaces.space": _page(Space, "space"),
    "spaces.housingproject": _page(HousingProject, "project"),
}
