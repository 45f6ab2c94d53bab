"""Who holds the desks of a unit, and the drafts that lie on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from laoyou.access.models import Grant
from laoyou.access.queries import in_force
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.evidence import queries as evidence
from laoyou.evidence.models import File
from laoyou.progress.models import Draft, DraftStep


@dataclass(frozen=True, slots=True)
class Desks:
    """The people who review, and those who sign, for a unit today."""

    reviewers: frozenset[int] = frozenset()
    signers: frozenset[int] = frozenset()


def desks(department_id: int) -> Desks:
    return desks_of([department_id])[department_id]


def desks_of(department_ids: Iterable[int]) -> dict[int, Desks]:
    ids = list(department_ids)
    held = Grant.objects.filter(
        in_force(), department_id__in=ids, role__in=(Role.REVIEWER, Role.SIGNER), user__is_active=True
    ).values_list("department_id", "role", "user_id")
    found: dict[tuple[int, str], set[int]] = {}
    for department, role, user in held:
        found.setdefault((department or 0, role), set()).add(user)
    return {
        unit: Desks(
            frozenset(found.get((unit, Role.REVIEWER), ())), frozenset(found.get((unit, Role.SIGNER), ()))
        )
        for unit in ids
    }


def drafts(actor: Actor) -> QuerySet[Draft]:
    """Drafts of the person's own units that are still on a desk."""
    return (
        Draft.objects.filter(department_id__in=actor.department_ids)
        .exclude(stage__in=(Draft.Stage.FILED, Draft.Stage.DISCARDED))
        .select_related("task", "plan", "department", "author", "measure")
    )


@dataclass(frozen=True, slots=True)
class DraftPage:
    """`may`: what this person can do with it now."""

    draft: Draft
    steps: tuple[DraftStep, ...]
    files: tuple[File, ...]
    may: frozenset[str]

    @property
    def returned(self) -> DraftStep | None:
        """The last step, where it sent the draft back."""
        last = self.steps[-1] if self.steps else None
        return last if last and last.kind == DraftStep.Kind.RETURN else None


def draft(actor: Actor, pk: int) -> DraftPage | None:
    """One draft of the person's own unit."""
    found = (
        Draft.objects.filter(department_id__in=actor.department_ids, pk=pk)
        .select_related("task", "plan__division", "department", "author", "measure", "corrects", "entry")
        .first()
    )
    if found is None:
        return None
    steps = tuple(found.steps.select_related("by"))
    files = tuple(evidence.listed().filter(pk__in=found.files.values("pk")))
    return DraftPage(found, steps, files, _may(actor, found))


def _may(actor: Actor, found: Draft) -> frozenset[str]:
    user = actor.user_id or 0
    held = desks(found.department_id)
    if found.stage == Draft.Stage.DRAFT:
        return frozenset({"edit", "submit", "discard"})
    if found.stage == Draft.Stage.IN_REVIEW:
        alone = not (held.reviewers - {user})
        reviews = user in held.reviewers and (found.author_id != user or alone)
        back = {"return"} if user in held.reviewers else set()
        return frozenset({"withdraw", "discard", *back, *({"approve"} if reviews else set())})
    if found.stage == Draft.Stage.TO_SIGN:
        return frozenset({"withdraw", "discard", *({"sign", "return"} if user in held.signers else set())})
    return frozenset()
