"""Nightly integrity of places: what constraints alone cannot hold."""

import datetime
from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from laoyou.spaces import rules
from laoyou.spaces.models import HousingProject, ProjectStage, Space, SpaceStep, SpaceUse


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for space in Space.objects.exclude(division_id=F("site__division_id")):
        yield _("空间 %(id)d 与它所在的地点不属于同一地区。") % {"id": space.pk}
    for model in (SpaceUse, SpaceStep):
        for pk in model._default_manager.exclude(division_id=F("space__division_id")).values_list(
            "pk", flat=True
        ):
            yield _("%(model)s %(id)d 与它的空间不属于同一地区。") % {"model": model.__name__, "id": pk}
    for pk in ProjectStage.objects.exclude(division_id=F("project__division_id")).values_list(
        "pk", flat=True
    ):
        yield _("%(model)s %(id)d 与它的项目不属于同一地区。") % {"model": "ProjectStage", "id": pk}
    yield from _stages()
    yield from _states()


def _stages() -> Iterator[str]:
    for project in HousingProject.objects.prefetch_related("stages"):
        days = {row.stage: row.on for row in project.stages.all()}
        if any(rules.stage_misfit(days, stage, on) is not None for stage, on in days.items()):
            yield _("住宅项目 %(id)d 的四个阶段先后有误。") % {"id": project.pk}


def _states() -> Iterator[str]:
    """A state says what steps and use say."""
    running = set(SpaceUse.objects.filter(until=None).values_list("space_id", flat=True))
    standing = SpaceStep.objects.filter(corrected_by=None, kind__in=rules.LEADS_TO).order_by("on", "id")
    steps: dict[int, list[tuple[str, datetime.date]]] = {}
    for pk, kind, on in standing.values_list("space_id", "kind", "on"):
        steps.setdefault(pk, []).append((kind, on))
    for space in Space.objects.only("id", "state", "since"):
        if space.state != _due_state(space, steps.get(space.pk, []), space.pk in running):
            yield _("空间 %(id)d 的状态与登记的经过不一致。") % {"id": space.pk}


def _due_state(space: Space, steps: list[tuple[str, datetime.date]], running: bool) -> str:
    if running:
        return str(Space.State.IN_USE)
    try:
        return rules.state_after(steps, space.since)[0]
    except rules.OutOfOrder as fault:
        return f"{fault}"
