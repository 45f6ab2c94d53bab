"""Editions are begun from the one before, put in force on a day, published and withdrawn."""

import datetime
import hashlib
import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lists.actions.common import locked_catalogue
from laoyou.lists.errors import Refused
from laoyou.lists.models import Catalogue, Edition, Item, StateChange
from laoyou.lists.queries.known import declared, known
from laoyou.lists.rules.values import clean
from laoyou.packs import queries as packs
from laoyou.places import queries as places

_COPIED = ("number", "title", "fields", "words", "public_words", "state", "state_since", "public")


@transaction.atomic
def begin_edition(*, by: Actor, catalogue: Catalogue, note: str = "") -> Edition:
    """A draft of the next edition, with the items of the last one; what is in force stays as it is."""
    locked = locked_catalogue(by, catalogue.pk)
    last = locked.editions.exclude(state=Edition.State.DROPPED).order_by("-number").first()
    if last is None or last.living:
        raise Refused(_("这份清单随时更新，不分版本。请直接改条目。"))
    if last.state == Edition.State.DRAFT:
        raise Refused(_("第 %(number)d 版正在起草，请接着改它。") % {"number": last.number})
    edition = Edition.objects.create(
        catalogue=locked,
        division=locked.division,
        number=(locked.editions.aggregate(top=Max("number"))["top"] or 0) + 1,
        note=note.strip(),
        begun_by_id=by.user_id,
    )
    count = _copy(by, last, edition)
    record(by=by, action="lists.edition.begin", obj=edition, detail={"items": count, "from": last.number})
    return edition


def _copy(by: Actor, source: Edition, target: Edition) -> int:
    before = list(source.items.filter(removed=False).order_by("number"))
    made = Item.objects.bulk_create(
        Item(
            edition=target,
            division_id=target.division_id,
            updated_by_id=item.updated_by_id,
            updated_at=item.updated_at,
            **{name: getattr(item, name) for name in _COPIED},
        )
        for item in before
    )
    StateChange.objects.bulk_create(
        StateChange(
            item=item,
            division_id=target.division_id,
            state=item.state,
            since=item.state_since,
            note=_("沿用第 %(number)d 版") % {"number": source.number},
            by_id=by.user_id,
        )
        for item in made
        if item.state and item.state_since
    )
    to = {old.pk: new.pk for old, new in zip(before, made, strict=True)}
    through = Item.files.through
    links = through._default_manager.filter(item_id__in=to).values_list("item_id", "file_id")
    through._default_manager.bulk_create(through(item_id=to[item], file_id=file) for item, file in links)
    return len(made)


@transaction.atomic
def put_in_force(*, by: Actor, edition: Edition, version: int, on: datetime.date, note: str = "") -> Edition:
    """The draft becomes the edition that holds from `on`; the one before ends there. Its items never change again."""
    locked_catalogue(by, edition.catalogue_id, managing=True)
    found = Edition.objects.select_for_update(of=("self",)).select_related("catalogue__division")
    draft = found.get(pk=edition.pk)
    if draft.state != Edition.State.DRAFT:
        raise Refused(_("第 %(number)d 版不是草稿，不能定稿。") % {"number": draft.number})
    if draft.version != version:
        raise Refused(_("别人刚改过这一版的设置。请核对后再提交。"))
    items = list(draft.items.filter(removed=False).order_by("number"))
    _complete(draft, items)
    _ends_before(draft, on)
    codes = places.codes_upwards(draft.catalogue.division)
    draft.state, draft.effective_from = Edition.State.FIXED, on
    draft.release = packs.release_for(division_codes=codes)
    draft.digest, draft.note = digest_of(items), note.strip() or draft.note
    draft.fixed_by_id, draft.fixed_at, draft.version = by.user_id, timezone.now(), draft.version + 1
    draft.save()
    detail = {"on": on.isoformat(), "items": len(items), "digest": draft.digest}
    record(by=by, action="lists.edition.force", obj=draft, detail=detail)
    return draft


