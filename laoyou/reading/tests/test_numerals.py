"""Numbers as documents write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.reading.numerals import find_amounts, parse_han

_SIGNS = "零一二三四五六七八九"


def _render(number: int) -> str:
    """Standard Chinese numerals, with 零 for a gap and 十 without 一 at the head."""
    if number == 0:
        return "零"
    for scale, sign in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            rest = number % scale
            gap = "零" if 0 < rest < scale // 10 else ""
            return _render(number // scale) + sign + gap + (_render_inside(rest) if rest else "")
    text = _render_inside(number)
    return text[1:] if text.startswith("一十") else text


def _render_inside(number: int) -> str:
    if number >= 10**4:
        return _render(number)
    text, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if gap and text else "") + _SIGNS[digit] + sign
            gap = False
        else:
            gap = True
    return text


@given(st.integers(min_value=0, max_value=10**12))
def test_what_is_rendered_is_parsed(number: int) -> None:
    assert parse_han(_render(number)) == number


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("两千", 2000, "两 is two"),
        ("二〇二五", 2025, "digits in a row"),
        ("三万五", 35000, "the last scale left unsaid"),
        ("三百五", 350, "the last scale left unsaid below ten thousand"),
        ("三百零五", 305, "零 says which scale"),
        ("一亿三千万", 130_000_000, "two scales"),
        ("万千", None, "no number"),
        ("十百", None, "no number"),
    ],
)
def test_chinese_numerals(text: str, value: int | None, why: str) -> None:
    assert parse_han(text) == value, why


@pytest.mark.parametrize(
    ("text", "value", "share", "more", "why"),
    [
        ("1.44万", 14400, False, False, "a multiplier, without binary error"),
        ("120万余人次", 1_200_000, False, True, "余 behind the multiplier"),
        ("100余万元", 1_000_000, False, True, "余 before the multiplier"),
        ("1,200人", 1200, False, False, "thousands"),
        ("百分之五十五", 55, True, False, "a share in words"),
        ("千分之三", 0.3, True, False, "per mille is a share in per cent"),
        ("三分之一", 33.33, True, False, "a fraction in words"),
        ("2/3以上", 66.67, True, False, "a fraction in digits"),
        ("一半", 50, True, False, "half"),
        ("六成以上", 60, True, False, "tenths"),
        ("十余家", 10, False, True, "more than ten"),
        ("2.4亿", 240_000_000, False, False, "a hundred million"),
    ],
)
def test_amounts(text: str, value: float, share: bool, more: bool, why: str) -> None:
    amounts = [(amount.value, amount.share, amount.more) for amount in find_amounts(text)]
    assert amounts == [(value, share, more)], why
