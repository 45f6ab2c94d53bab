"""Compile each locale/*/LC_MESSAGES/django.po of the project to .mo, with no tool outside Python."""

import ast
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

PACKAGE = Path(__file__).resolve().parents[3]
MAGIC = 0x950412DE


class Command(BaseCommand):
    help = "Compile the translations of every package; run after a change of any django.po."

    def handle(self, *args: Any, **options: Any) -> None:
        sources = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))
        for source in sources:
            source.with_suffix(".mo").write_bytes(compiled(messages(source.read_text("utf-8"))))
        self.stdout.write(f"{len(sources)} translation files compiled")


def messages(text: str) -> dict[str, str]:
    """Translations by key as .mo wants it: context\\4id, id\\0plural; fuzzy and empty ones left out."""
    found = {}
    for entry in _entries(text):
        translation = "\0".join(entry[name] for name in sorted(entry) if name.startswith("msgstr"))
        if not translation.strip("\0"):
            continue
        key = entry.get("msgid", "")
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}\4{key}"
        if "msgid_plural" in entry:
            key = f"{key}\0{entry['msgid_plural']}"
        found[key] = translation
    return found


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Each entry as its parts; an entry ends at an empty line."""
    entry: dict[str, str] = {}
    part, fuzzy = "", False
    for line in [*text.splitlines(), ""]:
        line = line.strip()
        if not line:
            if entry and not fuzzy:
                yield entry
            entry, part, fuzzy = {}, "", False
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"'):
            entry[part] += ast.literal_eval(line)
        else:
            part, _space, quoted = line.partition(" ")
            entry[part] = ast.literal_eval(quoted)


def compiled(catalogue: dict[str, str]) -> bytes:
    """The .mo form (GNU gettext manual, The Format of GNU MO Files): sorted keys, two tables of length and offset."""
    pairs = sorted((key.encode(), value.encode()) for key, value in catalogue.items())
    table = 28 + 16 * len(pairs)
    ids: list[bytes] = []
    strings: list[bytes] = []
    offset = table
    for position, target in ((0, ids), (1, strings)):
        for pair in pairs:
            target.append(struct.pack("<II", len(pair[position]), offset))
            offset += len(pair[position]) + 1
    header = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, table)
    body = [pair[position] + b"\0" for position in (0, 1) for pair in pairs]
    return b"".join([header, *ids, *strings, *body])
