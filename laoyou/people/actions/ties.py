"""Kin, guardians, carers and contacts are added and ended."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.actions.common import alive, locked, not_future
from laoyou.people.actions.households import leave_household
from laoyou.people.errors import Refused
from laoyou.people.facts import kept_phone
from laoyou.people.models import Relation, Resident, Tie
from laoyou.people.rules import is_child, name_as_kept
from laoyou.privacy.keys import ring


@transaction.atomic
def add_tie(
    *,
    by: Actor,
    resident_id: int,
    role: str,
    relation: str,
    since: datetime.date,
    other_id: int | None = None,
    name: str = "",
    phone: str = "",
    note: str = "",
) -> Tie:
    """Another resident, or somebody outside by name and phone."""
    resident = locked(by, resident_id)
    not_future(since, "since")
    if role not in Tie.Role.values or relation not in Relation.values or relation == Relation.HEAD:
        raise Refused(_("请选择身份和与本人的关系。"), "relation")
    other = _other(resident, other_id) if other_id else None
    for person in (resident, other):
        if person and role != Tie.Role.KIN:
            alive(person, "other")
    called, number = ("", "") if other else (name_as_kept(name), kept_phone(phone))
    if other is None and not called:
        raise Refused(_("请填写姓名，或选一位已登记的居民。"), "name")
    if role == Tie.Role.GUARDIAN and other and is_child(other.birth_date, since):
        raise Refused(_("未满十四周岁的人不能当监护人。"), "other")
    made = Tie.objects.create(
        resident=resident, division_id=resident.division_id, other=other, name=called, role=role, relation=relation,
        phone_sealed=ring().seal(number, kind="phone") if number else None, note=note.strip(), since=since,
        recorded_by_id=by.user_id,
    )  # fmt: skip
    record(by=by, action="people.tie.add", obj=made, detail={"role": role, "relation": relation})
    return made


def _other(resident: Resident, other_id: int) -> Resident:
    other = Resident.objects.filter(pk=other_id, merged_into=None).first()
    if other is None or other.pk == resident.pk:
        raise Refused(_("请选另一位居民。"), "other")
    return other


@transaction.atomic
def end_tie(*, by: Actor, tie_id: int, on: datetime.date) -> Tie:
    tie = Tie.objects.select_for_update(of=("self",)).filter(pk=tie_id, until=None).first()
    if tie is None or not by.may("resident.edit", tie.division_id):
        raise Refused(_("这条记录已结束，或不由您维护。"))
    not_future(on, "on")
    if on < tie.since:
        raise Refused(_("日期不能早于开始日期 %(since)s。") % {"since": tie.since.isoformat()}, "on")
    tie.until = on
    tie.save(update_fields=["until"])
    record(by=by, action="people.tie.end", obj=tie)
    return tie


def end_part(*, by: Actor, part: str, row_id: int, on: datetime.date) -> None:
    """By what a page names: a tie, or a membership of a household."""
    if part == "tie":
        end_tie(by=by, tie_id=row_id, on=on)
    elif part == "membership":
        leave_household(by=by, membership_id=row_id, on=on)
    else:
        raise Refused(_("没有这样的记录。"))
