"""Whether every name that a pack uses is the name of something: units, documents, periods, keys."""

import difflib
from collections.abc import Iterable, Iterator

from laoyou.packs.lines import Path
from laoyou.packs.loader import Content, Pack, PackFile, chain
from laoyou.packs.problems import Problem

Found = Iterator[Problem]


class Names:
    """What can be referred to from a pack: its own and all that stands above it."""

    def __init__(self, pack: Pack, packs: dict[str, Pack]) -> None:
        above = [upper.content() for upper in chain(pack.code, packs)]

        def keys(section: str, key: str = "key") -> set[str]:
            return {row[key] for content in above for row in content[section] if key in row}

        self.document = keys("documents")
        self.period = keys("periods")
        self.nkey = keys("nkeys")
        self.group = keys("groups")
        self.function = keys("functions")
        self.measure = keys("measures")
        self.indicator = keys("indicators")
        self.parameter = keys("parameters")
        self.division = keys("divisions", "civil")
        self.status_source = keys("status_sources")
        self.unit = unit_names(pack.content())


def unit_names(content: Content) -> set[str]:
    """Every way in which the pack's own units and classes of units are written."""
    rows = [*content["units"], *content["classes"]]
    return {name for row in rows for name in (row["name"], *row.get("aliases", []))}


def reference_problems(pack: Pack, packs: dict[str, Pack]) -> Found:
    names = Names(pack, packs)
    yield from _in_lists(pack, names)
    for file in pack.of("plans/*.toml"):
        yield from _in_plan(file, names)
    for file in pack.of("lists/*.toml"):
        yield from _in_columns(file, names)
    yield from _ambiguous_units(pack)


# Where a row of a simple section names something: section, its key, what it names.
_LINKS: tuple[tuple[str, str, str, str], ...] = (
    ("nkeys.toml", "nkeys", "group", "group"),
    ("functions.toml", "moves", "from", "function"),
    ("functions.toml", "moves", "to", "function"),
    ("functions.toml", "moves", "document", "document"),
    ("documents.toml", "documents", "based_on", "document"),
    ("units.toml", "units", "function", "function"),
    ("units.toml", "units", "successor", "unit"),
    ("divisions.toml", "divisions", "successor", "division"),
    ("divisions.toml", "divisions", "document", "document"),
    ("population/*.toml", "population", "document", "document"),
    ("parameters/*.toml", "parameters", "unit", "measure"),
    ("parameters/*.toml", "parameters.values", "document", "document"),
    ("indicators/*.toml", "indicators", "unit", "measure"),
    ("indicators/*.toml", "indicators.targets", "document", "document"),
    ("indicators/*.toml", "indicators.targets", "period", "period"),
    ("lists/*.toml", "lists.fields", "unit", "measure"),
    ("status_kinds.toml", "status_kinds", "sources", "status_source"),
    ("status_kinds.toml", "status_kinds", "document", "document"),
    ("retention.toml", "retention", "document", "document"),
    ("provider_kinds.toml", "provider_kinds", "document", "document"),
    ("provider_kinds.toml", "provider_kinds", "most", "parameter"),
)
_PLAN_LINKS: tuple[tuple[str, str, str], ...] = (
    ("clauses", "nkey", "nkey"),
    ("tasks", "nkey", "nkey"),
    ("tasks", "lead", "unit"),
    ("tasks", "support", "unit"),
    ("tasks", "shared", "unit"),
    ("indicators", "key", "indicator"),
    ("indicators", "owner", "unit"),
    ("reporting", "who", "unit"),
    ("reporting", "to", "unit"),
)


def _in_lists(pack: Pack, names: Names) -> Found:
    for pattern, section, key, kind in _LINKS:
        for file in pack.of(pattern):
            yield from _links(file, section, key, kind, names)


def _in_plan(file: PackFile, names: Names) -> Found:
    for key, kind in (("period", "period"), ("document", "document")):
        yield from _dangling(file, (key,), [file.data[key]], kind, names)
    for section, key, kind in _PLAN_LINKS:
        yield from _links(file, section, key, kind, names)
    paths = {row["path"] for row in file.data["clauses"]}
    for section in ("tasks", "indicators", "reporting", "bodies"):
        for index, row in enumerate(file.data.get(section, [])):
            if not _clause_known(row["clause"], paths):
                yield Problem(
                    file.name,
                    file.line(section, index),
                    f"“{row['clause']}” is no clause of this plan.",
                    "Everything in a plan leads back to one of its clauses.",
                    "List it under clauses, or correct it.",
                )


def _in_columns(file: PackFile, names: Names) -> Found:
    for index, row in enumerate(file.data["lists"]):
        for place, field in enumerate(row["fields"]):
            units = [column["unit"] for column in field.get("columns", []) if "unit" in column]
            yield from _dangling(file, ("lists", index, "fields", place), units, "measure", names)


def _clause_known(clause: str, paths: set[str]) -> bool:
    """A row of a table belongs to the table: 附件1/23 to 附件1."""
    return clause in paths or clause.rpartition("/")[0] in paths


def _links(file: PackFile, section: str, key: str, kind: str, names: Names) -> Found:
    outer, _, inner = section.partition(".")
    for index, row in enumerate(file.data.get(outer, [])):
        rows: list[tuple[Path, Content]] = [((outer, index), row)]
        if inner:
            rows = [((outer, index, inner, place), entry) for place, entry in enumerate(row.get(inner, []))]
        for path, entry in rows:
            given = entry.get(key, [])
            yield from _dangling(
                file, (*path, key), [given] if isinstance(given, str) else given, kind, names
            )


def _dangling(file: PackFile, path: Path, given: Iterable[str], kind: str, names: Names) -> Found:
    known: set[str] = getattr(names, kind)
    for name in given:
        if name not in known:
            close = difflib.get_close_matches(name, sorted(known), n=1)
            yield Problem(
                file.name,
                file.line(*path),
                f"There is no {kind} “{name}”.",
                f"Neither this pack nor one above declares it in {_DECLARED[kind]}.",
                f"Did you mean “{close[0]}”?" if close else "Declare it there, or correct the name.",
            )


_DECLARED = {
    "document": "documents.toml",
    "period": "periods.toml",
    "nkey": "nkeys.toml",
    "group": "nkeys.toml",
    "function": "functions.toml",
    "measure": "measures.toml",
    "indicator": "indicators/",
    "division": "divisions.toml",
    "unit": "units.toml",
    "status_source": "status_kinds.toml",
}


def _ambiguous_units(pack: Pack) -> Found:
    for file in pack.of("units.toml"):
        owner: dict[str, str] = {}
        for section in ("units", "classes"):
            for index, row in enumerate(file.data.get(section, [])):
                for name in (row["name"], *row.get("aliases", [])):
                    if owner.setdefault(name, row["name"]) != row["name"]:
                        yield Problem(
                            file.name,
                            file.line(section, index),
                            f"“{name}” is a name of two units.",
                            f"“{owner[name]}” has it already.",
                            "Give it to one of them.",
                        )
