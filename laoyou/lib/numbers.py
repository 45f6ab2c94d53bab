"""Numbers as people read them: thin space in thousands, percent to one decimal."""

from decimal import Decimal
from fractions import Fraction

THIN = "\u2009"


def number(value: Decimal | int | float | None, unit: str = "") -> str:
    """`value` with its unit; percent keeps one decimal, all else only the digits it has; empty for None."""
    if value is None:
        return ""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    return _with_unit(amount, unit)


def measured(value: Fraction | None, unit: str, against: Decimal) -> str:
    """A figure with one decimal, or as many as tell it from a goal that it misses: 54.96% beside 55%."""
    if value is None:
        return ""
    for places in range(1, 7):
        shown = Decimal(value.numerator) / Decimal(value.denominator)
        text = round(shown, places)
        if text != against or Fraction(against) == value:
            break
    return _with_unit(text, unit)


def told_apart(
    first: Fraction | None, second: Fraction | None, unit: str, against: Decimal
) -> tuple[str, str]:
    """Two figures, with as many decimals as tell them apart: 4.3 where 4.25 was due is not the same."""
    texts = measured(first, unit, against), measured(second, unit, against)
    if first is None or second is None or first == second or texts[0] != texts[1]:
        return texts
    for places in range(2, 7):
        found = [
            _with_unit(round(Decimal(each.numerator) / Decimal(each.denominator), places), unit)
            for each in (first, second)
        ]
        if found[0] != found[1]:
            break
    return found[0], found[1]


def _with_unit(amount: Decimal, unit: str) -> str:
    if unit == "%":
        return f"{_grouped(amount, 1)}%"
    return f"{_grouped(amount, None)} {unit}".strip()


def _grouped(amount: Decimal, places: int | None) -> str:
    # Two decimals stay two (70.25 %): rounding them away would show a missed goal as met.
    own = max(0, -int(amount.normalize().as_tuple().exponent))
    digits = own if places is None else max(own, places)
    return f"{amount:,.{digits}f}".replace(",", THIN)
