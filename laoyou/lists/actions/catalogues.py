"""Lists are opened, given an owner, and closed."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.lists.actions.common import locked_catalogue, manages
from laoyou.lists.errors import Refused
from laoyou.lists.models import Catalogue, Edition
from laoyou.lists.queries.known import declarations
from laoyou.places.models import Division


@transaction.atomic
def open_catalogue(
    *,
    by: Actor,
    division: Division,
    key: str,
    owner: Department | None = None,
    since: datetime.date | None = None,
) -> Catalogue:
    """A living list is in force from the start; any other begins with the draft of its first edition."""
    manages(by, division.pk)
    declared = declarations(division).get(key)
    if declared is None:
        raise Refused(_("数据包里没有“%(key)s”这种清单。") % {"key": key}, "key")
    if Catalogue.objects.filter(division=division, key=key, until=None).exists():
        raise Refused(_("本地已有“%(title)s”。请直接打开它。") % {"title": declared.label}, "key")
    _owns(division, owner)
    begins = since or timezone.localdate()
    catalogue = Catalogue.objects.create(
        division=division,
        key=key,
        title=declared.label.zh,
        owner=owner,
        since=begins,
        opened_by_id=by.user_id,
    )
    edition = Edition(catalogue=catalogue, division=division, number=1, begun_by_id=by.user_id)
    if declared.living:
        edition.living, edition.state, edition.effective_from = True, Edition.State.FIXED, begins
    edition.save()
    record(
        by=by, action="lists.catalogue.open", obj=catalogue, detail={"key": key, "owner": str(owner or "")}
    )
    return catalogue


@transaction.atomic
def change_catalogue(
    *, by: Actor, catalogue: Catalogue, version: int, title: str, owner: Department | None
) -> Catalogue:
    """Another title or owner; the former stays in the history."""
    locked = locked_catalogue(by, catalogue.pk, managing=True)
    if locked.version != version:
        raise Refused(_("别人刚改过这份清单的设置。请核对现在的内容后再提交。"))
    if not title.strip():
        raise Refused(_("请填写清单名称。"), "title")
    _owns(locked.division, owner)
    detail = {"title": title.strip(), "owner": str(owner or ""), "before": str(locked.owner or "")}
    locked.title, locked.owner, locked.version = title.strip(), owner, locked.version + 1
    locked.save(update_fields=["title", "owner", "version"])
    record(by=by, action="lists.catalogue.change", obj=locked, detail=detail)
    return locked


@transaction.atomic
def close_catalogue(*, by: Actor, catalogue: Catalogue, on: datetime.date, reason: str) -> Catalogue:
    """The list ends and leaves the public pages; its editions stay."""
    locked = locked_catalogue(by, catalogue.pk, managing=True)
    if not reason.strip():
        raise Refused(_("请写明为什么停用，例如“并入另一份清单”。"), "reason")
    if on < locked.since:
        raise Refused(_("停用日期不能早于建立日期 %(since)s。") % {"since": locked.since}, "on")
    locked.until, locked.version = on, locked.version + 1
    locked.save(update_fields=["until", "version"])
    Edition.objects.filter(catalogue=locked, published=True).update(published=False)
    detail = {"on": on.isoformat(), "reason": reason.strip()}
    record(by=by, action="lists.catalogue.close", obj=locked, detail=detail)
    return locked


def _owns(division: Division, owner: Department | None) -> None:
    if owner is not None and owner.division_id != division.pk:
        raise Refused(_("%(owner)s不是本级单位，请选本级单位。") % {"owner": owner.name}, "owner")
