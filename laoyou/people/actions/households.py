"""Households are opened, joined and left; one head a day."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.actions.common import alive, edits, locked, not_future
from laoyou.people.errors import Refused
from laoyou.people.leaving import end_empty
from laoyou.people.models import Household, Membership, Relation, Resident
from laoyou.places.models import Division


@transaction.atomic
def open_household(
    *,
    by: Actor,
    division: Division,
    since: datetime.date,
    members: Sequence[tuple[int, str]],
    number: str = "",
    address: str = "",
) -> Household:
    """With its members as (resident, relation to the head); one of them is the head."""
    edits(by, division.pk)
    not_future(since, "since")
    if [relation for _pk, relation in members].count(Relation.HEAD) != 1:
        raise Refused(_("一户要有一位户主，也只能有一位。"), "relation")
    made = Household.objects.create(
        division=division,
        number=number.strip(),
        address=address.strip(),
        since=since,
        recorded_by_id=by.user_id,
    )
    for resident_id, relation in members:
        _join(by, made, resident_id, relation, since)
    record(by=by, action="people.household.open", obj=made, detail={"members": len(members)})
    return made


@transaction.atomic
def join_household(
    *, by: Actor, household: Household, resident_id: int, relation: str, since: datetime.date
) -> Membership:
    edits(by, household.division_id)
    not_future(since, "since")
    if not Household.objects.filter(pk=household.pk, until=None).exists():
        raise Refused(_("这一户已没有人，已经结束。请重新立户。"))
    if since < household.since:
        raise Refused(_("不能早于立户日期 %(since)s。") % {"since": household.since.isoformat()}, "since")
    made = _join(by, household, resident_id, relation, since)
    record(by=by, action="people.household.join", obj=household, detail={"relation": relation})
    return made


def _join(
    by: Actor, household: Household, resident_id: int, relation: str, since: datetime.date
) -> Membership:
    resident = locked(by, resident_id)
    alive(resident, "resident")
    if relation not in Relation.values:
        raise Refused(_("请选择与户主的关系。"), "relation")
    if relation == Relation.HEAD:
        _no_head(household, since)
    _nowhere_else(resident, since)
    held = Membership.objects.select_for_update().filter(resident=resident, until=None).first()
    if held is not None:
        if held.since > since:
            said = _("这位居民从 %(since)s 起在现在的户里，日期不能早于这一天。")
            raise Refused(said % {"since": held.since.isoformat()}, "since")
        held.until = since
        held.save(update_fields=["until"])
        if held.household_id != household.pk:
            end_empty(held, since)
    return Membership.objects.create(
        household=household, resident=resident, division_id=resident.division_id, relation=relation, since=since,
        recorded_by_id=by.user_id,
    )  # fmt: skip


def _no_head(household: Household, since: datetime.date) -> None:
    heads = Membership.objects.filter(household=household, relation=Relation.HEAD)
    if heads.filter(until=None).exists():
        raise Refused(_("这一户已有户主。要换户主，先改原户主的关系。"), "relation")
    if former := _lasting(heads, since):
        said = _("这一户到 %(until)s 为止另有户主，日期不能早于这一天。")
        raise Refused(said % {"until": former.until}, "since")


def _nowhere_else(resident: Resident, since: datetime.date) -> None:
    """In no household that was left only after this day."""
    if former := _lasting(Membership.objects.filter(resident=resident), since):
        said = _("这位居民到 %(until)s 为止登记在另一户，日期不能早于这一天。")
        raise Refused(said % {"until": former.until}, "since")


def _lasting(rows: QuerySet[Membership], since: datetime.date) -> Membership | None:
    """What ended after this day; a row that ended on its first day never was."""
    return rows.filter(until__gt=since).filter(until__gt=F("since")).order_by("-until").first()


@transaction.atomic
def leave_household(*, by: Actor, membership_id: int, on: datetime.date) -> Membership:
    """Out of the household from that day; the household ends with its last member."""
    found = Membership.objects.select_for_update(of=("self",)).select_related("household")
    held = found.filter(pk=membership_id, until=None).first()
    if held is None or not by.may("resident.edit", held.division_id):
        raise Refused(_("这条同户记录已结束，或不由您维护。"))
    not_future(on, "on")
    if on < held.since:
        raise Refused(_("日期不能早于入户日期 %(since)s。") % {"since": held.since.isoformat()}, "on")
    held.until = on
    held.save(update_fields=["until"])
    end_empty(held, on)
    record(by=by, action="people.household.leave", obj=held)
    return held


@transaction.atomic
def live_with(
    *, by: Actor, resident_id: int, other_id: int | None, relation: str, since: datetime.date
) -> Household:
    """Into the household of another resident; without one, into a new household as its head."""
    if other_id is None:
        resident = locked(by, resident_id)
        return open_household(
            by=by, division=resident.division, since=since, members=[(resident_id, Relation.HEAD)],
            address=resident.address,
        )  # fmt: skip
    if other_id == resident_id:
        raise Refused(_("请选另一位居民。"), "other")
    held = Membership.objects.filter(resident_id=other_id, until=None).select_related("household").first()
    if held is None:
        raise Refused(_("这个人还没有登记同户。请先给他（她）立户。"), "other")
    join_household(by=by, household=held.household, resident_id=resident_id, relation=relation, since=since)
    return held.household
