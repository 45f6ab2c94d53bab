"""Capacity is filed; beds and nursery groups are set up and taken away."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.providers.actions.common import edits_location, keeps_location, once, over
from laoyou.providers.models import Bed, Capacity, Group, Location, Measure
from laoyou.providers.queries.kinds import class_size, kinds, most_taken_in
from laoyou.providers.rules import NotRooms, bed_numbers, rooms

MOST_BEDS_A_ROOM = 12


@dataclass(frozen=True, slots=True)
class Filing:
    """An amount in force from `since`. Of a nursery's places, `age_class` and `mode` may be left empty: the whole."""

    measure: str
    state: str
    amount: int
    since: datetime.date
    category: str = ""
    age_class: str = ""
    mode: str = ""
    filed_on: datetime.date | None = None

    @property
    def key(self) -> dict[str, str]:
        names = ("measure", "state", "category", "age_class", "mode")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def file_capacity(*, by: Actor, location: Location, filing: Filing) -> Capacity:
    """A further filing ends the former the day before; the same day again corrects it; the same amount changes nothing."""
    edits_location(by, location)
    _check_filing(location, filing)
    rows = location.capacities.filter(**filing.key)
    covering = rows.filter(since__lte=filing.since).filter(Q(until=None) | Q(until__gt=filing.since)).first()
    if covering is not None and covering.amount == filing.amount:
        return covering
    if covering is not None and covering.since == filing.since:
        covering.amount, covering.filed_on = filing.amount, filing.filed_on
        covering.save()
        made = covering
    else:
        later = rows.filter(since__gt=filing.since).order_by("since").first()
        if covering is not None:
            covering.until = filing.since
            covering.save(update_fields=["until"])
        made = Capacity.objects.create(
            location=location, division_id=location.division_id, **filing.key, amount=filing.amount,
            since=filing.since, until=later.since if later else None, filed_on=filing.filed_on,
        )  # fmt: skip
    detail = {**filing.key, "amount": filing.amount, "since": filing.since.isoformat()}
    record(
        by=by, action="providers.capacity.file", obj=location, division=location.division_id, detail=detail
    )
    return made


def _check_filing(location: Location, filing: Filing) -> None:
    kind = kinds(location.division).get(location.provider.kind)
    if kind is None or filing.measure not in kind.measures:
        said = {"kind": kind.zh if kind else location.provider.kind}
        raise Refused(_("“%(kind)s”不申报这一项。请换一个项目。") % said, "measure")
    if filing.measure != Measure.NURSERY_PLACE and (filing.age_class or filing.mode):
        raise Refused(_("只有托位分班型和时段。"), "age_class")
    if filing.since < location.since or (location.until and filing.since >= location.until):
        raise Refused(_("这一天服务点没有开放。请核对日期。"), "since")
    limit = most_taken_in(kind, location.division, filing.since)
    if limit is not None and filing.amount > limit.value:
        raise Refused(over(limit, kind.zh), "amount")
    if filing.category:
        _within_total(location, filing)
    else:
        _not_below_parts(location, filing)


def _within_total(location: Location, filing: Filing) -> None:
    """A part is never more than the whole, where the whole is filed."""
    whole = location.capacities.filter(**{**filing.key, "category": ""}, since__lte=filing.since)
    total = whole.filter(Q(until=None) | Q(until__gt=filing.since)).first()
    if total is not None and filing.amount > total.amount:
        raise Refused(_("其中数不能多于总数 %(n)d。请先申报新的总数。") % {"n": total.amount}, "amount")


def _not_below_parts(location: Location, filing: Filing) -> None:
    same = {name: value for name, value in filing.key.items() if name != "category"}
    parts = location.capacities.filter(**same, amount__gt=filing.amount).exclude(category="")
    part = parts.filter(since__lte=filing.since).filter(Q(until=None) | Q(until__gt=filing.since)).first()
    if part is not None:
        said = {"n": part.amount, "part": part.get_category_display()}
        raise Refused(_("“%(part)s”现在是 %(n)d，多于新的总数。请先申报它的新数。") % said, "amount")


