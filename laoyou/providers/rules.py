"""What needs no database: kinds as the packs declare them, and lists of rooms as people write them. Pure."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_ROOMS = 500
_PART = re.compile(r"^(\D*)(\d+)(?:\s*[-–—~～至到]\s*\D*(\d+))?$")
_BETWEEN = re.compile(r"[,，、;；\s]+")
_DASH = re.compile(r"\s*([-–—~～至到])\s*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of institution; `most`: the parameter that limits how many it may take in."""

    key: str
    zh: str
    en: str
    serves: tuple[str, ...]
    measures: tuple[str, ...]
    legal_forms: tuple[str, ...]
    filing: Mapping[str, str]
    clause: str
    sureness: str
    most: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Kind":
        return cls(
            row["key"], row["zh"], row["en"], tuple(row["serves"]), tuple(row["measures"]),
            tuple(row["legal_forms"]), row["filing"], row["clause"], row["sureness"], row.get("most", ""),
        )  # fmt: skip

    @property
    def stays(self) -> bool:
        return bool({"bed", "day_care_place"} & set(self.measures))

    @property
    def enrols(self) -> bool:
        return "nursery_place" in self.measures


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an admission is about, as queries.people found them."""

    id: int
    died_on: datetime.date | None = None


class NotRooms(ValueError):
    """`part` could not be read as a room or a range of rooms."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def rooms(text: str) -> list[str]:
    """101–103、205 → 101, 102, 103, 205. Raises NotRooms."""
    found: dict[str, None] = {}
    for part in filter(None, _BETWEEN.split(_DASH.sub(r"\1", text.strip()))):
        match = _PART.match(part)
        if match is None:
            raise NotRooms(part)
        head, first, last = match[1], match[2], match[3] or match[2]
        if not 0 <= int(last) - int(first) < MOST_ROOMS:
            raise NotRooms(part)
        width = len(first)
        found |= dict.fromkeys(f"{head}{number:0{width}d}" for number in range(int(first), int(last) + 1))
    if not found or len(found) > MOST_ROOMS:
        raise NotRooms(text)
    return list(found)


def bed_numbers(room: str, beds: int) -> list[str]:
    """One bed bears the room's own number, several the room's with -1, -2 …"""
    return [room] if beds == 1 else [f"{room}-{number}" for number in range(1, beds + 1)]
