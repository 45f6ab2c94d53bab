"""Residents from sheets: what the register alone can say of a row, and all good rows at once."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.lib import identity
from laoyou.lib.refusal import Refused
from laoyou.people.asking import told
from laoyou.people.bulk import NewResident, load_residents
from laoyou.people.facts import Facts, Number, agreed, checked, kept_phone
from laoyou.people.models import Relation, Resident
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
_ALSO = {
    Relation.HEAD: ("本人", "户主本人"), Relation.SPOUSE: ("夫", "妻", "妻子", "丈夫"),
    Relation.SON: ("子", "长子", "次子", "三子", "独生子"), Relation.DAUGHTER: ("女", "长女", "次女", "三女", "独生女"),
    Relation.DAUGHTER_IN_LAW: ("媳", "儿媳妇"), Relation.GRANDSON: ("孙",), Relation.DAUGHTERS_SON: ("外孙",),
    Relation.DAUGHTERS_DAUGHTER: ("外孙女儿",), Relation.FATHER: ("父",), Relation.MOTHER: ("母",),
    Relation.GRANDFATHER: ("爷爷",), Relation.GRANDMOTHER: ("奶奶",), Relation.MOTHERS_FATHER: ("外公",),
    Relation.MOTHERS_MOTHER: ("外婆",), Relation.SIBLING: ("兄", "弟", "姐", "妹", "兄弟", "姐妹"),
    Relation.NOT_KIN: ("非亲属关系",), Relation.OTHER_KIN: ("其他",),
}  # fmt: skip
RELATIONS = tuple(Choice(one.value, one.label, _ALSO.get(one, ())) for one in Relation)
_LEAST_DIGITS = 4
_MOST_OF_OTHERS = 12  # digits of a passport, a permit, an officer's card
COLUMNS = (
    Column("name", _("姓名"), required=True, also=("名字", "老人姓名", "儿童姓名"), personal=True),
    Column("id_kind", _("证件类型"), "choice", choices=KINDS, also=("证件种类",)),
    # A code, not an ID number: other documents stand here too, but what Excel made of a number is refused as well.
    Column(
        "id_number", _("证件号码"), "code", also=("身份证号", "身份证号码", "公民身份号码"), personal=True
    ),
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
    Column(
        "household",
        _("户号"),
        also=("户口簿号", "户编号", "家庭编号", "户主身份证号", "户主证件号码"),
        personal=True,
        help=_("同一户的各行填同一个户号。没有户号的，填户主的证件号码。"),
    ),
    Column(
        "relation",
        _("与户主关系"),
        "choice",
        choices=RELATIONS,
        also=("户主关系", "与户主的关系", "家庭关系"),
        help=_("户主本人填“户主”。"),
    ),
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
    yield from _of_households(list(ready.values()))
    yield from _against_register(by, list(ready.values()))


def _of_households(ready: list[tuple[Row, NewResident]]) -> Iterator[Fault]:
    """Standing below a head says nothing: the line above may be one that is held back. A sheet that numbers no household
    is taken without them."""
    heads: dict[tuple[int, str], int] = {}
    numbered = any(made.household for _row, made in ready)
    for row, made in ready:
        if made.relation == Relation.HEAD and made.household:
            first = heads.setdefault((made.division_id, made.household), row.line)
            if first != row.line:
                why = str(_("第 %(line)d 行已是这一户的户主。")) % {"line": first}
                yield _fault(row, "relation", why, _("一户只留一位户主。"))
        elif numbered and made.relation not in {"", Relation.HEAD} and not made.household:
            missing = _("写了与户主关系，没有写户号，不知道是哪一户。")
            yield _fault(row, "household", missing, _("同一户的各行填同一个户号，或户主的证件号码。"))


def _against_register(by: Actor, ready: list[tuple[Row, NewResident]]) -> Iterator[Fault]:
    keys = ring()
    indexes = {row.line: keys.index(made.id_number, kind="id") for row, made in ready if made.id_number}
    held = holders(list(set(indexes.values())))
    here = dict(
        Resident.objects.filter(id_index__in=list(held), merged_into=None).values_list(
            "id_index", "division_id"
        )
    )
    at = {bytes(index): division_id for index, division_id in here.items() if index}
    first: dict[bytes, tuple[int, Any]] = {}
    answered: set[bytes] = set()
    for row, made in ready:
        index = indexes.get(row.line)
        if index is None:
            continue
        line, text = first.setdefault(index, (row.line, row.values.get("id_number")))
        if line != row.line:
            # Written alike, the engine itself says it: see Target.unique.
            if text != row.values.get("id_number"):
                why = _("与第 %(line)d 行的证件号码相同。")
                yield _fault(row, "id_number", str(why) % {"line": line}, _("同一个人只留一行。"))
        elif index in held and at.get(index) != made.division_id:
            answered.add(index)
            yield _elsewhere(row, held[index])
    told(by, answered, "sheet-held")


def _elsewhere(row: Row, holder: Holder) -> Fault:
    why = str(_("这个号码已在%(place)s登记，责任村（社区）不同。")) % {"place": holder.place}
    return _fault(row, "division", why, _("人已迁移的，先办迁移；村写错的，改正后再导入。"))


def _fault(row: Row, column: str, why: Any, do: Any) -> Fault:
    return Fault(row.line, column, "", why, do)


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
        household=identity.plain(_text(values, "household"))[:30],
        relation=_text(values, "relation"),
    )


def _kind(values: Any) -> str:
    """Without a kind what is long and mostly digits is an ID number, even with a sign lost or misread; else another document."""
    given = values.get("id_kind")
    if given and given != "none":
        return str(given)
    number = identity.plain(_text(values, "id_number"))
    digits = sum(map(str.isdigit, number))
    if number and digits < _LEAST_DIGITS:
        raise Refused(_("不像证件号码，里面没有几位数字。"), "id_number")
    return "citizen" if digits > _MOST_OF_OTHERS else "other"


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
            unique=("id_number",),
            help=_("一人一行。没有证件号码的可以空着；只知道农历生日的填农历生日。"),
        )
    )