@transaction.atomic
def add_beds(
    *, by: Actor, location: Location, room_list: str, per_room: int, since: datetime.date, nursing: bool = False
) -> int:  # fmt: skip
    """“101–110”, two in each: how many were new. Numbers that stand already are left alone."""
    keeps_location(by, location, since)
    if not 1 <= per_room <= MOST_BEDS_A_ROOM:
        raise Refused(_("每间床数请填 1 到 %(n)d。") % {"n": MOST_BEDS_A_ROOM}, "per_room")
    try:
        wanted = {number: room for room in rooms(room_list) for number in bed_numbers(room, per_room)}
    except NotRooms as error:
        raise Refused(
            _("“%(part)s”看不懂。请写成 101-110、201 这样。") % {"part": error.part[:20]}, "room_list"
        ) from error
    standing = location.beds.filter(number__in=wanted).filter(Q(until=None) | Q(until__gt=since))
    fresh = wanted.keys() - set(standing.values_list("number", flat=True))
    Bed.objects.bulk_create(
        Bed(location=location, division_id=location.division_id, number=number, room=wanted[number],
            nursing=nursing, since=since)
        for number in wanted if number in fresh
    )  # fmt: skip
    if fresh:
        record(by=by, action="providers.beds.add", obj=location, division=location.division_id,
               detail={"beds": len(fresh), "nursing": nursing})  # fmt: skip
    return len(fresh)


@transaction.atomic
def remove_beds(*, by: Actor, location: Location, bed_ids: Iterable[int], on: datetime.date) -> int:
    """Refused while somebody lies in one of them; how many were taken away."""
    keeps_location(by, location, on)
    beds = location.beds.filter(pk__in=list(bed_ids)).filter(Q(until=None) | Q(until__gt=on))
    taken = beds.filter(Q(stays__until=None, stays__isnull=False) | Q(stays__until__gt=on)).distinct().count()
    if taken:
        raise Refused(_("其中 %(n)d 张床有人住。请先给他们换床或办理退住。") % {"n": taken})
    ids = list(beds.values_list("pk", flat=True))
    Bed.objects.filter(pk__in=ids, since__gte=on).update(until=F("since") + datetime.timedelta(days=1))
    Bed.objects.filter(pk__in=ids, since__lt=on).update(until=on)
    if ids:
        record(by=by, action="providers.beds.remove", obj=location, division=location.division_id,
               detail={"beds": len(ids)})  # fmt: skip
    return len(ids)


@transaction.atomic
def add_group(
    *, by: Actor, location: Location, name: str, age_class: str, places: int, since: datetime.date
) -> Group:
    """A class no larger than the parameter allows. The same name again changes nothing."""
    keeps_location(by, location, since)
    limit = class_size(age_class, location.division, since)
    if limit is not None and places > limit.value:
        raise Refused(over(limit, _("这类班级")), "places")
    standing = location.groups.filter(name=name.strip()).filter(Q(until=None) | Q(until__gt=since)).first()
    if standing is not None:
        return standing
    with once(_("已有同名的班级。请换一个名称。"), "name"):
        made = Group.objects.create(
            location=location, division_id=location.division_id, name=name.strip(), age_class=age_class,
            places=places, since=since,
        )  # fmt: skip
    record(by=by, action="providers.group.add", obj=made, division=location.division_id)
    return made


@transaction.atomic
def end_group(*, by: Actor, group: Group, on: datetime.date) -> Group:
    keeps_location(by, group.location, on)
    inside = group.enrolments.filter(Q(until=None) | Q(until__gt=on)).count()
    if inside:
        raise Refused(_("班里还有 %(n)d 个孩子。请先转班或退托。") % {"n": inside})
    group.until = max(on, group.since + datetime.timedelta(days=1))
    group.save(update_fields=["until"])
    record(by=by, action="providers.group.end", obj=group, division=group.division_id)
    return group
