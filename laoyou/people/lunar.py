"""Birth dates by the lunar calendar, as people say them: 1950年腊月初八, 一九五〇年闰四月初三, 1950-12-08. Pure."""

import datetime
import re

from lunar_python import Lunar, LunarYear

_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12, "臘": 12}
_TENS = {"初": 0, "廿": 20, "卅": 30}
_WRITTEN = re.compile(r"^(?:农历|阴历|旧历)?(.{4})[年\-/.](闰|-)?(.{1,2}?)(?:月|[\-/.])(.{1,3}?)[日号]?$")


class NotLunar(ValueError):
    """No such day in the lunar calendar, or not written so that it can be read."""


def solar(text: str) -> datetime.date:
    """The day by the common calendar. Raises NotLunar."""
    found = _WRITTEN.match("".join(text.split()))
    if not found:
        raise NotLunar(text)
    year, leap, month, day = found.groups()
    numbers = (_year(year), _small(month, _MONTHS), _small(day, {}))
    if None in numbers:
        raise NotLunar(text)
    return _converted(*numbers, leap=bool(leap))  # type: ignore[arg-type]


def _converted(year: int, month: int, day: int, *, leap: bool) -> datetime.date:
    if not (1850 <= year <= 2100 and 1 <= month <= 12):
        raise NotLunar(str(year))
    of_month = LunarYear.fromYear(year).getMonth(-month if leap else month)
    if of_month is None or not 1 <= day <= of_month.getDayCount():
        raise NotLunar(str(day))
    there = Lunar.fromYmd(year, -month if leap else month, day).getSolar()
    return datetime.date(there.getYear(), there.getMonth(), there.getDay())


def _year(text: str) -> int | None:
    digits = "".join(_DIGITS.get(sign, sign) for sign in text)
    return int(digits) if digits.isdecimal() else None


def _small(text: str, names: dict[str, int]) -> int | None:
    """A month or a day in figures or signs: 12, 十二, 初八, 廿三, 腊."""
    if text.isdecimal():
        return int(text)
    if text in names:
        return names[text]
    if text[:1] in _TENS and len(text) > 1:
        rest = _small(text[1:], {})
        return None if rest is None else _TENS[text[0]] + rest
    before, ten, after = text.partition("十")
    if not ten:
        return int(_DIGITS[text]) if text in _DIGITS else None
    tens, ones = _DIGITS.get(before, "1" if not before else ""), _DIGITS.get(after, "0" if not after else "")
    return int(tens + ones) if tens and ones else None
