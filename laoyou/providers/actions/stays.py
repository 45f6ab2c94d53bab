"""People are taken in, moved to another bed, and leave; infants are enrolled and withdrawn.

What a provider's staff see of a person follows these rows by a trigger; see laoyou.providers.definers.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.providers.actions.common import keeps_location, not_ahead, once, over
from laoyou.providers.models import Bed, Enrolment, Group, Location, Stay
from laoyou.providers.queries.kinds import kinds, most_taken_in
from laoyou.providers.queries.vacancies import vacancy_of
from laoyou.providers.rules import Person

NIGHT = datetime.timedelta(days=1)


@transaction.atomic
def admit(
    *, by: Actor, location: Location, person: Person, mode: str, since: datetime.date, bed: Bed | None = None
) -> Stay:
    """The same admission again changes nothing."""
    keeps_location(by, location, since)
    not_ahead(since, "since")
    _alive(person, since)
    standing: Stay | None = _standing(location.stays.filter(resident_id=person.id), since)
    if standing is not None:
        if (standing.mode, standing.bed_id) == (mode, bed.pk if bed else None):
            return standing
        raise Refused(_("这个人已在这里入住。换床请用“换床”。"), "number")
    _place(location, mode, since, bed)
    with once(
        _("这张床，或这个人，在这段时间已有入住登记。请核对床号；在别家入住的，先在那边办退住。"), "bed"
    ):
        stay = Stay.objects.create(
            location=location, division_id=location.division_id, resident_id=person.id, bed=bed, mode=mode,
            since=since, recorded_by_id=by.user_id,
        )  # fmt: skip
    _said(by, "providers.stay.admit", stay)
    return stay


def _place(location: Location, mode: str, since: datetime.date, bed: Bed | None) -> None:
    """Whether there is room: a bed where the home keeps them one by one, else a place of the open capacity."""
    kept = location.beds.filter(since__lte=since).filter(Q(until=None) | Q(until__gt=since))
    if bed is not None:
        if not kept.filter(pk=bed.pk).exists():
            raise Refused(_("这张床那天不在用。请换一张。"), "bed")
        if bed.stays.filter(Q(until=None) | Q(until__gt=since)).exists():
            raise Refused(_("这张床已有人。请换一张空床。"), "bed")
        return
    if mode != "day" and kept.exists():
        raise Refused(_("这里按床登记，请选择一张空床。"), "bed")
    _room(location, "day_care_place" if mode == "day" else "bed", since)


def _room(location: Location, measure: str, since: datetime.date) -> None:
    """That day, and today: whoever is entered late is here now as well."""
    for day in sorted({since, timezone.localdate()}):
        vacancy = vacancy_of(location, measure, day)
        if vacancy.capacity is not None and vacancy.vacant <= 0:
            said = {"n": vacancy.capacity}
            raise Refused(_("开放的 %(n)d 个名额已满。请先申报新的容量，或等有人离开。") % said, "since")


@transaction.atomic
def transfer(*, by: Actor, stay: Stay, bed: Bed, on: datetime.date) -> Stay:
    """To another bed of the same home, from `on`; on the first day itself the bed is put right."""
    keeps_location(by, stay.location, on)
    not_ahead(on, "on")
    locked = _open_stay(stay)
    if locked.bed_id == bed.pk:
        return locked
    if on < locked.since:
        raise Refused(_("日期不能早于入住日期 %(day)s。") % {"day": locked.since}, "on")
    _place(stay.location, locked.mode, on, bed)
    if on == locked.since:
        locked.bed = bed
        locked.save(update_fields=["bed"])
        moved = locked
    else:
        locked.until = on
        locked.save(update_fields=["until"])
        moved = Stay.objects.create(
            location=locked.location, division_id=locked.division_id, resident_id=locked.resident_id, bed=bed,
            mode=locked.mode, since=on, recorded_by_id=by.user_id,
        )  # fmt: skip
    _said(by, "providers.stay.transfer", moved)
    return moved


@transaction.atomic
def discharge(*, by: Actor, stay: Stay, on: datetime.date) -> Stay:
    """The bed is free from `on`; whoever leaves on the day of admission stayed that day."""
    keeps_location(by, stay.location, on)
    not_ahead(on, "on")
    locked = _open_stay(stay)
    _end(locked, on)
    _said(by, "providers.stay.discharge", locked)
    return locked


@transaction.atomic
def enrol(
    *, by: Actor, location: Location, person: Person, mode: str, since: datetime.date, group: Group | None = None
) -> Enrolment:  # fmt: skip
    """The same enrolment again changes nothing. A family point's sixth infant is refused, by the clause."""
    keeps_location(by, location, since)
    not_ahead(since, "since")
    _alive(person, since)
    standing: Enrolment | None = _standing(location.enrolments.filter(resident_id=person.id), since)
    if standing is not None:
        if (standing.mode, standing.group_id) == (mode, group.pk if group else None):
            return standing
        raise Refused(_("这个孩子已在这里登记。请先退托，再按新的班级和时段登记。"), "number")
    _room_for_infant(location, since, group)
    with once(_("这个孩子在这段时间已在别处全日入托。请先在那边办退托。"), "number"):
        made = Enrolment.objects.create(
            location=location, division_id=location.division_id, resident_id=person.id, group=group, mode=mode,
            since=since, recorded_by_id=by.user_id,
        )  # fmt: skip
    _said(by, "providers.enrolment.enrol", made)
    return made


