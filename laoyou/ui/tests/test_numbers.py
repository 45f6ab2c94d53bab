from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.ui.numbers import THIN, measured, number, whole


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("4.500000"), "个", "4.5 个"),
        (Decimal("7000"), "张", f"7{THIN}000 张"),
        (Decimal("55"), "%", "55.0%"),
        (Decimal("70.25"), "%", "70.25%"),
        (1200000, "人次", f"1{THIN}200{THIN}000 人次"),
        (None, "%", ""),
        (0, "", "0"),
    ],
)
def test_number(value: Decimal | int | None, unit: str, text: str) -> None:
    assert number(value, unit) == text


def test_a_figure_just_short_of_its_goal_does_not_look_like_it() -> None:
    assert measured(Fraction(5496, 100), "%", Decimal("55")) == "54.96%"
    assert measured(Fraction(54), "%", Decimal("55")) == "54.0%"
    assert measured(Fraction(55), "%", Decimal("55")) == "55.0%"
    assert measured(None, "%", Decimal("55")) == ""


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_no_digit_is_lost(value: Decimal) -> None:
    assert Decimal(number(value).replace(THIN, "")) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("42", 42),
        ("", None),
        ("-1", None),
        ("²", None),
        ("７", None),
        ("9" * 19, None),
        ("9" * 5000, None),
    ],
)
def test_a_whole_number_is_plain_digits_of_a_bearable_length(text: str, number: int | None) -> None:
    assert whole(text) == number
