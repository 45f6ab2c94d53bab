"""Cells into values, one function a kind. Pure: what is known of places comes in with the Setting. Each raises Bad."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from laoyou.lib.identity import NotANumber, citizen
from laoyou.sheets.dates import date
from laoyou.sheets.faults import Bad
from laoyou.sheets.targets import Column, Words
from laoyou.sheets.words import BROKEN, LONGEST, NOTHING, narrow, text

_LOST = 10**15  # a number in a cell keeps 15 digits
_MOST = 10**15  # no count and no sum of money is larger
_EXPONENT = re.compile(r"\d(\.\d+)?[eE]\+?\d{2}")
_YES = frozenset(["是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1", "t"])
_NO = frozenset(["否", "没有", "不是", "×", "✗", "✘", "x", "n", "no", "false", "0", "f", "无"])
_MONEY = re.compile(r"[¥￥]?(-?[\d.]+)(亿元?|万元?|元)?(?:整|/年|/月)?")
_TIMES = {"亿": 10**8, "万": 10**4}
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})?[2-9]\d{6,7}")
_AREA = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$|0?\d{9,11}$)")


class Places(Protocol):
    """Finds a division by name or code; raises Bad."""

    def find(self, plain: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a cell may depend on. `choices` are the words of each choice column; `times` factors said in heads."""

    today: datetime.date
    places: Places | None = None
    from_1904: bool = False
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)


def convert(column: Column, raw: Any, setting: Setting) -> Any:
    """The value of a cell, None where it is empty."""
    plain = text(raw)
    if plain.casefold() in NOTHING and not (plain == "无" and column.kind in {"flag", "choice"}):
        if column.required:
            raise Bad("missing", _("必填，却是空的"), _("请补上这一格。"))
        return None
    if plain[0] == "#" and plain.upper() in BROKEN:
        raise Bad("unreadable", _("是公式算错后留下的记号"), _("请在原表里改好公式，或直接填值。"))
    return _KINDS[column.kind](column, raw, setting)


def _text(_column: Column, raw: Any, _setting: Setting) -> str:
    _not_lost(raw)
    plain = text(raw)
    if len(plain) > LONGEST:
        raise Bad("unreadable", _("文字太长"), _("请缩短到两千字以内。"))
    return plain


def _code(_column: Column, raw: Any, _setting: Setting) -> str:
    _not_lost(raw)
    plain = "".join(narrow(raw).upper().split())
    if _EXPONENT.fullmatch(plain):
        raise _lost()
    return plain


def _not_lost(raw: Any) -> None:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= _LOST:
        raise _lost()


def _lost() -> Bad:
    return Bad(
        "number",
        _("被存成了数值，Excel 只保留前 15 位，后几位已经丢失"),
        _("请把这一列的格式改成“文本”，再照证件重新填写号码。"),
    )


def _number(_column: Column, raw: Any, _setting: Setting) -> Decimal:
    return _decimal(narrow(raw) if not isinstance(raw, float) else repr(raw))


def _decimal(plain: str) -> Decimal:
    bare = plain.replace(",", "").replace(" ", "")
    try:
        if not re.fullmatch(r"[-+]?\d+(\.\d*)?([eE][-+]?\d{1,2})?|[-+]?\.\d+", bare):
            raise InvalidOperation
        found = Decimal(bare)
        if abs(found) >= _MOST:
            raise InvalidOperation
        return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()
    except InvalidOperation as error:
        raise Bad("unreadable", _("不是一个数"), _("请只填数字，不带单位，例如 12 或 4.5。")) from error


def _money(column: Column, raw: Any, setting: Setting) -> Decimal:
    """In yuan. A unit in the cell goes before one in the head."""
    plain = repr(raw) if isinstance(raw, float) else narrow(raw).replace(",", "").replace(" ", "")
    found = _MONEY.fullmatch(plain)
    unit = found[2] if found else None
    number = _decimal(found[1] if found else plain)
    times = _TIMES.get(unit[0], 1) if unit else setting.times.get(column.key, 1)
    yuan = number * times
    return yuan.quantize(Decimal(1)) if yuan == yuan.to_integral_value() else yuan.normalize()


def _date(_column: Column, raw: Any, setting: Setting) -> datetime.date:
    return date(raw, from_1904=setting.from_1904)


def _choice(column: Column, raw: Any, setting: Setting) -> str:
    known = setting.choices[column.key]
    plain = narrow(raw).casefold()
    if plain not in known:
        words = str(_("、")).join(str(choice.label) for choice in column.choices[:12])
        raise Bad("unknown", _("不在可选的范围里"), _joined(_("请填其中之一："), words))
    return known[plain]


def _joined(words: Words, more: str) -> str:
    return f"{words}{more}"


def _flag(_column: Column, raw: Any, _setting: Setting) -> bool:
    plain = narrow(raw).casefold()
    if plain not in _YES | _NO:
        raise Bad("unknown", _("看不出是“是”还是“否”"), _("请填“是”或“否”。"))
    return plain in _YES


_NUMBER_WORDS: dict[str, tuple[Words, Words]] = {
    "length": (_("不是 18 位"), _("请照证件填写 18 位公民身份号码。")),
    "digits": (_("前 17 位里有不是数字的字"), _("请照证件逐位核对，末位才可能是 X。")),
    "date": (_("第 7 到 14 位不是一个日期"), _("请照证件核对出生日期那几位。")),
    "future": (_("里面的出生日期还没有到"), _("请照证件核对出生日期那几位。")),
    "check": (_("校验位不对，多半有一位抄错"), _("请照证件逐位核对。")),
}


def _id_number(_column: Column, raw: Any, setting: Setting) -> str:
    _not_lost(raw)
    if _EXPONENT.fullmatch("".join(narrow(raw).split())):
        raise _lost()
    try:
        return citizen(text(raw), today=setting.today).number
    except NotANumber as wrong:
        raise Bad("number", *_NUMBER_WORDS[wrong.fault]) from wrong


def _phone(_column: Column, raw: Any, _setting: Setting) -> str:
    plain = narrow(raw)
    if len(re.split(r"[/、,;，；]|\s{2,}", plain)) > 1:
        raise Bad("unreadable", _("有不止一个号码"), _("请只留一个，其余写到备注里。"))
    digits = _AREA.sub("", re.sub(r"[\s\-()]", "", plain))
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise Bad("unreadable", _("不是电话号码"), _("请填 11 位手机号，或带区号的座机号。"))
    return digits


def _division(_column: Column, raw: Any, setting: Setting) -> int:
    assert setting.places is not None
    return setting.places.find(narrow(raw))


_KINDS: Mapping[str, Callable[[Column, Any, Setting], Any]] = {
    "text": _text,
    "code": _code,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "flag": _flag,
    "id_number": _id_number,
    "phone": _phone,
    "division": _division,
}
