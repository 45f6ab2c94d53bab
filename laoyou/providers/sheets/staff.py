"""Staff and their papers from sheets: one line a person and post, with one paper where there is one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.providers.models import Location, Paper, Post, Staff
from laoyou.providers.models.staffing import PaperKind
from laoyou.providers.sheets.common import WHERE, Places, Wrong, overlaps, text, within
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target

_POSTS = {
    "carer": ("护理员",),
    "childcarer": ("保育员", "照护人员", "育婴员"),
    "head": ("院长", "园长"),
    "cook": ("厨师",),
}
COLUMNS = (
    *WHERE,
    Column("name", gettext_lazy("姓名"), required=True, also=("人员姓名",), personal=True),
    Column(
        "post", gettext_lazy("岗位"), "choice", required=True, also=("职务", "工种"),
        choices=tuple(Choice(one.value, one.label, _POSTS.get(one.value, ())) for one in Post),
    ),
    Column("full_time", gettext_lazy("专职"), "flag", also=("是否专职",)),
    Column("since", gettext_lazy("到岗日期"), "date", required=True, also=("入职日期", "入职时间")),
    Column("until", gettext_lazy("离岗日期"), "date", also=("离职日期",)),
    Column(
        "paper", gettext_lazy("证明"), "choice", also=("证书类型",),
        choices=tuple(Choice(one.value, one.label) for one in PaperKind),
    ),
    Column("number", gettext_lazy("证号"), also=("证书编号",), personal=True),
    Column("paper_since", gettext_lazy("发证日期"), "date"),
    Column("paper_until", gettext_lazy("有效期至"), "date", help=gettext_lazy("长期有效的空着。")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    location: Location

    @property
    def key(self) -> tuple[int, str, str]:
        return self.location.pk, text(self.row, "name"), self.row.values["post"]


def check(by: Actor, _home: Division, rows: Sequence[Row]) -> Iterator[Fault]:
    places, ready = Places(by), []
    for row in rows:
        try:
            ready.append(_line(places, row))
        except Wrong as wrong:
            yield wrong.at(row)
    standing = _standing(ready)
    for line in ready:
        since, until = line.row.values["since"], line.row.values.get("until")
        for found in standing.get(line.key, []):
            if found.since != since and overlaps(since, until, found.since, found.until):
                why = _("此人 %(day)s 起已在这个岗位上。") % {"day": found.since}
                yield Wrong("since", why, _("核对到岗日期；换过岗的，先写上原岗位的离岗日期。")).at(line.row)


def _line(places: Places, row: Row) -> Line:
    location, values = places.find(row), row.values
    within(location, values["since"], values.get("until"), timezone.localdate())
    if (values.get("paper") is None) != (values.get("paper_since") is None):
        missing = "paper_since" if values.get("paper") else "paper"
        raise Wrong(missing, _("证明和发证日期要一起填。"), _("补上空着的一格，或两格都空着。"))
    issued, ends = values.get("paper_since"), values.get("paper_until")
    if issued and ends and ends <= issued:
        raise Wrong("paper_until", _("有效期不晚于发证日期。"), _("核对两个日期。"))
    return Line(row, location)


def _standing(lines: Sequence[Line]) -> dict[tuple[int, str, str], list[Staff]]:
    found: dict[tuple[int, str, str], list[Staff]] = {}
    places, names = {line.location.pk for line in lines}, {line.key[1] for line in lines}
    for one in Staff.objects.filter(location_id__in=places, name__in=names):
        found.setdefault((one.location_id, one.name, one.post), []).append(one)
    return found


def apply(by: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
    """Who is there already stays; an empty cell leaves what is there."""
    places = Places(by)
    lines = [Line(row, places.find(row)) for row in rows]
    known = {(key, one.since): one for key, found in _standing(lines).items() for one in found}
    fresh, ended = {}, {}
    for line in lines:
        named = (line.key, line.row.values["since"])
        if named not in known:
            known[named] = fresh[line.row.line] = _staff(line)
        elif _changed(known[named], line.row.values):
            ended[line.row.line] = known[named]
    Staff.objects.bulk_create(fresh.values())
    Staff.objects.bulk_update(ended.values(), ["full_time", "until"])
    papered = _papers([(line, known[line.key, line.row.values["since"]]) for line in lines])
    changed = (ended.keys() | papered) - fresh.keys()
    return Counts(len(fresh), len(changed), len(lines) - len(fresh) - len(changed))


def _staff(line: Line) -> Staff:
    values, location = line.row.values, line.location
    return Staff(
        location=location, division_id=location.division_id, name=text(line.row, "name"), post=values["post"],
        full_time=values.get("full_time") is not False, since=values["since"], until=values.get("until"),
    )  # fmt: skip


def _changed(one: Staff, values: Any) -> bool:
    before = (one.full_time, one.until)
    given = values.get("full_time")
    one.full_time, one.until = one.full_time if given is None else given, values.get("until") or one.until
    return before != (one.full_time, one.until)


def _papers(lines: Sequence[tuple[Line, Staff]]) -> set[int]:
    """Lines whose paper was not there yet."""
    ids = {staff.pk for _line, staff in lines}
    named = ("staff_id", "kind", "since")
    known = set(Paper.objects.filter(staff_id__in=ids).values_list(*named))
    fresh, new = [], set()
    for line, staff in lines:
        values = line.row.values
        if values.get("paper") and (key := (staff.pk, values["paper"], values["paper_since"])) not in known:
            known.add(key)
            new.add(line.row.line)
            fresh.append(
                Paper(
                    staff=staff, location=line.location, division_id=line.location.division_id, kind=values["paper"],
                    number=text(line.row, "number"), since=values["paper_since"], until=values.get("paper_until"),
                )
            )  # fmt: skip
    Paper.objects.bulk_create(fresh)
    return new


TARGET = Target(
    "provider-staff", gettext_lazy("机构人员"), "provider.edit", COLUMNS, check, apply,
    gettext_lazy("一人一岗一行；有几份证明的，每份一行。"),
    unique=("provider", "name", "post", "since", "paper", "paper_since"),
)  # fmt: skip
