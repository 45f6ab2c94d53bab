"""Residents from sheets: what the register alone can say of a row, and all good rows at once."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.lib import identity, masking
from laoyou.lib.refusal import Refused
from laoyou.people.bulk import NewResident, load_residents
from laoyou.people.facts import Facts, Number, agreed, checked, kept_phone
from laoyou.people.models import Resident
from laoyou.people.queries.held import Holder, holders
from laoyou.places.models import Division
from laoyou.privacy.keys import ring
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target, register

SEXES = (
    Choice("1", _("男"), ("男性", "M")),
    Choice("2", _("女"), ("女性", "F")),
    Choice("0", _("未知"), ("不详",)),
)
KINDS = (
    Choice("citizen", _("居民身份证"), ("身份证", "二代身份证")),
    Choice("other", _("其他证件"), ("护照", "港澳居民居住证", "军官证")),
    Choice("none", _("没有证件号码"), ("无",)),
)
COLUMNS = (
    Column("name", _("姓名"), required=True, also=("名字", "老人姓名", "儿童姓名"), personal=True),
    Column("id_kind", _("证件类型"), "choice", choices=KINDS, also=("证件种类",)),
    Column("id_number", _("证件号码"), also=("身份证号", "身份证号码", "公民身份号码"), personal=True),
    Column("sex", _("性别"), "choice", choices=SEXES),
    Column("birth_date", _("出生日期"), "date", also=("出生年月", "出生年月日", "生日"), personal=True),
    Column("lunar_birth", _("农历生日"), also=("阴历生日",), help=_("例如 1950年腊月初八")),
    Column(
        "division",
        _("村（社区）"),
        "division",
        required=True,
        also=("责任村（社区）", "所属村", "所在村社区"),
    ),
    Column("registered", _("户籍地"), also=("户籍地址", "户口所在地"), personal=True),
    Column("residence", _("居住地"), also=("现居住地", "常住地"), personal=True),
    Column("phone", _("电话"), "phone", also=("联系电话", "手机号", "联系方式"), personal=True),
    Column("address", _("住址"), also=("地址", "详细地址", "家庭住址"), personal=True),
    Column("differs_why", _("与证件不符的依据"), help=_("出生日期或性别与证件号码不一致时填写")),
)


def check(by: Actor, division: Division, rows: Sequence[Row]) -> Iterator[Fault]:
    """Faults that each row has in itself, then those against the register: one query a block."""
    allowed = by.divisions_for("resident.edit")
    ready: dict[int, tuple[Row, NewResident]] = {}
    today = timezone.localdate()
    for row in rows:
        try:
            ready[row.line] = (row, resident_of(row, today))
        except Refused as refused:
            yield _fault(row, refused.field or "name", refused.message, _("改好这一格再导入。"))
    for row, made in ready.values():
        if made.division_id not in allowed:
            yield _fault(row, "division", _("这个村（社区）不由您负责。"), _("改成您负责的村（社区）。"))
    yield from _against_register(list(ready.values()))


def _against_register(ready: list[tuple[Row, NewResident]]) -> Iterator[Fault]:
    indexes = {row.line: ring().index(made.id_number, kind="id") for row, made in ready if made.id_number}
    held = holders(list(set(indexes.values())))
    here = dict(
        Resident.objects.filter(id_index__in=list(held), merged_into=None).values_list(
            "id_index", "division_id"
        )
    )
    at = {bytes(index): division_id for index, division_id in here.items() if index}
    first: dict[bytes, int] = {}
    for row, made in ready:
        index = indexes.get(row.line)
        if index is None:
            continue
        if first.setdefault(index, row.line) != row.line:
            why = _("与第 %(line)d 行的证件号码相同。")
            yield _fault(row, "id_number", str(why) % {"line": first[index]}, _("同一个人只留一行。"))
        elif index in held and at.get(index) != made.division_id:
            yield _elsewhere(row, held[index])


def _elsewhere(row: Row, holder: Holder) -> Fault:
    why = str(_("这个号码已在%(place)s登记，责任村（社区）不同。")) % {"place": holder.place}
    return _fault(row, "division", why, _("人已迁移的，先办迁移；村写错的，改正后再导入。"))


def _fault(row: Row, column: str, why: Any, do: Any) -> Fault:
    value = row.values.get(column)
    text = "" if value is None else str(value)
    personal = any(one.key == column and one.personal for one in COLUMNS)
    return Fault(row.line, column, masking.name(text) if personal else text, why, do)


def apply(by: Actor, division: Division, rows: Iterable[Row]) -> Counts:
    """All rows, streamed; see laoyou.people.bulk."""
    today = timezone.localdate()
    return load_residents(by, (resident_of(row, today) for row in rows))


def resident_of(row: Row, today: datetime.date) -> NewResident:
    """A row as the register takes it. Refused where it cannot be; the field is that of the column."""
    values = row.values
    facts = Facts(
        name=_text(values, "name"),
        sex=values.get("sex") or "0",
        birth_date=_date(values.get("birth_date")),
        lunar_birth=_text(values, "lunar_birth"),
        address=_text(values, "address")[:200],
    )
    number = Number(_kind(values), _text(values, "id_number"), _text(values, "differs_why"))
    facts, number = agreed(checked(facts, today), number, today)
    place = values["division"]
    return NewResident(
        division_id=place.pk if isinstance(place, Division) else int(place),
        name=facts.name,
        sex=facts.sex,
        birth_date=facts.birth_date,
        lunar_birth=facts.lunar_birth,
        id_kind=number.kind,
        id_number=number.text,
        number_differs=number.differs_why,
        phone=kept_phone(_text(values, "phone")),
        address=facts.address,
        registered_place=_text(values, "registered")[:120],
        residence_place=_text(values, "residence")[:120],
    )


def _kind(values: Any) -> str:
    """Without a kind a long row of digits is an ID number, even one with a digit lost; anything else another document."""
    given = values.get("id_kind")
    if given and given != "none":
        return str(given)
    return "citizen" if re.fullmatch(r"\d{14,}X?", identity.plain(_text(values, "id_number"))) else "other"


def _text(values: Any, key: str) -> str:
    return str(values.get(key) or "").strip()


def _date(value: Any) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def declare() -> None:
    """Called by the AppConfig."""
    register(
        Target(
            key="residents",
            label=_("居民"),
            permission="resident.edit",
            columns=COLUMNS,
            check=check,
            apply=apply,
            help=_("一人一行。没有证件号码的可以空着；只知道农历生日的填农历生日。"),
        )
    )
