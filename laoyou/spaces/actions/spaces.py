"""Spaces are registered, changed, published; what happens to them is appended."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.spaces.actions.common import PUBLISH, edits, locked, not_ahead, of_division, once, only, stored
from laoyou.spaces.actions.following import follow
from laoyou.spaces.errors import Refused, Stale
from laoyou.spaces.models import Site, Space, SpaceStep

FIELDS = (
    "name", "kind", "floor", "area", "owner", "department", "contact", "condition", "former_use", "since",
)  # fmt: skip
PUBLIC_STATES = (Space.State.USABLE, Space.State.RESERVED)


@transaction.atomic
def add_space(*, by: Actor, site: Site, values: Mapping[str, Any]) -> Space:
    edits(by, site.division_id)
    if site.until is not None:
        raise Refused(_("这处地点已停用，不能再登记空间。"))
    space = Space(site=site, division_id=site.division_id, updated_by_id=by.user_id, **only(values, FIELDS))
    space.state_since = space.since
    _sound(space)
    space.save()
    record(by=by, action="spaces.space.add", obj=space, detail={"name": space.name, "kind": space.kind})
    return space


@transaction.atomic
def change_space(*, by: Actor, space: Space, version: int, values: Mapping[str, Any]) -> Space:
    kept = locked(by, space, version)
    wanted = only(values, FIELDS)
    _sound(Space(**{name: getattr(kept, name) for name in FIELDS} | wanted, pk=kept.pk, site_id=kept.site_id))
    changed = stored(kept, wanted, by)
    follow(kept)
    record(by=by, action="spaces.space.change", obj=kept, detail={"fields": changed})
    return kept


def _sound(space: Space) -> None:
    if space.area <= 0:
        raise Refused(_("面积要大于 0。"), "area")
    same = Space.objects.filter(site=space.site_id, name=space.name, floor=space.floor)
    once(same.exclude(pk=space.pk), _("这处地点已有同名同楼层的空间。请直接打开它。"), "name")


@transaction.atomic
def add_step(
    *, by: Actor, space: Space, kind: str, on: datetime.date, document: str = "", note: str = "",
    files: Iterable[File] = (), corrects: SpaceStep | None = None,
) -> SpaceStep:  # fmt: skip
    """What happened on a day. With `corrects` it stands in the place of a step that was written wrongly."""
    kept = Space.objects.select_for_update().get(pk=space.pk)
    edits(by, kept.division_id)
    not_ahead(on, "on")
    if kind == SpaceStep.Kind.NOTE and not note.strip():
        raise Refused(_("请写明是什么事项。"), "note")
    if corrects is not None and (
        corrects.space_id != kept.pk or SpaceStep.objects.filter(corrects=corrects).exists()
    ):
        raise Refused(_("这一条已更正过。请更正最新的那一条。"))
    step = SpaceStep.objects.create(
        space=kept, division_id=kept.division_id, kind=kind, on=on, document=document.strip(),
        note=note.strip(), corrects=corrects, by_id=by.user_id,
    )  # fmt: skip
    step.files.set(of_division(files, kept.division_id))
    follow(kept)
    detail = {"kind": kind, "on": on.isoformat(), "corrects": corrects.pk if corrects else None}
    record(by=by, action="spaces.space.step", obj=kept, detail=detail)
    return step


@transaction.atomic
def publish_space(*, by: Actor, space: Space, version: int, published: bool) -> Space:
    """Shown to everybody with its address and contact, or taken back. The programme office decides."""
    kept = Space.objects.select_for_update().get(pk=space.pk)
    if not by.may(PUBLISH, kept.division_id):
        raise Refused(_("公开场地由方案办公室办理。请联系方案办公室。"))
    if kept.version != version:
        raise Stale(kept.version)
    if published and kept.state not in PUBLIC_STATES:
        raise Refused(_("只有可用或已预留的空间可以公开。"))
    if published and not kept.contact:
        raise Refused(_("公开前请先填写联系单位和电话，群众才知道找谁。"))
    # Set by the office, which has no right to edit; the owner of the register sees it in the history.
    kept.published, kept.published_at = published, timezone.now() if published else None
    kept.version, kept.updated_by_id = kept.version + 1, by.user_id
    kept.save()
    action = "spaces.space.publish" if published else "spaces.space.unpublish"
    record(by=by, action=action, obj=kept, detail={"name": kept.name})
    return kept
