"""Everything of one person that a page shows."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.people.models import (
    Handover,
    Household,
    Membership,
    Merge,
    Residency,
    Resident,
    Tie,
)
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine

SHOWN = {
    "name", "sex", "birth_date", "lunar_birth", "address", "note", "died_on", "division_id", "id_kind", "number_differs",
}  # fmt: skip
TOUCHED = {"id_index", "phone_index"}  # told that they changed, never from what to what


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the history: the fields that differ, as (name, before, after)."""

    at: Any
    who: str
    fields: list[tuple[str, Any, Any]]


def resident(pk: int) -> Resident | None:
    return Resident.objects.filter(pk=pk).select_related("division__parent__parent", "merged_into").first()


def residencies(person: Resident) -> QuerySet[Residency]:
    found = Residency.objects.filter(resident=person).select_related("division__parent")
    return found.order_by("kind", "-since")


def membership(person: Resident) -> Membership | None:
    return Membership.objects.filter(resident=person, until=None).select_related("household").first()


def members(household: Household) -> QuerySet[Membership]:
    found = Membership.objects.filter(household=household, until=None).select_related("resident")
    return found.order_by("relation", "resident__birth_date")


def ties(person: Resident) -> list[Tie]:
    """Those that stand, then those that ended."""
    found = Tie.objects.filter(resident=person).select_related("other", "resident")
    return sorted(found, key=lambda tie: (tie.until is not None, tie.role, tie.pk))


def tied_to(person: Resident) -> QuerySet[Tie]:
    """Of whom this person is kin, guardian or carer."""
    return Tie.objects.filter(other=person, until=None).select_related("resident")


def needs_guardian(person: Resident, known: list[Tie]) -> bool:
    stands = any(tie.role == Tie.Role.GUARDIAN and tie.until is None for tie in known)
    return is_child(person.birth_date, timezone.localdate()) and not person.died_on and not stands


def open_handover(person: Resident) -> Handover | None:
    found = Handover.objects.filter(resident=person, state=Handover.State.OPEN)
    return found.select_related("to_division__parent", "division").first()


def incoming(actor_divisions: Any) -> QuerySet[Handover]:
    """Released to divisions of ours, and not taken over yet."""
    found = Handover.objects.filter(to_division__in=actor_divisions, state=Handover.State.OPEN)
    return found.select_related("division__parent", "to_division")


def handover(by: Actor, pk: int) -> Handover | None:
    """An open one, as far as this actor answers for one of its sides."""
    mine = by.divisions_for("resident.edit")
    found = Handover.objects.filter(pk=pk, state=Handover.State.OPEN)
    found = found.filter(Q(division__in=mine) | Q(to_division__in=mine))
    return found.select_related("division__parent", "to_division__parent").first()


def merges(person: Resident) -> QuerySet[Merge]:
    """Rows that became this one and were not taken apart."""
    return Merge.objects.filter(kept=person, undone_at=None).select_related("gone", "merged_by")


def reads(person: Resident, most: int = 50) -> list[ReadLine]:
    """Who saw this person's record, newest first."""
    return list(ReadLine.objects.filter(residents__contains=[person.pk]).order_by("-id")[:most])


def history(person: Resident) -> list[Change]:
    """What was changed, newest first; `who` is the account that did it, "" for what is older than its record."""
    events = list(person.events.select_related("pgh_context").order_by("pgh_id"))  # type: ignore[attr-defined]
    changes = []
    for before, after in pairwise(events):
        fields = [
            (name, getattr(before, name), getattr(after, name))
            for name in sorted(SHOWN)
            if getattr(before, name) != getattr(after, name)
        ]
        fields += [
            (name, "", "")
            for name in sorted(TOUCHED)
            if bytes(getattr(before, name) or b"") != bytes(getattr(after, name) or b"")
        ]
        if fields:
            changes.append(Change(after.pgh_created_at, _who(after), fields))
    return changes[::-1]


def _who(event: Any) -> str:
    context = event.pgh_context
    return str(context.metadata.get("username", "")) if context else ""