def _room_for_infant(location: Location, since: datetime.date, group: Group | None) -> None:
    after = Q(until=None) | Q(until__gt=since)
    kind = kinds(location.division).get(location.provider.kind)
    limit = most_taken_in(kind, location.division, since) if kind else None
    if limit is not None and location.enrolments.filter(after).count() >= limit.value:
        raise Refused(over(limit, kind.zh if kind else "") + _("要多收，请按托育机构登记备案。"), "since")
    if group is not None and group.enrolments.filter(after).count() >= group.places:
        said = {"name": group.name, "n": group.places}
        raise Refused(_("“%(name)s”的 %(n)d 个名额已满。请选别的班。") % said, "group")
    _room(location, "nursery_place", since)


@transaction.atomic
def withdraw(*, by: Actor, enrolment: Enrolment, on: datetime.date) -> Enrolment:
    keeps_location(by, enrolment.location, on)
    not_ahead(on, "on")
    locked = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if locked.until is not None:
        raise Refused(_("已退托，自 %(day)s 起。") % {"day": locked.until})
    _end(locked, on)
    _said(by, "providers.enrolment.withdraw", locked)
    return locked


def _standing(rows: QuerySet[Any], since: datetime.date) -> Any:
    """The row of that day or a later one; a day within one that ended is no further admission."""
    found = rows.filter(Q(until=None) | Q(until__gt=since)).order_by("-since").first()
    if found is not None and found.until is not None and found.since != since:
        said = _("这个人到 %(day)s 才离开这里。请填写那天或以后的日期。")
        raise Refused(said % {"day": found.until}, "since")
    return found


def _open_stay(stay: Stay) -> Stay:
    locked = Stay.objects.select_for_update(of=("self",)).select_related("location").get(pk=stay.pk)
    if locked.until is not None:
        raise Refused(_("已退住，自 %(day)s 起。") % {"day": locked.until})
    return locked


def _end(row: Stay | Enrolment, on: datetime.date) -> None:
    if on < row.since:
        raise Refused(_("日期不能早于开始日期 %(day)s。") % {"day": row.since}, "on")
    row.until = max(on, row.since + NIGHT)
    row.save(update_fields=["until"])


def _alive(person: Person, since: datetime.date) -> None:
    if person.died_on is not None and person.died_on <= since:
        raise Refused(_("登记显示此人已去世。请先与村（社区）核对。"), "number")


def _said(by: Actor, action: str, row: Stay | Enrolment) -> None:
    """Who it is stands in the row; the line names it by number."""
    record(by=by, action=action, obj=row, division=row.division_id, detail={"location": row.location_id})
