"""Stays of elders and enrolments of infants from sheets. Whom a line is about is found by number and name together."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.people.rules import name_as_kept
from laoyou.places.models import Division
from laoyou.privacy.keys import ring
from laoyou.providers.models import Bed, Enrolment, Group, Location, Stay
from laoyou.providers.models.stays import ENROLMENT_MODES, StayMode
from laoyou.providers.rules import Person
from laoyou.providers.sheets.common import WHERE, Places, Wrong, overlaps, text, within
from laoyou.providers.sheets.room import Line, Room
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target

_PERSON = (
    Column("name", gettext_lazy("姓名"), required=True, also=("老人姓名", "幼儿姓名", "儿童姓名"), personal=True),
    Column(
        "id_number", gettext_lazy("身份证号码"), "id_number", required=True,
        also=("身份证号", "证件号码", "公民身份号码"), personal=True,
    ),
)  # fmt: skip


def _days(since: Any, until: Any) -> tuple[Column, Column]:
    return (
        Column("since", since, "date", required=True, also=("自", "开始日期", "入院日期", "入园日期")),
        Column("until", until, "date", also=("至", "结束日期"), help=gettext_lazy("还在的空着。")),
    )


STAY_COLUMNS = (
    *WHERE, *_PERSON,
    Column("slot", gettext_lazy("床号"), also=("床位", "床位号"), help=gettext_lazy("逐床登记的机构必填，日托空着。")),
    Column(
        "mode", gettext_lazy("方式"), "choice", also=("入住方式", "托养方式"),
        choices=tuple(Choice(one.value, one.label) for one in StayMode), help=gettext_lazy("空着是全托。"),
    ),
    *_days(gettext_lazy("入住日期"), gettext_lazy("退住日期")),
)  # fmt: skip
ENROLMENT_COLUMNS = (
    *WHERE, *_PERSON,
    Column("slot", gettext_lazy("班级"), also=("班级名称", "班别")),
    Column(
        "mode", gettext_lazy("时段"), "choice", also=("托育方式",),
        choices=tuple(Choice(value, label) for value, label in ENROLMENT_MODES), help=gettext_lazy("空着是全日。"),
    ),
    *_days(gettext_lazy("入托日期"), gettext_lazy("退托日期")),
)  # fmt: skip
_FOUND = "select place, id, died_on from providers_persons(%s, %s)"
_HELD = "select resident_id, location_id, since, until from providers_held(%s) where what = %s"


Days = tuple[datetime.date, datetime.date | None]
Ending = dict[tuple[int, int, datetime.date], datetime.date]  # by person, location and first day


class Care:
    """One kind of row: stays with beds, or enrolments with groups."""

    def __init__(
        self, key: str, label: Any, columns: Sequence[Column], model: Any, slots: Any, help: Any
    ) -> None:
        self.model, self.slots, self.stays = model, slots, model is Stay
        self.slot_field = "bed" if self.stays else "group"
        unique = ("id_number", "provider", "since")
        self.target = Target(
            key, label, "provider.edit", tuple(columns), self.check, self.apply, help, unique, whole=True
        )

    def check(self, by: Actor, _home: Division, rows: Sequence[Row]) -> Iterator[Fault]:
        lines: list[Line] = []
        for line in self._lines(by, rows):
            try:
                lines.append(self._sound(line) if isinstance(line, Line) else _raised(line[1]))
            except Wrong as wrong:
                yield wrong.at(line.row if isinstance(line, Line) else line[0])
        yield from self._against_register(lines)

    def _lines(self, by: Actor, rows: Sequence[Row]) -> list[Line | tuple[Row, Wrong]]:
        places, found = Places(by), _persons(rows)
        at: list[tuple[Row, Location | Wrong]] = []
        for row in rows:
            try:
                at.append((row, places.find(row)))
            except Wrong as wrong:
                at.append((row, wrong))
        slots = self._slots({one.pk for _row, one in at if isinstance(one, Location)})
        return [
            (row, one) if isinstance(one, Wrong) else self._line(row, one, found.get(row.line), slots)
            for row, one in at
        ]

    def _line(self, row: Row, location: Location, person: Person | None, slots: Any) -> Line:
        slot = slots.get((location.pk, text(row, "slot"))) if text(row, "slot") else None
        return Line(row, location, person, slot, row.values.get("mode") or "full")

    def _slots(self, ids: set[int]) -> dict[tuple[int, str], Any]:
        name = "number" if self.stays else "name"
        rows = self.slots.objects.filter(location_id__in=ids, until=None)
        return {(one.location_id, getattr(one, name)): one for one in rows}

    def _sound(self, line: Line) -> Line:
        within(line.location, line.since, line.until, timezone.localdate())
        if line.person is None:
            why = _("没有找到姓名和号码都相符的人。")
            raise Wrong("id_number", why, _("对照证件核对；还没登记的，先导入“居民”，再导入这一行。"))
        if line.person.died_on is not None and line.person.died_on <= line.since:
            raise Wrong("since", _("登记显示此人已去世。"), _("先与村（社区）核对。"))
        if text(line.row, "slot") and line.slot is None:
            words = (_("这个服务点没有这张床。"), _("照机构页上的床号填写，或先加床位。"))
            if not self.stays:
                words = (_("这个服务点没有这个班级。"), _("照机构页上的班级填写，或先加班级。"))
            raise Wrong("slot", *words)
        if line.slot is not None and line.slot.since > line.since:
            raise Wrong("slot", _("%(day)s 才有。") % {"day": line.slot.since}, _("核对日期，或换一个。"))
        return line

    def _against_register(self, lines: Sequence[Line]) -> Iterator[Fault]:
        """Against rows that stand, against lines before it, and against the room there is."""
        standing = self._standing(lines)
        ending = self._end(lines, standing)
        taken, by_bed = self._taken(lines, ending), self._by_bed(lines)
        held, room = (
            _held(lines, "stay" if self.stays else "enrolment", ending),
            Room(lines, stays=self.stays),
        )
        for line in lines:
            if _key(line) in ending:
                room.leave(line)
        for line in lines:
            try:
                if not self._same(line, standing):
                    self._free(line, held, taken, by_bed)
                    room.take(line)
                    self._stands(line, standing)
            except Wrong as wrong:
                yield wrong.at(line.row)

    def _by_bed(self, lines: Sequence[Line]) -> set[int]:
        """Locations that keep beds one by one."""
        if not self.stays:
            return set()
        places = {line.location.pk for line in lines}
        return set(Bed.objects.filter(until=None, location__in=places).values_list("location_id", flat=True))

    def _standing(self, lines: Sequence[Line]) -> dict[tuple[int, int], list[Any]]:
        people = {line.person.id for line in lines if line.person}
        found: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for one in self.model.objects.filter(resident_id__in=people).order_by("since"):
            found[one.resident_id, one.location_id].append(one)
        return found

    def _end(self, lines: Sequence[Line], standing: Any) -> Ending:
        """What the sheet itself ends is free for its other lines, wherever they stand in it."""
        ending: Ending = {}
        for line in lines:
            for one in standing[_key(line)[:2]]:
                if one.since == line.since and one.until is None and line.until and self._agrees(line, one):
                    one.until = ending[_key(line)] = line.until
        return ending

    def _agrees(self, line: Line, one: Any) -> bool:
        slot = line.slot.pk if line.slot else None
        return (one.mode, getattr(one, f"{self.slot_field}_id")) == (line.mode, slot)

    def _taken(self, lines: Sequence[Line], ending: Ending) -> dict[int, list[Days]]:
        """Days on which beds are taken, by whomever."""
        if not self.stays:
            return {}
        beds = {line.slot.pk for line in lines if line.slot is not None}
        found: dict[int, list[Days]] = defaultdict(list)
        for one in Stay.objects.filter(bed_id__in=beds):
            until = one.until or ending.get((one.resident_id, one.location_id, one.since))
            found[one.bed_id or 0].append((one.since, until))
        return found

    def _same(self, line: Line, standing: Any) -> bool:
        """Whether the row is there; raises where another of the same person at this place stands in its way."""
        assert line.person is not None
        for one in standing[line.person.id, line.location.pk]:
            if one.since == line.since:
                if not self._agrees(line, one):
                    do = (
                        _("换床请在机构页上办“换床”。")
                        if self.stays
                        else _("先退托，再按新的班级和时段登记。")
                    )
                    raise Wrong("slot", _("此人这一天已在这里登记，床位（班级）或方式不同。"), do)
                if line.until and one.until and line.until != one.until:
                    why = _("登记的结束日期是 %(day)s。") % {"day": one.until}
                    raise Wrong("until", why, _("核对日期；换过床的，在机构页上办理退住。"))
                return True
            if overlaps(line.since, line.until, one.since, one.until):
                why = _("此人 %(day)s 起已在这里登记。") % {"day": one.since}
                raise Wrong("since", why, _("核对日期；先前的一段已结束的，先登记它的结束日期。"))
        return False

    def _stands(self, line: Line, standing: Any) -> None:
        """A line that is taken stands in the way of the next about the same person here."""
        assert line.person is not None
        made = self.model(mode=line.mode, since=line.since, until=line.until, **{self.slot_field: line.slot})
        standing[line.person.id, line.location.pk].append(made)

    def _free(self, line: Line, held: Any, taken: Any, by_bed: set[int]) -> None:
        assert line.person is not None
        if self.stays and line.mode != "day" and line.slot is None and line.location.pk in by_bed:
            raise Wrong("slot", _("这里按床登记，没有写床号。"), _("写上一张空床的床号。"))
        if line.mode in {"full", "respite"}:
            for at, since, until in held[line.person.id]:
                if at != line.location.pk and overlaps(line.since, line.until, since, until):
                    raise Wrong(
                        "id_number", _("此人这段时间已在别处全托。"), _("先在那边办退住（退托），再导入。")
                    )
            held[line.person.id].append((line.location.pk, line.since, line.until))
        if self.stays and line.slot is not None:
            if any(overlaps(line.since, line.until, *days) for days in taken[line.slot.pk]):
                raise Wrong(
                    "slot", _("这张床这段时间已有人。"), _("核对床号；两行写了同一张床的，改正一行。")
                )
            taken[line.slot.pk].append((line.since, line.until))

    def apply(self, by: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
        """Rows that stand are left; one that ends now gets its end."""
        lines = [line for line in self._lines(by, list(rows)) if isinstance(line, Line)]
        standing = self._standing(lines)
        fresh, ended = [], []
        for line in lines:
            assert line.person is not None
            found = [one for one in standing[line.person.id, line.location.pk] if one.since == line.since]
            if not found:
                fresh.append(self._made(by, line))
            elif line.until is not None and found[0].until is None:
                found[0].until = line.until
                ended.append(found[0])
        self.model.objects.bulk_update(
            ended, ["until"]
        )  # first: a bed that is left may be taken the same day
        self.model.objects.bulk_create(fresh)
        return Counts(len(fresh), len(ended), len(lines) - len(fresh) - len(ended))

    def _made(self, by: Actor, line: Line) -> Any:
        assert line.person is not None
        return self.model(
            location=line.location, division_id=line.location.division_id, resident_id=line.person.id,
            mode=line.mode, since=line.since, until=line.until, recorded_by_id=by.user_id,
            **{self.slot_field: line.slot},
        )  # fmt: skip


def _key(line: Line) -> tuple[int, int, datetime.date]:
    assert line.person is not None
    return line.person.id, line.location.pk, line.since


def _raised(wrong: Wrong) -> Line:
    raise wrong


def _persons(rows: Sequence[Row]) -> dict[int, Person]:
    """By line; nobody where number and name do not agree. One query."""
    keys = ring()
    asked = [row for row in rows if row.values.get("id_number")]
    indexes = [keys.index(row.values["id_number"], kind="id") for row in asked]
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [indexes, [name_as_kept(text(row, "name")) for row in asked]])
        return {asked[place - 1].line: Person(pk, died_on) for place, pk, died_on in cursor.fetchall()}


def _held(lines: Sequence[Line], what: str, ending: Ending) -> Any:
    found: dict[int, list[Any]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [[line.person.id for line in lines if line.person], what])
        for resident, location, since, until in cursor.fetchall():
            found[resident].append((location, since, until or ending.get((resident, location, since))))
    return found


STAYS = Care(
    "stays", gettext_lazy("机构入住"), STAY_COLUMNS, Stay, Bed,
    gettext_lazy("一人一行。人要先在“居民”里登记；床要先在机构页上加好。"),
).target  # fmt: skip
ENROLMENTS = Care(
    "enrolments", gettext_lazy("婴幼儿入托"), ENROLMENT_COLUMNS, Enrolment, Group,
    gettext_lazy("一人一行。孩子要先在“居民”里登记；班级要先在机构页上加好。"),
).target  # fmt: skip
