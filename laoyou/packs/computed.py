"""Whether the query beside an indicator keeps to its contract (docs/adr/0024): it only reads, and says what it counts."""

import re
from collections.abc import Iterator

from laoyou.packs.loader import Pack, chain
from laoyou.packs.problems import Problem

COLUMNS = ("part", "division_id", "record", "record_id", "label", "amount", "stated")
PARAMETERS = ("on", "division_ids", "kinds")
PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r"'(?:[^']|'')*'")
# A closed list of first words would miss "with x as (delete …)": the words that write are refused anywhere.
_WRITES = re.compile(
    r"\b(insert|update|delete|merge|truncate|create|alter|drop|grant|revoke|copy|call|do|set|set_config|lock|"
    r"vacuum|analyze|into|nextval|setval|pg_\w+|dblink\w*|lo_\w+|query_to_xml\w*)\b",
    re.IGNORECASE,
)
Said = tuple[str, str, str]


def computed_problems(pack: Pack, packs: dict[str, Pack]) -> Iterator[Problem]:
    files = [file for each in chain(pack.code, packs) for file in each.of("indicators/*.toml")]
    rows = {row["key"]: row for file in reversed(files) for row in file.data["indicators"]}
    kinds = {
        row["key"]
        for each in chain(pack.code, packs)
        for file in each.of("provider_kinds.toml")
        for row in file.data["provider_kinds"]
    }
    for file in pack.of("indicators/*.sql"):
        query = file.data["queries"][0]
        row = rows.get(query["key"])
        if row is None:
            why = "A query belongs to the indicator whose key is its file's name."
            yield Problem(file.name, 1, f"There is no indicator “{query['key']}”.", why, "Rename the file.")
            continue
        for said in [*_faults(query["sql"]), *_of_kinds(query["sql"], row.get("kinds"), kinds)]:
            yield Problem(file.name, 1, *said)


def bare(sql: str) -> str:
    """Without comments and texts."""
    return _TEXT.sub("''", _COMMENT.sub(" ", sql))


def _faults(sql: str) -> Iterator[Said]:
    code = bare(sql).strip()
    if not re.match(r"(select|with)\b", code, re.IGNORECASE) or ";" in code:
        yield "The query is not one SELECT.", "It is put into a larger one.", "Write one SELECT, without “;”."
    for word in sorted({found.group(0).lower() for found in _WRITES.finditer(code)}):
        yield f"The query has the word “{word}”.", "It may only read.", "Take it out."
    for name in sorted(set(PARAMETER.findall(code)) - set(PARAMETERS)):
        known = ", ".join(f":{each}" for each in PARAMETERS)
        yield f"The query asks for :{name}.", f"There are {known}.", "Use one of these."
    for name in ("on", "division_ids"):
        if f":{name}" not in code:
            yield f"The query does not use :{name}.", "A figure is of a day and of divisions.", "Use it."
    for column in COLUMNS:
        if not re.search(rf"\b{column}\b", code):
            yield f"The query has no column “{column}”.", f"It has {', '.join(COLUMNS)}.", "Name it with AS."


def _of_kinds(sql: str, given: list[str] | None, known: set[str]) -> Iterator[Said]:
    if (given is not None) != ("kinds" in PARAMETER.findall(bare(sql))):
        why = "The definition says which kinds of providers count; the query takes them as :kinds."
        yield "Definition and query do not agree about kinds.", why, "Give both, or neither."
    for kind in given or []:
        if kind not in known:
            yield (
                f"There is no kind of provider “{kind}”.",
                f"There are {', '.join(sorted(known))}.",
                "Choose one.",
            )
