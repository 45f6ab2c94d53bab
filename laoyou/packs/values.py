"""Whether dated values fit their parameter: kind, class, unit, order of dates."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

from laoyou.packs.loader import Content, Pack, PackFile, chain
from laoyou.packs.problems import Problem

_FAR = "9999-12-31"


def definitions(pack: Pack, packs: dict[str, Pack]) -> dict[str, Content]:
    """The parameters that can be set in this pack: its own and those of the packs it extends."""
    found: dict[str, Content] = {}
    for upper in chain(pack.code, packs):
        for row in upper.content()["parameters"]:
            if "kind" in row:
                found[row["key"]] = row
    return found


def value_problems(pack: Pack, packs: dict[str, Pack]) -> Iterator[Problem]:
    known = definitions(pack, packs)
    above = definitions(packs[pack.extends], packs) if pack.extends in packs else {}
    for file in pack.of("parameters/*.toml"):
        for index, row in enumerate(file.data["parameters"]):
            if said := _misdefined(row, known, above):
                yield Problem(file.name, file.line("parameters", index), *said)
            else:
                yield from _of_parameter(file, index, row, known[row["key"]])


def _misdefined(
    row: Content, known: dict[str, Content], above: dict[str, Content]
) -> tuple[str, str, str] | None:
    key, defines = row["key"], "kind" in row
    if defines and key in above:
        return f"“{key}” is defined again.", "A pack above defines it.", "Keep only key and values here."
    if key not in known:
        why = "Neither this pack nor one above says its label, unit and kind."
        return f"“{key}” is defined nowhere.", why, "Add zh, en, unit and kind, or correct the key."
    if defines and not {"zh", "en", "unit"} <= row.keys():
        return f"“{key}” is defined without label or unit.", "Screens show them.", "Add zh, en and unit."
    return None


def _of_parameter(file: PackFile, index: int, row: Content, definition: Content) -> Iterator[Problem]:
    ends: dict[str | None, list[tuple[str, str, int]]] = {}
    for place, value in enumerate(row["values"]):
        line = file.line("parameters", index, "values", place)
        for what, why, do in _misfits(value, definition):
            yield Problem(file.name, line, f"{row['key']}: {what}", why, do)
        ends.setdefault(value.get("class"), []).append((value["since"], value.get("until", _FAR), line))
    for spans in ends.values():
        ordered = sorted(spans)
        for (_, until, _), (since, _, line) in itertools.pairwise(ordered):
            if since <= until:
                yield Problem(
                    file.name,
                    line,
                    f"{row['key']}: two values apply from {since}.",
                    "One day has one value.",
                    "Give the earlier one an until before that day.",
                )


def _misfits(value: Content, definition: Content) -> Iterator[tuple[str, str, str]]:
    if value.get("until", _FAR) < value["since"]:
        yield (
            "it ends before it begins.",
            f"since {value['since']}, until {value['until']}.",
            "Correct one of the dates.",
        )
    if "value" not in value:
        if value["sureness"] != "U" or "note" not in value:
            yield (
                "no value.",
                "Only an unsure (U) value may be empty, with a note on whom to ask.",
                "Add the value, or U and a note.",
            )
    elif not _fits(value["value"], definition):
        yield (
            f"the value {value['value']!r} does not fit.",
            f"Its kind is {definition['kind']}.",
            "Correct the value or the kind.",
        )
    classes = [entry["key"] for entry in definition.get("classes", [])]
    given = value.get("class")
    if (given is None) != (not classes) or (given is not None and given not in classes):
        yield (
            f"the class is {given!r}.",
            f"Its classes are: {', '.join(classes) or 'none'}.",
            "Name one of them.",
        )
    if definition["kind"] == "frequency" and "value" in value and "per" not in value:
        yield "so often in which time?", "A frequency needs per.", 'Add per = "week" or another.'


def _fits(value: Any, definition: Content) -> bool:
    kind = definition["kind"]
    if kind in {"number", "frequency"}:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "choice":
        return value in definition.get("choices", [])
    if not isinstance(value, list):
        return False
    if kind == "dates":
        return all(_is_month_day(entry) for entry in value)
    return all(isinstance(row, list) and len(row) == len(definition.get("columns", [])) for row in value)


def _is_month_day(entry: Any) -> bool:
    try:
        datetime.date.fromisoformat(f"2024-{entry}")
    except ValueError:
        return False
    return True
