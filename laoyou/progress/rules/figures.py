"""Figures beside the words of an entry: a name, a number, a unit. Pure."""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

MOST = 20
WHOLE = Decimal(100)
PERCENT = {"%", "％"}
MISSING = {"", "-", "—", "无"}


class FigureFault(ValueError):
    """`reason`: many, name, value, unit, percent; `name` and `value` as they were typed."""

    def __init__(self, reason: str, name: str = "", value: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name, self.value = reason, name, value


def checked(given: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Figures as they are stored, the value a plain number in text; rows without anything are left out.

    A share above 100 % stands only with a `note` that says why.
    """
    found = [one for one in (_read(each) for each in given) if any(one.values())]
    if len(found) > MOST:
        raise FigureFault("many")
    return [_checked(one) for one in found]


def _read(given: Mapping[str, Any]) -> dict[str, str]:
    said = {
        key: unicodedata.normalize("NFKC", str(given.get(key) or "")).strip()
        for key in ("name", "unit", "note")
    }
    value = given.get("value")
    return {**said, "value": "" if value is None else unicodedata.normalize("NFKC", str(value)).strip()}


def _checked(said: dict[str, str]) -> dict[str, str]:
    name, typed, unit = said["name"], said["value"], said["unit"]
    if not name:
        raise FigureFault("name", name, typed)
    if typed.endswith("%"):
        typed, unit = typed.removesuffix("%").strip(), unit or "%"
    if typed in MISSING:
        raise FigureFault("value", name, typed)
    try:
        value = Decimal(typed.replace(",", ""))
    except InvalidOperation as error:
        raise FigureFault("value", name, typed) from error
    if not value.is_finite() or abs(value.adjusted()) > 18:
        raise FigureFault("value", name, typed)
    if not unit:
        raise FigureFault("unit", name, typed)
    if unit in PERCENT and value > WHOLE and not said["note"]:
        raise FigureFault("percent", name, typed)
    kept = {"name": name[:60], "value": f"{value:f}", "unit": unit[:20]}
    return kept | ({"note": said["note"][:200]} if said["note"] else {})
