"""What is recorded of a person, looked at before it is kept: the number, the birth date, the name. Pure but for words."""

import datetime
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from laoyou.lib import identity
from laoyou.lib.refusal import Refused
from laoyou.people import lunar, rules


@dataclass(frozen=True, slots=True)
class Facts:
    """As typed. `differs_why`: why birth date or sex are not what the number says."""

    name: str
    sex: str = "0"
    birth_date: datetime.date | None = None
    birth_known: str = "day"
    lunar_birth: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number as typed; `kind` is a Resident.IdKind."""

    kind: str = "none"
    text: str = ""
    differs_why: str = ""


def checked(facts: Facts, today: datetime.date) -> Facts:
    """The facts as they are kept; Refused where one cannot be."""
    name = rules.name_as_kept(facts.name)
    if not name:
        raise Refused(_("请填写姓名。"), "name")
    if len(name) > rules.MOST_SIGNS:
        raise Refused(_("姓名最多 %(most)d 个字。") % {"most": rules.MOST_SIGNS}, "name")
    lunar_birth, address = facts.lunar_birth.strip(), facts.address.strip()
    if (name, lunar_birth, address) != (
        facts.name,
        facts.lunar_birth,
        facts.address,
    ):  # of few lines in a long sheet
        facts = replace(facts, name=name, lunar_birth=lunar_birth, address=address)
    if facts.lunar_birth:
        facts = _by_lunar(facts)
    if facts.birth_date and facts.birth_date > today:
        raise Refused(_("出生日期不能晚于今天。请核对年份。"), "birth_date")
    return facts


def _by_lunar(facts: Facts) -> Facts:
    """A lunar date with its year gives the birth date; without (腊月初八) it is kept as said."""
    if "年" not in facts.lunar_birth and not facts.lunar_birth[:4].isdigit():
        return facts
    try:
        day = lunar.solar(facts.lunar_birth)
    except lunar.NotLunar:
        raise Refused(_("农历里没有这一天，或写法认不出。请写成“1950年腊月初八”。"), "lunar_birth") from None
    if facts.birth_date and facts.birth_date != day:
        said = _("这个农历生日是公历 %(day)s，与填写的出生日期不同。请核对，或只填其中一项。")
        raise Refused(said % {"day": day.isoformat()}, "lunar_birth")
    return replace(facts, birth_date=day, birth_known="day")


def agreed(facts: Facts, number: Number, today: datetime.date) -> tuple[Facts, Number]:
    """What the number says fills in what is unknown; where it says otherwise, that is confirmed with a reason."""
    text = identity.plain(number.text)
    if not text:
        return facts, Number()
    if number.kind != "citizen":
        if len(text) > 30:
            raise Refused(_("证件号码最多 30 位。"), "id_number")
        return facts, Number("other", text)
    person = _citizen(text, today)
    wrong = rules.disagreements(person, facts.sex, facts.birth_date if facts.birth_known == "day" else None)
    why = number.differs_why.strip() if wrong else ""
    if wrong and not why:
        said = _("证件号码里的%(what)s与填写的不同。请核对；确实不同的，写明依据。")
        words = {"sex": _("性别"), "birth_date": _("出生日期")}
        raise Refused(said % {"what": _("、").join(words[one.field] for one in wrong)}, wrong[0].field)
    sex = facts.sex if facts.sex in {"1", "2"} else person.sex
    if facts.birth_date is None or _rough(facts, person.birth_date):
        facts = replace(facts, birth_date=person.birth_date, birth_known="day")
    return facts if facts.sex == sex else replace(facts, sex=sex), Number("citizen", text, why)


def _rough(facts: Facts, said: datetime.date) -> bool:
    """Known to the year or the month only, and the number says a day in it."""
    known = facts.birth_date
    if known is None or known.year != said.year:
        return False
    return facts.birth_known == "year" or (facts.birth_known == "month" and known.month == said.month)


def _citizen(text: str, today: datetime.date) -> identity.Citizen:
    try:
        return identity.citizen(text, today=today)
    except identity.NotANumber as error:
        raise Refused(number_fault(error.fault), "id_number") from None


def number_fault(fault: identity.Fault) -> str:
    """What is wrong with an ID number and what to do."""
    return {
        "length": _("身份证号码应为 18 位。请核对证件。"),
        "digits": _("身份证号码前 17 位应为数字。请核对证件。"),
        "date": _("身份证号码里的出生日期不存在。请核对证件。"),
        "future": _("身份证号码里的出生日期晚于今天。请核对证件。"),
        "check": _("身份证号码的末位与前面各位不符，多半有一位抄错了。请核对证件。"),
    }[fault]


def kept_phone(text: str) -> str:
    phone = rules.phone_as_kept(text)
    if phone and not rules.is_phone(phone):
        raise Refused(_("电话号码的位数不对。请填手机号，或带区号的座机号。"), "phone")
    return phone
