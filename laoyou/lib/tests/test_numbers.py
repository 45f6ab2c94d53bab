"""Figures as people read them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from laoyou.lib.numbers import told_apart

GOAL = Decimal("4.5")


@pytest.mark.parametrize(
    ("reported", "due", "words"),
    [
        (Fraction(42994, 10000), Fraction(42505, 10000), ("4.3 个", "4.25 个")),
        (Fraction(41, 10), Fraction(4), ("4.1 个", "4 个")),
        (Fraction(4), Fraction(4), ("4 个", "4 个")),
        (Fraction(4), None, ("4 个", "")),
    ],
)
def test_two_figures_that_differ_never_read_alike(
    reported: Fraction, due: Fraction | None, words: tuple[str, str]
) -> None:
    assert told_apart(reported, due, "个", GOAL) == words
