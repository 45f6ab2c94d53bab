"""Amounts as people type them, made into what a figure keeps."""

import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from laoyou.access.errors import Refused

Number = Decimal | int | str


def amounts_of(
    numerator: Number | None, denominator: Number | None, value: Number | None, unit: str
) -> dict[str, Decimal | str | None]:
    """Two counts or a value with its unit, as a figure keeps them; refused where they are none."""
    said = "" if value is None else str(value).strip()
    share = unit == "%" or said.endswith(("%", "％"))
    above, below = _number(numerator, "numerator"), _number(denominator, "denominator")
    whole = _number(said.rstrip("%％"), "value")
    fields: dict[str, Decimal | str | None] = {"numerator": above, "denominator": below, "value": whole}
    _check_amounts(above, below, whole)
    return fields | {"unit": "%" if share else unit}


def _check_amounts(above: Decimal | None, below: Decimal | None, whole: Decimal | None) -> None:
    if whole is not None and above is None and below is None:
        return
    if whole is not None:
        raise Refused(_("请填分子和分母，或者只填一个数值，不要都填。"), "value")
    if above is None or below is None:
        missing = "denominator" if below is None and above is not None else "numerator"
        raise Refused(_("请填写分子和分母；没有分子、分母的，填一个数值。"), missing)
    if below <= 0:
        raise Refused(_("分母必须大于 0。"), "denominator")
    if above < 0:
        raise Refused(_("分子不能小于 0。"), "numerator")


def _number(given: Number | None, field: str) -> Decimal | None:
    if given is None or str(given).strip() == "":
        return None
    try:
        number = Decimal(unicodedata.normalize("NFKC", str(given)).replace(",", "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 18:
        raise Refused(_("“%(given)s”不是数。请只填数字，例如 4293 或 95.5。") % {"given": given}, field)
    if number != round(number, 6):
        raise Refused(_("小数最多 6 位。能填分子和分母的，请填分子和分母。"), field)
    return number
