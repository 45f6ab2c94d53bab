"""Items are added, changed, moved from state to state, taken out and put back."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.lists.actions.common import locked_item, open_edition, touched
from laoyou.lists.errors import Invalid, Refused
from laoyou.lists.models import Edition, Item, StateChange
from laoyou.lists.queries.known import declared, known
from laoyou.lists.rules.compare import changes_of
from laoyou.lists.rules.declared import Declaration
from laoyou.lists.rules.shown import words_of
from laoyou.lists.rules.values import Known, Values, clean


@transaction.atomic
def add_item(
    *, by: Actor, edition: Edition, values: Mapping[str, Any], since: datetime.date | None = None
) -> Item:
    """`values` as typed, by key of field; Invalid names every fault."""
    locked = open_edition(by, edition)
    list_ = declared(locked.catalogue, locked)
    kept = _cleaned(list_, values, known(locked.catalogue.division))
    item = unsaved(by, locked, list_, kept, next_number(locked))
    insert(by, [item], since or timezone.localdate())
    record(by=by, action="lists.item.add", obj=item)
    return item


@transaction.atomic
def edit_item(*, by: Actor, item: Item, version: int, values: Mapping[str, Any]) -> Item:
    locked = locked_item(by, item, version)
    list_ = declared(locked.edition.catalogue, locked.edition)
    kept = _cleaned(list_, values, known(locked.edition.catalogue.division))
    changed = changes_of(list_.fields, locked.fields, kept)
    if changed:
        refill(by, locked, list_, kept).save()
        record(by=by, action="lists.item.edit", obj=locked, detail={"fields": [one.name for one in changed]})
    return locked


@transaction.atomic
def move_item(
    *, by: Actor, item: Item, version: int, state: str, since: datetime.date, note: str = ""
) -> Item:
    """To a state that may follow; on a day not before the present state began."""
    locked = locked_item(by, item, version)
    list_ = declared(locked.edition.catalogue, locked.edition)
    allowed = list_.may_follow(locked.state)
    if state not in {one.key for one in allowed}:
        words = _("、").join(str(one.label) for one in allowed) or _("没有下一步")
        raise Refused(_("不能这样变更状态。现在可以变更为：%(words)s。") % {"words": words}, "state")
    if since > timezone.localdate():
        raise Refused(_("状态变更日期不能晚于今天。到那天再办。"), "since")
    if locked.state_since and since < locked.state_since:
        said = {"day": locked.state_since}
        raise Refused(
            _("现在的状态自 %(day)s 起，变更日期不能更早。日期记错的，请用“更正状态”。") % said, "since"
        )
    _come_into(by, locked, list_, state, since, note.strip(), None)
    record(by=by, action="lists.item.move", obj=locked, detail={"state": state, "since": since.isoformat()})
    return locked


@transaction.atomic
def correct_state(
    *, by: Actor, item: Item, version: int, state: str, since: datetime.date, reason: str
) -> Item:
    """The last change was put down wrongly: a further row corrects it, and both stay."""
    locked = locked_item(by, item, version)
    list_ = declared(locked.edition.catalogue, locked.edition)
    last = locked.changes.order_by("-id").first()
    if state not in list_.by_state or last is None:
        raise Refused(_("请选择一个状态。"), "state")
    if not reason.strip():
        raise Refused(_("请写明原来错在哪里。"), "note")
    if since > timezone.localdate():
        raise Refused(_("状态变更日期不能晚于今天。到那天再办。"), "since")
    before = _before(locked, last)
    if before and since < before.since:
        raise Refused(_("前一个状态自 %(day)s 起，这一次不能更早。") % {"day": before.since}, "since")
    _come_into(by, locked, list_, state, since, reason.strip(), last)
    record(by=by, action="lists.item.correct", obj=locked, detail={"state": state, "reason": reason.strip()})
    return locked


def _before(item: Item, last: StateChange) -> StateChange | None:
    """The change before the one that is corrected, corrections of it left out."""
    wrong = {last.pk}
    while last.corrects is not None:
        last = last.corrects
        wrong.add(last.pk)
    standing = item.changes.filter(corrected_by=None).exclude(pk__in=wrong)
    return standing.order_by("-id").first()


@transaction.atomic
def remove_item(*, by: Actor, item: Item, version: int, reason: str) -> Item:
    """Out of the list; its number is not given again, and it can be put back."""
    locked = locked_item(by, item, version)
    if not reason.strip():
        raise Refused(_("请写明为什么移出。"), "reason")
    locked.removed = True
    touched(by, locked)
    locked.save()
    record(by=by, action="lists.item.remove", obj=locked, detail={"reason": reason.strip()})
    return locked


@transaction.atomic
def restore_item(*, by: Actor, item: Item, version: int) -> Item:
    locked = locked_item(by, item, version)
    locked.removed = False
    touched(by, locked)
    locked.save()
    record(by=by, action="lists.item.restore", obj=locked)
    return locked


@transaction.atomic
def attach_files(*, by: Actor, item: Item, files: list[File]) -> Item:
    """Evidence of an item. A file stays once it is attached."""
    open_edition(by, item.edition)
    item.files.add(*files)
    record(by=by, action="lists.item.attach", obj=item, detail={"files": [file.name for file in files]})
    return item


def next_number(edition: Edition) -> int:
    """Not given before in any edition. The list is locked by then."""
    numbers = Item.objects.filter(edition__catalogue_id=edition.catalogue_id)
    return (numbers.aggregate(last=Max("number"))["last"] or 0) + 1


def unsaved(by: Actor, edition: Edition, list_: Declaration, values: Values, number: int) -> Item:
    """An item in the state in which its list begins."""
    item = Item(edition=edition, division_id=edition.division_id, number=number, state=list_.start)
    item.updated_by_id, item.updated_at = by.user_id, timezone.now()
    _fill(item, list_, values)
    return item


def insert(by: Actor, items: Sequence[Item], since: datetime.date) -> None:
    """Store new items together, each with the beginning of its state."""
    for item in items:
        item.state_since = since if item.state else None
    Item.objects.bulk_create(items)
    StateChange.objects.bulk_create(
        StateChange(item=item, division_id=item.division_id, state=item.state, since=since, by_id=by.user_id)
        for item in items
        if item.state
    )


def update(items: Sequence[Item]) -> None:
    Item.objects.bulk_update(
        items,
        ["fields", "title", "words", "public_words", "public", "version", "updated_by", "updated_at"],
        batch_size=500,
    )


def refill(by: Actor, item: Item, list_: Declaration, values: Values) -> Item:
    _fill(item, list_, values)
    touched(by, item)
    return item


def _cleaned(list_: Declaration, values: Mapping[str, Any], place: Known) -> Values:
    kept, faults = clean(list_, values, place)
    if faults:
        raise Invalid(faults, values)
    return kept


def _fill(item: Item, list_: Declaration, values: Values) -> None:
    item.fields, item.title = values, values[list_.title.key]
    item.words, item.public_words = words_of(list_.fields, values), words_of(list_.public_fields, values)
    item.public = list_.shows(item.state)


def _come_into(
    by: Actor,
    item: Item,
    list_: Declaration,
    state: str,
    since: datetime.date,
    note: str,
    corrects: StateChange | None,
) -> None:
    item.state, item.state_since, item.public = state, since, list_.shows(state)
    touched(by, item)
    item.save()
    StateChange.objects.create(
        item=item,
        division_id=item.division_id,
        state=state,
        since=since,
        note=note,
        corrects=corrects,
        by_id=by.user_id,
    )
