"""Housing projects: searched and narrowed, with their stages; those whose facilities did not keep step."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.spaces import rules
from laoyou.spaces.models import HousingProject, ProjectStage
from laoyou.spaces.queries.registers import held, inside


def projects(
    actor: Actor, *, text: str = "", chosen: Mapping[str, str] | None = None
) -> QuerySet[HousingProject]:
    chosen = chosen or {}
    found = held(actor, HousingProject).select_related("division__parent").prefetch_related("stages")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(developer__icontains=text))
    if "division" in chosen:
        found = inside(found, chosen["division"])
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    if "step" in chosen:
        found = (
            found.filter(unsynchronised()) if chosen["step"] == "behind" else found.exclude(unsynchronised())
        )
    if "stage" in chosen:
        found = _reached(found, int(chosen["stage"]))
    return found


def unsynchronised() -> Q:
    """Homes are finished, and the care facility is not handed over."""
    handed_over = ProjectStage.objects.filter(project=OuterRef("pk"), stage=rules.LAST_STAGE)
    return Q(Q(completed_on__isnull=False), ~Exists(handed_over))


def _reached(found: QuerySet[HousingProject], stage: int) -> QuerySet[HousingProject]:
    """The furthest stage is this one; 0: none yet."""
    of_project = ProjectStage.objects.filter(project=OuterRef("pk"))
    if stage:
        found = found.filter(Exists(of_project.filter(stage=stage)))
    return found.exclude(Exists(of_project.filter(stage=stage + 1)))
