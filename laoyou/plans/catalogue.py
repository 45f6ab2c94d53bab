"""Which known parameter, indicator and N-key an item seems to be, by the packs of the division."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from laoyou.packs import queries as packs
from laoyou.places.models import Division
from laoyou.places.queries import codes_upwards, own_codes
from laoyou.plans.models import Item
from laoyou.reading.catalogue import Match, nkey_of, recognise

_LISTS = {"target": "targets", "indicator": "indicators", "reporting": "reporting"}
_WITH_NKEY = ("tasks", "clauses", "targets", "indicators", "duties")


@dataclass(frozen=True, slots=True)
class Link:
    """`kind` parameter, indicator or ''; `of` is the class that a parameter is set for."""

    kind: str = ""
    key: str = ""
    of: str = ""
    nkey: str = ""


def codes_of(division: Division) -> list[str]:
    """The codes of the packs that hold in a division, nearest first."""
    return codes_upwards(division)


def links(reading: dict[str, Any], text: str, division: Division) -> dict[tuple[str, int], Link]:
    """By (list of the reading, index). Nothing is linked where no pack was loaded."""
    try:
        known = packs.catalogue(division_codes=codes_of(division))
    except packs.NoRelease:
        return {}
    found: dict[tuple[str, int], Match] = {}
    for match in recognise(reading, known, text):
        position = (_LISTS[match.item], match.index)
        kind = reading[position[0]][match.index].get("kind")
        if position not in found or _rank(match, kind) > _rank(found[position], kind):
            found[position] = match
    linked = {key: Link(match.kind, match.key, match.class_key or "") for key, match in found.items()}
    for key, nkey in _nkeys(reading, known).items():
        linked[key] = replace(linked.get(key, Link()), nkey=nkey)
    return linked


def link_items(items: Sequence[Item], division: Division) -> None:
    """Items that a person added in bulk, with the links that they would have had if they had been read."""
    name = {"indicator": "indicators", "task": "tasks"}
    reading: dict[str, Any] = {"indicators": [], "tasks": []}
    places = []
    for item in items:
        rows = reading[name[item.kind]]
        places.append((name[item.kind], len(rows)))
        rows.append({**item.payload, "span": [0, 0]})
    found = links(reading, "", division)
    for item, place in zip(items, places, strict=True):
        link = found.get(place, Link())
        item.link_kind, item.link_key, item.link_class, item.nkey = link.kind, link.key, link.of, link.nkey
    Item.objects.bulk_update(items, ["link_kind", "link_key", "link_class", "nkey"])


def nkeys_of_clauses(reading: dict[str, Any], division: Division) -> dict[str, str]:
    """N-keys of clauses by their path; none where no pack was loaded."""
    try:
        known = packs.catalogue(division_codes=codes_of(division))
    except packs.NoRelease:
        return {}
    clauses = reading.get("clauses") or []
    found = _nkeys({"clauses": clauses}, known)
    return {clauses[index]["path"]: nkey for (_name, index), nkey in found.items()}


def units_of(division: Division) -> list[dict[str, Any]]:
    """The units of the pack of just this division, be it kept under a former code; none where there is no such pack."""
    for code in own_codes(division):
        try:
            return list(packs.units(code=code))
        except packs.NoRelease:
            continue
    return []


def unit_functions(division: Division) -> tuple[dict[str, str], dict[str, str]]:
    """Names and aliases of the units that the division's own pack knows → function; names of functions → function."""
    try:
        labels = {each["zh"]: each["key"] for each in packs.functions(division_codes=codes_of(division))}
    except packs.NoRelease:
        return {}, {}
    named = {
        name: unit["function"]
        for unit in units_of(division)
        if unit.get("function")
        for name in (unit["name"], *unit.get("aliases", []))
    }
    return named, labels


def _rank(match: Match, kind: str | None) -> tuple[bool, float]:
    """A standing rule sets a parameter; a target or a row of a table, an indicator."""
    return (match.kind == "parameter") == (kind == "rule"), match.confidence


def _nkeys(reading: dict[str, Any], known: dict[str, Any]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    seen: dict[str, str] = {}
    clauses = {each["path"]: str(each.get("heading") or "") for each in reading.get("clauses") or []}
    for name in _WITH_NKEY:
        for index, entry in enumerate(reading.get(name) or []):
            words = _words(entry, clauses)
            if words not in seen:
                seen[words] = nkey_of(words, known)[0] or ""
            found[name, index] = seen[words]
    return found


def _words(entry: dict[str, Any], clauses: dict[str, str]) -> str:
    heading = clauses.get(str(entry.get("clause") or ""), "")
    said = (
        entry.get("heading")
        or entry.get("subject")
        or entry.get("name")
        or entry.get("text")
        or entry.get("what")
    )
    return f"{heading} {said or ''}".strip()
