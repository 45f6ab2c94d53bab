"""Whether the declared lists hold together: states that lead somewhere, fields that fit their kind."""

from collections import Counter
from collections.abc import Iterator

from laoyou.packs.loader import Content, Pack
from laoyou.packs.problems import Problem

Said = tuple[str, str, str]
_BELONGS = {
    "unit": {"number", "money"},
    "min": {"number", "money"},
    "max": {"number", "money"},
    "choices": {"choice"},
    "columns": {"table"},
}
_NEEDED = {"choice": "choices", "table": "columns", "money": "unit"}


def list_problems(pack: Pack) -> Iterator[Problem]:
    for file in pack.of("lists/*.toml"):
        for index, row in enumerate(file.data["lists"]):
            for section, place, said in _faults(row):
                path = ("lists", index, section) if place is None else ("lists", index, section, place)
                what, why, do = said
                yield Problem(file.name, file.line(*path), f"{row['key']}: {what}", why, do)


def _faults(row: Content) -> Iterator[tuple[str, int | None, Said]]:
    yield from (("fields", place, said) for place, said in _of_fields(row))
    yield from (("states", place, said) for place, said in _of_states(row))


def _of_fields(row: Content) -> Iterator[tuple[int, Said]]:
    fields = row["fields"]
    first = fields[0]
    if first["kind"] != "text" or not first.get("required"):
        why = "An item is known by its first field, in lists, links and workbooks."
        yield 0, ("the first field is no required text.", why, 'Give it kind = "text" and required = true.')
    for place, field in enumerate(fields):
        for said in [
            *_unfit(field),
            *(said for column in field.get("columns", []) for said in _unfit(column)),
        ]:
            yield place, said
    for name in ("key", "zh", "en"):
        for place in _again([field[name] for field in fields]):
            why = "Columns of a workbook are told apart by it."
            yield place, (f"“{fields[place][name]}” stands twice.", why, "Give each field its own.")
    money = {field["key"] for field in fields if field["kind"] in {"money", "number"}}
    for key in row.get("sum", []):
        if key not in money:
            yield 0, (f"sum names “{key}”.", "Only fields of money or number add up.", "Name one of these.")


def _unfit(field: Content) -> Iterator[Said]:
    for name, kinds in _BELONGS.items():
        if name in field and field["kind"] not in kinds:
            why = f"It belongs to: {', '.join(sorted(kinds))}."
            yield f"“{field['key']}” is {field['kind']} and has {name}.", why, "Take it out."
    needed = _NEEDED.get(field["kind"])
    if needed and needed not in field:
        yield f"“{field['key']}” has no {needed}.", f"A {field['kind']} needs it.", f"Add {needed} = …"


def _of_states(row: Content) -> Iterator[tuple[int, Said]]:
    states = row.get("states", [])
    keys = [state["key"] for state in states]
    if ("start" in row) != bool(states) or (states and row["start"] not in keys):
        yield 0, ("it is not said in which state an item begins.", "States need a start.", "Add start = …")
    for place in _again(keys):
        yield (
            place,
            (f"the state “{keys[place]}” stands twice.", "A state is known by its key.", "Rename one."),
        )
    for place, state in enumerate(states):
        for to in state["to"]:
            if to not in keys or to == state["key"]:
                why = f"States are: {', '.join(keys)}."
                yield place, (f"“{state['key']}” leads to “{to}”.", why, "Name another of these.")


def _again(names: list[str]) -> Iterator[int]:
    counts: Counter[str] = Counter()
    for place, name in enumerate(names):
        counts[name] += 1
        if counts[name] > 1:
            yield place
