"""Two rows are one person, or they are not; and what was merged by mistake is taken apart again."""

# ruff: noqa: S608 - names of tables come from declarations, never from a request

from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.actions.common import edits, locked, touched
from laoyou.people.errors import Refused
from laoyou.people.merging import Child, children
from laoyou.people.models import Different, Handover, Merge, Resident
from laoyou.people.queries.held import holders

# Fields that the kept row takes where it has none, in groups that belong together; the first says whether it has one.
FILLED: tuple[tuple[str, ...], ...] = (
    ("id_index", "id_sealed", "id_kind", "id_hint", "number_differs"),
    ("phone_index", "phone_sealed"),
    ("birth_date", "birth_known"),
    ("lunar_birth",),
    ("address",),
    ("died_on",),
)
EMPTY: dict[str, Any] = {
    "id_index": None, "id_sealed": None, "id_kind": "none", "id_hint": "", "number_differs": "",
    "phone_index": None, "phone_sealed": None, "birth_date": None, "birth_known": "day", "lunar_birth": "",
    "address": "", "died_on": None,
}  # fmt: skip


@transaction.atomic
def different(*, by: Actor, first_id: int, second_id: int, reason: str) -> Different:
    """Two people: the pair is not asked about again."""
    low, high = sorted((first_id, second_id))
    first, second = locked(by, low), locked(by, high)
    if not reason.strip():
        raise Refused(_("请写明依据，例如“证件不同，已当面核实”。"), "reason")
    made, _new = Different.objects.get_or_create(
        first=first,
        second=second,
        defaults={
            "division_id": first.division_id,
            "reason": reason.strip(),
            "decided_by_id": by.user_id,
        },
    )
    record(by=by, action="people.double.different", obj=made)
    return made


@transaction.atomic
def merge(*, by: Actor, kept_id: int, gone_id: int, reason: str) -> Merge:
    """`gone` becomes `kept`: both rows stay, what hangs on `gone` goes along, row by row on record."""
    if kept_id == gone_id:
        raise Refused(_("请选两份不同的档案。"))
    rows = {pk: locked(by, pk, permission="resident.approve") for pk in sorted((kept_id, gone_id))}
    kept, gone = rows[kept_id], rows[gone_id]
    if not reason.strip():
        raise Refused(_("请写明依据，例如“同一证件号码”。"), "reason")
    if kept.id_index and gone.id_index and bytes(kept.id_index) != bytes(gone.id_index):
        raise Refused(_("两份档案的证件号码不同，不能合并。先核对并更正号码。"))
    if (kept.died_on is None) != (gone.died_on is None):
        raise Refused(_("一份档案登记了去世，另一份没有。先核对，给另一份登记去世，或撤销登记错的，再合并。"))
    if Handover.objects.filter(resident__in=rows, state=Handover.State.OPEN).exists():
        raise Refused(_("已经办了迁出，正等对方接收。要改的，先撤回。"))
    made = Merge(kept=kept, gone=gone, division_id=kept.division_id, reason=reason.strip())
    made.merged_by_id = by.user_id
    gone.merged_into = kept
    touched(gone, "merged_into")
    made.moved = {child.key: ids for child in children() if (ids := _repoint(child, gone, kept))}
    made.filled = _fill(kept, gone)
    made.save()
    detail = {"gone": gone.pk, "rows": sum(map(len, made.moved.values()))}
    record(by=by, action="people.double.merge", obj=kept, detail=detail)
    return made


def _repoint(child: Child, gone: Resident, kept: Resident) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {child.table} c set {child.column} = %(kept)s{_places(child)}"
            f" where c.{child.column} = %(gone)s and {child.may} returning c.id",
            {"kept": kept.pk, "gone": gone.pk, "there": gone.division_id, "here": kept.division_id},
        )
        return sorted(row[0] for row in cursor.fetchall())


def _places(child: Child) -> str:
    """A row whose division is the resident's takes that of the other; one that another county kept stays there."""
    to = "case when division_id = %(there)s then %(here)s else division_id end"
    return f", division_id = {to}" if child.follows else ""


def _fill(kept: Resident, gone: Resident) -> list[str]:
    taken = [
        group
        for group in FILLED
        if getattr(kept, group[0]) in (None, "") and getattr(gone, group[0]) not in (None, "")
    ]
    fields = [name for group in taken for name in group]
    for name in fields:
        setattr(kept, name, getattr(gone, name))
    touched(kept, *fields)
    return [group[0] for group in taken]


@transaction.atomic
def unmerge(*, by: Actor, merge_id: int, reason: str) -> Merge:
    """They are two people after all: exactly the rows that went along go back; later ones stay."""
    found = Merge.objects.select_for_update(of=("self",)).select_related("kept", "gone")
    made = found.filter(pk=merge_id, undone_at=None).first()
    if made is None:
        raise Refused(_("这次合并已经拆开。"))
    for division_id in (made.kept.division_id, made.gone.division_id):
        edits(by, division_id, "resident.approve")
    if not reason.strip():
        raise Refused(_("请写明为什么拆开。"), "reason")
    if made.kept.merged_into_id is not None:
        raise Refused(_("合并后的档案又并入了另一份。请先拆开后一次。"))
    for child in children():
        _back(child, made)
    _empty(made)
    if made.gone.id_index and holders([bytes(made.gone.id_index)]):
        raise Refused(_("拆出的档案的证件号码，现在是另一份档案的号码。请先核对并更正那一份。"))
    made.gone.merged_into = None
    touched(made.gone, "merged_into")
    made.undone_at, made.undone_by_id, made.undone_why = timezone.now(), by.user_id, reason.strip()
    made.save(update_fields=["undone_at", "undone_by", "undone_why"])
    record(by=by, action="people.double.unmerge", obj=made.kept, detail={"gone": made.gone_id})
    return made


def _back(child: Child, made: Merge) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {child.table} set {child.column} = %(gone)s{_places(child)}"
            f" where id = any(%(moved)s) and {child.column} = %(kept)s",
            {
                "gone": made.gone_id, "kept": made.kept_id, "moved": made.moved.get(child.key, []),
                "there": made.kept.division_id, "here": made.gone.division_id,
            },
        )  # fmt: skip


def _empty(made: Merge) -> None:
    """What was filled in and is still the same is taken out again; what was changed since stays."""
    fields: list[str] = []
    for group in FILLED:
        if group[0] in made.filled and _same(getattr(made.kept, group[0]), getattr(made.gone, group[0])):
            fields += group
    for name in fields:
        setattr(made.kept, name, EMPTY[name])
    touched(made.kept, *fields)


def _same(one: Any, other: Any) -> bool:
    return bytes(one) == bytes(other) if isinstance(one, memoryview | bytes) else bool(one == other)
