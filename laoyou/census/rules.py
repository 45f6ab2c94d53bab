"""Official counts of people: what a row says, and which rows make up an age that is asked for. Pure."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from laoyou.places.models import Division

Age = tuple[int, int | None]  # from and to, in whole years; None: and over
# A line of a yearbook: age, men, women.
AGE_LINE = re.compile(
    r"^(\d{1,3})(?:\s*[-–—~至到]\s*(\d{1,3})|(\+|以上|岁以上|岁及以上))?岁?[\s,，;；]+([\d,]+)[\s,，;；]+([\d,]+)$"
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One count as it is recorded."""

    division: Division
    on: datetime.date
    basis: str
    count: int
    source: str
    sex: str = "all"
    age_from: int = 0
    age_to: int | None = None
    note: str = ""

    @property
    def key(self) -> tuple[Any, ...]:
        return self.division.pk, self.on, self.basis, self.sex, self.age_from, self.age_to


def figures_of(said: Mapping[str, Any], division: Division) -> list[FigureRow]:
    """The rows of one count as a pack or a form says it: the total, and each age of either sex."""
    note = said.get("note")
    written = {
        "division": division,
        "on": _day(said["on"]),
        "basis": said["basis"],
        "source": said.get("source") or f"{said['document']['title']}（{said['clause']}）",
        "note": note["zh"] if note else "",
    }
    rows = [FigureRow(count=said["total"], **written)]
    for group in said.get("groups", []):
        age = {"age_from": group["age_from"], "age_to": group.get("age_to")}
        rows += [FigureRow(count=group[sex], sex=sex, **age, **written) for sex in ("male", "female")]
    return rows


def _day(value: Any) -> datetime.date:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def tiles(known: Iterable[Age], age_from: int, age_to: int | None) -> list[Age] | None:
    """The fewest known ages that make up exactly the one asked for; None where they do not.

    Ages are never divided: of a group 1 to 4 nobody knows here how many are under 3.
    """
    by_start: dict[int, list[Age]] = {}
    for each in known:
        by_start.setdefault(each[0], []).append(each)
    best: dict[int, list[Age]] = {age_from: []}
    for start in range(age_from, 200):
        for each in by_start.get(start, []) if start in best else []:
            way = [*best[start], each]
            if each[1] == age_to:
                best[-1] = min(best.get(-1, way), way, key=len)
            elif each[1] is not None and (age_to is None or each[1] < age_to):
                after = each[1] + 1
                best[after] = min(best.get(after, way), way, key=len)
    return best.get(-1)
