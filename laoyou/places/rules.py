"""Division codes (GB/T 2260, GB/T 10114 and the bureau of statistics' twelve digits): level and parents. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOURCES = ("civil", "statistics")  # Ministry of Civil Affairs; National Bureau of Statistics
NATIONAL = "000000"
# Significant digits of a code by level, and how a code of that level is written out.
_LEVELS = (
    ("province", 2, 6),
    ("prefecture", 4, 6),
    ("county", 6, 6),
    ("township", 9, 9),
    ("village", 12, 12),
)


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division as a file gives it. `codes` are (source, code) pairs; `parent` None: by the code's own digits."""

    code: str
    name: str
    level: str
    parent: str | None = None
    name_en: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    successor: str | None = None
    codes: tuple[tuple[str, str], ...] = ()


def level_of(code: str) -> str:
    """The level that the digits tell: 511700 is a prefecture, 511722101 a township."""
    digits = significant(code)
    if not digits:
        return "national"
    return next(level for level, most, _ in _LEVELS if len(digits) <= most)


def parent_codes(code: str) -> list[str]:
    """Codes that may be the parent, nearest first. A municipality's districts have no prefecture above."""
    digits = significant(code)
    if not digits:
        return []
    shorter = [(most, width) for _, most, width in _LEVELS if most < len(digits)]
    return [digits[:most].ljust(width, "0") for most, width in reversed(shorter)] + [NATIONAL]


def significant(code: str) -> str:
    """The digits without the zeros that stand for 'the whole of'; in the groups 2, 4, 6, 9, 12."""
    for _, digits, _ in reversed(_LEVELS):
        group = code[_below(digits) : digits]
        if len(code) >= digits and group.strip("0"):
            return code[:digits]
    return ""


def _below(digits: int) -> int:
    return max((lower for _, lower, _ in _LEVELS if lower < digits), default=0)


def row_from(data: Mapping[str, Any]) -> DivisionRow:
    """A row of a pack's divisions.toml: `civil` and `statistics` codes; level and parent as given, else by the code."""
    codes = tuple((source, _written(source, str(data[source]))) for source in SOURCES if data.get(source))
    code = str(data.get("code") or (_own_code(codes[0][1]) if codes else ""))
    if not code:
        raise ValueError(f"{data.get('name', data)}: a division needs a code, a civil or a statistics one.")
    return DivisionRow(
        code=code,
        name=str(data["name"]),
        level=str(data.get("level") or level_of(code)),
        parent=str(data["parent"]) if data.get("parent") else None,
        name_en=str(data.get("name_en", "")),
        since=_date(data.get("since")),
        until=_date(data.get("until")),
        successor=str(data["successor"]) if data.get("successor") else None,
        codes=codes or (("civil", code),),
    )


def _written(source: str, code: str) -> str:
    """Statistics codes in full: their nine digits for a township may be another township's civil code."""
    return code.ljust(12, "0") if source == "statistics" else code


def _own_code(code: str) -> str:
    """Down to the county both systems agree, in six digits."""
    digits = significant(code)
    return digits.ljust(6, "0") if len(digits) <= 6 else code


def _date(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