@transaction.atomic
def drop_draft(*, by: Actor, edition: Edition, version: int, reason: str) -> Edition:
    """Give up a draft; what is in force stays. Its rows are kept, and its number is not used again."""
    locked_catalogue(by, edition.catalogue_id)
    found = Edition.objects.select_for_update(of=("self",)).select_related("catalogue__division")
    draft = found.get(pk=edition.pk)
    if draft.state != Edition.State.DRAFT:
        raise Refused(_("第 %(number)d 版不是草稿，不能放弃。") % {"number": draft.number})
    if draft.version != version:
        raise Refused(_("别人刚改过这一版的设置。请核对后再提交。"))
    if not Edition.objects.filter(catalogue=draft.catalogue, state=Edition.State.FIXED).exists():
        raise Refused(_("这是第一版，放弃后清单就空了。不要这份清单的，请在“设置”里停用它。"))
    if not reason.strip():
        raise Refused(_("请写明为什么放弃，如：并入下一批一起改。"), "reason")
    draft.state, draft.note, draft.version = Edition.State.DROPPED, reason.strip(), draft.version + 1
    draft.save(update_fields=["state", "note", "version"])
    record(by=by, action="lists.edition.drop", obj=draft, detail={"reason": draft.note})
    return draft


def _complete(draft: Edition, items: list[Item]) -> None:
    if not items:
        raise Refused(_("这一版还没有条目，不能定稿。请先添加或导入。"))
    list_, place = declared(draft.catalogue), known(draft.catalogue.division)
    for item in items:
        _values, faults = clean(list_, item.fields, place)
        if faults:
            said = {"number": item.number, "title": item.title[:40], "fault": faults[0].message}
            raise Refused(_("第 %(number)d 条“%(title)s”还不完整：%(fault)s改好后再定稿。") % said)


def _ends_before(draft: Edition, on: datetime.date) -> None:
    """The fixed edition before ends on the day the new one begins."""
    last = (
        Edition.objects.filter(catalogue=draft.catalogue, state=Edition.State.FIXED)
        .order_by("-number")
        .first()
    )
    if last is None or last.effective_from is None:
        return
    if on <= last.effective_from:
        said = {"number": last.number, "day": last.effective_from}
        raise Refused(_("第 %(number)d 版自 %(day)s 起生效，新版的生效日期要晚于这一天。") % said, "on")
    last.effective_until, last.version = on, last.version + 1
    last.save(update_fields=["effective_until", "version"])


def digest_of(items: Iterable[Item]) -> str:
    """SHA-256 of what the items say; checks.py takes it again every night."""
    rows = [[item.number, item.state, item.fields] for item in items]
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def publish_edition(*, by: Actor, edition: Edition) -> Edition:
    """Put an edition on the public pages. Those published before stay, for comparison."""
    locked = _published_by(by, edition)
    list_ = declared(locked.catalogue, locked)
    if not list_.public:
        raise Refused(_("“%(title)s”是内部清单，不公开。") % {"title": list_.label})
    if locked.state != Edition.State.FIXED:
        raise Refused(_("草稿不能公开。请先定稿，写明生效日期。"))
    if locked.published:
        raise Refused(_("第 %(number)d 版已经公开。") % {"number": locked.number})
    locked.published, locked.published_at = True, timezone.now()
    locked.version += 1
    locked.save(update_fields=["published", "published_at", "version"])
    record(by=by, action="lists.edition.publish", obj=locked)
    return locked


@transaction.atomic
def withdraw_edition(*, by: Actor, edition: Edition, reason: str) -> Edition:
    locked = _published_by(by, edition)
    if not locked.published:
        raise Refused(_("第 %(number)d 版没有公开，不需要撤回。") % {"number": locked.number})
    if not reason.strip():
        raise Refused(_("请写明停止公开的理由。"), "reason")
    locked.published, locked.version = False, locked.version + 1
    locked.save(update_fields=["published", "version"])
    record(by=by, action="lists.edition.withdraw", obj=locked, detail={"reason": reason.strip()})
    return locked


def _published_by(by: Actor, edition: Edition) -> Edition:
    locked_catalogue(by, edition.catalogue_id, managing=True)
    found = Edition.objects.select_for_update(of=("self",)).select_related("catalogue__division")
    return found.get(pk=edition.pk)
