"""Numbers as official Chinese writes them: 7000, 1.44万, 百分之五十五, 三分之一, 一半, 十五, 二〇二五, 120万余."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000}
_PER = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SCALES = {**_TENS, **_MYRIADS}

HAN = "零〇一二两三四五六七八九十百千万亿"
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}(?![\d.])|\d{1,15}(?:\.\d{1,9})?)"  # bounded, as is every run here, so that no text is slow

AMOUNT = re.compile(
    rf"(?P<percent>[百千万]分之)(?P<share>{ARABIC}|[{HAN}]{{1,24}}(?:点[{HAN}]{{1,24}})?)"
    rf"|(?P<below>[{HAN}]{{1,24}})分之(?P<above>[{HAN}]{{1,24}})"
    r"|(?P<upper>[1-9]\d?)/(?P<lower>[1-9]\d{0,2})(?![\d/年月万])"
    r"|(?P<half>(?<![大多少前后上下年月夜])(?:一半|半数)|过半(?!年))"
    r"|(?P<tenths>[一二三四五六七八九两])成(?:(?=以上|以下|左右|多|[、,。;的|)\s]|$)|(?<=[过近逾足占约].成)(?![立员为果效品长熟]))"
    rf"|(?P<arabic>(?<![\d.])(?:(?<=[一-龥])\d{{1,3}}(?: \d{{3}}){{1,3}}(?=[一-龥])|{ARABIC}))[ ]?(?P<more1>[余多几]?)(?P<scale>(?:[十百万亿]|千(?![米克瓦伏]))*)(?P<more2>[余多几来]?)(?P<rest>(?<=\d万)\d{{1,4}}(?![\d.万]))?"
    rf"|(?P<han>[{HAN}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,9}})?)(?P<more3>[余多几]?)(?P<scale2>[万亿]?)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text. `share`: it is a percentage by its own words. `more`: 余 or 多 stands with it."""

    start: int
    end: int
    value: int | float
    share: bool
    more: bool
    han: bool


def parse_han(text: str) -> int | None:
    """十五 → 15, 一亿三千万 → 130000000, 二〇二五 → 2025; None for what is no number (万千, 十百)."""
    if not text or any(sign not in HAN for sign in text):
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    for sign in ("亿", "万"):
        if sign in text:
            return _around(text, sign)
    return _below_myriad(text)


def _around(text: str, sign: str) -> int | None:
    left, right = text.split(sign, 1) if sign == "万" else text.rsplit(sign, 1)
    count = parse_han(left)
    rest = _rest(right, _MYRIADS[sign])
    if count is None or rest is None or not count or rest >= _MYRIADS[sign]:
        return None
    return count * _MYRIADS[sign] + rest


def _rest(text: str, scale: int) -> int | None:
    """What follows a scale: 三万五 leaves its last scale unsaid."""
    if not text:
        return 0
    if len(text) == 1 and _DIGITS.get(text):
        return _DIGITS[text] * scale // 10
    return parse_han(text.lstrip("零〇"))


def _below_myriad(text: str) -> int | None:
    total, digit, previous = 0, None, 10**4
    for position, sign in enumerate(text):
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
            continue
        scale = _TENS[sign]
        if scale >= previous or (digit is None and not (scale == 10 and position == 0)):
            return None
        total += (1 if digit is None else digit) * scale
        digit, previous = None, scale
    return total + _units(text, digit, previous)


def _units(text: str, digit: int | None, previous: int) -> int:
    """The last digit; after 百 or 千 without 零 it counts the next lower scale: 三百五 is 350."""
    if not digit:
        return 0
    unsaid = previous in (100, 1000) and len(text) > 1 and text[-2] in "百千"
    return digit * previous // 10 if unsaid else digit


def parse_number(text: str) -> Decimal | None:
    """An Arabic or Chinese number, with a decimal part in either script."""
    if text[:1].isdigit():
        return Decimal(text.replace(",", ""))
    whole, point, part = text.partition("点")
    value = parse_han(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{''.join(str(_DIGITS[sign]) for sign in part)}")


def plain(value: Decimal | int) -> int | float:
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def find_amounts(text: str) -> Iterator[Amount]:
    for match in AMOUNT.finditer(text):
        value, share = _value(match)
        if value is None:
            continue
        start, end = match.span()
        more = bool(match["more1"] or match["more2"] or match["more3"])
        yield Amount(start, end, plain(value), share, more, bool(match["han"]))


def _value(match: re.Match[str]) -> tuple[Decimal | int | None, bool]:
    if match["arabic"]:
        digits = match["arabic"].replace(",", "").replace(" ", "")
        value: Decimal | int = Decimal(digits) if "." in digits else int(digits)
        for sign in match["scale"]:
            value *= _SCALES[sign]
        return value + int(match["rest"] or 0), False
    if match["han"]:
        counted = parse_number(match["han"]) if "点" in match["han"] else parse_han(match["han"])
        scale = _SCALES.get(match["scale2"] or "", 1)
        return (None if counted is None else counted * scale), False
    return _share(match), True


def _share(match: re.Match[str]) -> Decimal | None:
    """In per cent."""
    if match["percent"]:
        number = Decimal(100) if match["share"] == "百" else parse_number(match["share"])
        return None if number is None else number * _PER[match["percent"][0]]
    if match["half"]:
        return Decimal(50)
    if match["tenths"]:
        return Decimal(_DIGITS[match["tenths"]] * 10)
    above, below = (parse_number(match[a] or match[b]) for a, b in (("above", "upper"), ("below", "lower")))
    if above is None or not below or above >= below:
        return None
    return (above * 100 / below).quantize(Decimal("0.01")).normalize()
