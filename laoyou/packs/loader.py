"""Reads pack folders into plain data; knows neither the database nor what is right."""

import datetime
import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from laoyou.packs.lines import Lines
from laoyou.packs.problems import Problem

Content = dict[str, Any]

# Which files a pack may have, and the sections of the content that each one fills.
SECTIONS: dict[str, tuple[str, ...]] = {
    "pack.toml": ("pack",),
    "periods.toml": ("periods",),
    "measures.toml": ("measures",),
    "nkeys.toml": ("groups", "nkeys"),
    "functions.toml": ("functions", "moves"),
    "documents.toml": ("documents",),
    "units.toml": ("units", "classes"),
    "divisions.toml": ("divisions",),
    "parameters/*.toml": ("parameters",),
    "indicators/*.toml": ("indicators",),
    "indicators/*.sql": ("queries",),
    "plans/*.toml": ("plans",),
    "lists/*.toml": ("lists",),
    "provider_kinds.toml": ("provider_kinds",),
    "status_kinds.toml": ("status_sources", "status_kinds"),
    "retention.toml": ("retention",),
    "population/*.toml": ("population",),
}
DEMO = "demo"  # a folder of what the demonstration invents: never released


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file: `name` from the packs folder down, `pattern` its key in SECTIONS, `data` with ISO dates."""

    name: str
    pattern: str
    data: Content
    lines: Lines

    def line(self, *path: str | int) -> int:
        return self.lines.at(path)


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder as read. `unreadable` holds the files that could not be parsed or have no place in a pack."""

    code: str
    files: tuple[PackFile, ...]
    unreadable: tuple[Problem, ...] = field(default=())

    def of(self, pattern: str) -> list[PackFile]:
        return [file for file in self.files if file.pattern == pattern]

    @property
    def extends(self) -> str | None:
        for file in self.of("pack.toml"):
            parent = file.data.get("extends")
            return parent if isinstance(parent, str) else None
        return None

    def content(self) -> Content:
        """Every section with its rows in file order; `pack` is one table, `plans` one table a file."""
        content: Content = {name: [] for names in SECTIONS.values() for name in names}
        for file in self.files:
            if file.pattern == "pack.toml":
                content["pack"] = file.data
            elif file.pattern == "plans/*.toml":
                content["plans"].append(file.data)
            else:
                for name in SECTIONS[file.pattern]:
                    content[name].extend(file.data.get(name, []))
        return content


def read_packs(root: Path) -> dict[str, Pack]:
    """Every pack under `root` by its folder name, base first."""
    folders = sorted(
        (entry for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith(".")),
        key=lambda entry: (entry.name != "base", entry.name),
    )
    return {folder.name: read_pack(folder) for folder in folders}


def read_pack(folder: Path) -> Pack:
    files: list[PackFile] = []
    problems: list[Problem] = []
    for path in sorted([*folder.rglob("*.toml"), *folder.rglob("*.sql")]):
        if path.relative_to(folder).parts[0] == DEMO:
            continue
        read = _read_file(path, folder)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            files.append(read)
    return Pack(folder.name, tuple(files), tuple(problems))


def chain(code: str, packs: dict[str, Pack]) -> list[Pack]:
    """The pack and those that it extends, nearest first; stops where the chain breaks or turns back."""
    found: list[Pack] = []
    following: str | None = code
    while following in packs and packs[following] not in found:
        found.append(packs[following])
        following = packs[following].extends
    return found


def merged(contents: Sequence[Content], section: str) -> list[Content]:
    """The rows of a section over a chain of contents (nearest first), one a key: the nearest, in the order of base.

    A parameter row without kind only sets values, and defines nothing.
    """
    rows: dict[str, Content] = {}
    for content in reversed(contents):
        for row in content.get(section, []):  # a release from before the section was known has none
            if section != "parameters" or "kind" in row:
                rows[row["key"]] = row
    return list(rows.values())


def digest(content: Content, parent_digest: str | None) -> str:
    """SHA-256 of the content with the digest of the pack it extends, so that it names all that applies here."""
    text = json.dumps(
        {"content": content, "parent": parent_digest},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def load_order(packs: dict[str, Pack], codes: Sequence[str]) -> list[Pack]:
    """The packs named and all that they extend, each after its parent."""
    ordered: dict[str, Pack] = {}
    for code in codes:
        for pack in reversed(chain(code, packs)):
            ordered.setdefault(pack.code, pack)
    return list(ordered.values())


def _read_file(path: Path, folder: Path) -> PackFile | Problem:
    name = path.relative_to(folder.parent).as_posix()
    inside = path.relative_to(folder)
    pattern = next(
        (each for each in SECTIONS if inside.match(each) and len(inside.parts) == each.count("/") + 1), None
    )
    if pattern is None:
        known = ", ".join(SECTIONS)
        return Problem(
            name, 1, "This file has no place in a pack.", f"A pack is made of {known}.", "Rename or move it."
        )
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".sql":
            return PackFile(name, pattern, {"queries": [{"key": path.stem, "sql": text}]}, Lines(""))
        return PackFile(name, pattern, _plain(tomllib.loads(text)), Lines(text))
    except UnicodeDecodeError as error:
        return Problem(
            name, 1, "The file is not UTF-8.", f"Byte {error.start} does not fit.", "Save it as UTF-8."
        )
    except tomllib.TOMLDecodeError as error:
        return Problem(
            name, _line_in(str(error), text), "The file is not valid TOML.", f"{error}.", "Mend that line."
        )


def _line_in(message: str, text: str) -> int:
    _, _, tail = message.rpartition("(at line ")
    number = tail.split(",")[0]
    return int(number) if number.isdigit() else max(1, len(text.splitlines()))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value
