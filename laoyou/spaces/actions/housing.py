"""Housing projects and the four stages of their care facilities."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.spaces import rules
from laoyou.spaces.actions.common import edits, locked, not_ahead, of_division, once, only, stored
from laoyou.spaces.errors import Refused
from laoyou.spaces.models import HousingProject, ProjectStage

FIELDS = (
    "division", "name", "developer", "kind", "households", "residents", "phases", "land_on", "first_phase_on",
    "completed_on", "elder_rooms", "nursery_places", "elder_land", "note",
)  # fmt: skip


@transaction.atomic
def add_project(*, by: Actor, values: Mapping[str, Any]) -> HousingProject:
    project = HousingProject(**only(values, FIELDS), updated_by_id=by.user_id)
    edits(by, project.division_id)
    _sound(project)
    project.save()
    record(by=by, action="spaces.project.add", obj=project, detail={"name": project.name})
    return project


@transaction.atomic
def change_project(
    *, by: Actor, project: HousingProject, version: int, values: Mapping[str, Any]
) -> HousingProject:
    kept = locked(by, project, version)
    wanted = only(values, FIELDS)
    division = wanted.get("division", kept.division)
    if division.pk != kept.division_id:
        edits(by, division.pk)
        if kept.stages.exists():
            raise Refused(_("已登记阶段的项目不能换地区。"), "division")
    _sound(HousingProject(**{name: getattr(kept, name) for name in FIELDS} | wanted, pk=kept.pk))
    changed = stored(kept, wanted, by)
    record(by=by, action="spaces.project.change", obj=kept, detail={"fields": changed})
    return kept


def _sound(project: HousingProject) -> None:
    for name in ("first_phase_on", "completed_on"):
        day = getattr(project, name)
        if day is not None and day < project.land_on:
            raise Refused(_("竣工不能早于供地或规划批准日期 %(on)s。") % {"on": project.land_on}, name)
    if project.completed_on is not None:
        not_ahead(project.completed_on, "completed_on")
    same = HousingProject.objects.filter(division=project.division_id, name=project.name)
    once(same.exclude(pk=project.pk), _("这个地区已有同名项目。请直接打开它。"), "name")


@transaction.atomic
def record_stage(
    *, by: Actor, project: HousingProject, stage: int, on: datetime.date, document: str = "",
    files: Iterable[File] = (), reason: str = "",
) -> ProjectStage:  # fmt: skip
    """A stage with its day; a second time it is corrected, with a reason. None comes before the former one."""
    kept = HousingProject.objects.select_for_update().get(pk=project.pk)
    edits(by, kept.division_id)
    not_ahead(on, "on")
    known = {row.stage: row for row in kept.stages.all()}
    misfit = rules.stage_misfit({number: row.on for number, row in known.items()}, stage, on)
    if misfit is not None:
        raise _refused(stage, misfit, missing=misfit not in known)
    former = known.get(stage)
    if former is not None and not reason.strip():
        raise Refused(_("请写明为什么更正。"), "reason")
    row = former or ProjectStage(project=kept, division_id=kept.division_id, stage=stage)
    row.on, row.document, row.by_id = on, document.strip(), by.user_id
    row.save()
    row.files.add(*of_division(files, kept.division_id))
    detail = {"stage": stage, "on": on.isoformat(), "reason": reason.strip()}
    record(by=by, action="spaces.project.stage", obj=kept, detail=detail)
    return row


def _refused(stage: int, other: int, *, missing: bool) -> Refused:
    said = {"stage": ProjectStage.Stage(stage).label, "other": ProjectStage.Stage(other).label}
    if missing:
        return Refused(_("还没有登记“%(other)s”，不能先登记“%(stage)s”。") % said, "stage")
    if other < stage:
        return Refused(_("“%(stage)s”不能早于“%(other)s”。请核对日期。") % said, "on")
    return Refused(_("“%(stage)s”不能晚于“%(other)s”。请核对日期。") % said, "on")
