"""Named units, what they may be here, and what a class of units stands for."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.access.models import Department
from laoyou.packs import queries as packs
from laoyou.places.models import Division, Level
from laoyou.places.queries import ancestors, children
from laoyou.plans.catalogue import codes_of, units_of
from laoyou.plans.models import Document, Item, UnitName
from laoyou.plans.rules import units
from laoyou.plans.rules.units import Known, Suggestion


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A named unit; `divisions` are those that a class would be expanded to, `item` the row of an open set.

    `moves` says which functions of such a unit passed to another kind since the plan was issued.
    """

    unit: UnitName
    suggestions: tuple[Suggestion, ...]
    chosen: tuple[Department, ...]
    divisions: tuple[Division, ...]
    item: Item | None
    moves: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.unit.counts.values())


def unit_rows(document: Document) -> list[UnitRow]:
    """Every unit that the document names, those still open first, then the most often named."""
    found = list(
        document.unit_names.exclude(counts={}).select_related("item").prefetch_related("choices__department")
    )
    known = departments_known(document.division)
    names = _function_names(document.division)
    today = timezone.localdate()
    divisions = _divisions_of_classes(document.division, found)
    moved = _moves(document)
    rows = [
        UnitRow(
            unit,
            tuple(units.suggestions(unit.name, known, today=today, function_names=names))
            if unit.kind == UnitName.Kind.NAMED
            else (),
            tuple(choice.department for choice in unit.choices.all()),
            divisions.get(units.class_level(unit.name), ()) if unit.kind == UnitName.Kind.CLASS else (),
            unit.item,
            moved.get(unit.name, ()),
        )
        for unit in found
    ]
    return sorted(rows, key=lambda row: (bool(row.unit.resolution), row.unit.kind != "named", -row.total))


def certain_departments(document: Document) -> dict[UnitName, int]:
    """Open units with exactly one certain suggestion → that department; classes with divisions → 0."""
    certain: dict[UnitName, int] = {}
    for row in unit_rows(document):
        sure = {each.department_id for each in row.suggestions if each.certain}
        if row.unit.resolution:
            continue
        if row.unit.kind == UnitName.Kind.CLASS and row.divisions:
            certain[row.unit] = 0
        elif len(sure) == 1:
            certain[row.unit] = sure.pop()
    return certain


def departments_known(division: Division) -> list[Known]:
    """Departments of the division and of those above it, which a plan may name; abolished ones too."""
    here = ancestors(division)
    names = {each.pk: each.name for each in here}
    found = (
        Department.objects.filter(division__in=here)
        .exclude(~Q(division=division), kind=Department.Kind.TOWNSHIP)
        .prefetch_related("aliases", "functions")
    )
    return [
        Known(
            id=each.pk,
            name=each.name,
            short_name=each.short_name,
            aliases=tuple(alias.alias for alias in each.aliases.all()),
            since=each.since,
            until=each.until,
            successor_id=each.successor_id,
            division_name=names[each.division_id],
            functions=tuple((held.function, held.since, held.until) for held in each.functions.all()),
        )
        for each in found
    ]


def class_divisions(division: Division, name: str, on: datetime.date) -> list[Division]:
    """The divisions that a class of governments stands for on a day."""
    level = units.class_level(name)
    below = children(division, level or None)
    if level and not below.exists():
        below = children(division)
    return list(
        below.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on)).order_by("code")
    )


def _divisions_of_classes(division: Division, found: Sequence[UnitName]) -> dict[str, tuple[Division, ...]]:
    levels = {units.class_level(unit.name): unit.name for unit in found if unit.kind == UnitName.Kind.CLASS}
    today = timezone.localdate()
    return {level: tuple(class_divisions(division, name, today)) for level, name in levels.items()}


def _moves(document: Document) -> dict[str, tuple[str, ...]]:
    """Name → what moved away after the day of issue, by the packs; places differ in the day that they did it."""
    issued = str(document.reading.get("date") or "")
    codes = codes_of(document.division)
    try:
        moves = [
            each for each in packs.function_moves(division_codes=codes) if issued and each["since"] > issued
        ]
        known = units_of(document.division) if moves else []
        names = _function_names(document.division)
    except packs.NoRelease:
        return {}
    told: dict[str, tuple[str, ...]] = {}
    for unit in known:
        lines = tuple(_move(each, names) for each in moves if each["from"] == unit.get("function"))
        if lines:
            told |= dict.fromkeys((unit["name"], *unit.get("aliases", [])), lines)
    return told


def _move(move: dict[str, Any], names: Mapping[str, str]) -> str:
    what = move["what"][_language()]
    return _("“%(what)s”自%(day)s起划归%(to)s部门，各地时间不同，请按本地机构改革文件核对") % {
        "what": what,
        "day": move["since"],
        "to": names.get(move["to"], move["to"]),
    }


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _function_names(division: Division) -> dict[str, str]:
    language = _language()
    try:
        return {row["key"]: row[language] for row in packs.functions(division_codes=codes_of(division))}
    except packs.NoRelease:
        return {}


def government_name(division: Division) -> str:
    """甲镇 → 甲镇人民政府, 乙街道 → 乙街道办事处."""
    if division.level == Level.TOWNSHIP and division.name.endswith("街道"):
        return f"{division.name}办事处"
    return f"{division.name}人民政府"
