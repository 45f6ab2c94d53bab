"""From a file or a text to what is stored of it: the one place that knows the reader and the catalogue."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.plans.errors import Refused
from laoyou.reading.document import READER, read_document
from laoyou.reading.errors import ReadError
from laoyou.reading.shadow import is_traditional, make_shadow
from laoyou.reading.sources import load_bytes
from laoyou.reading.sources.source import Source

Reading = dict[str, Any]
_AFTER_NUMBER = re.compile(r"^[\s、.．)）]+")

# The list of the reading that each kind of item comes from; its `targets` are told apart by their own kind.
_LISTS = {
    "task": "tasks",
    "indicator": "indicators",
    "target": "targets",
    "fact": "facts",
    "forecast": "forecasts",
    "reporting": "reporting",
    "duty": "duties",
    "body": "bodies",
    "clause": "clauses",
}
_ABOUT = ("span", "confidence", "group", "nkey", "parameter", "indicator", "kind")


@dataclass(frozen=True, slots=True)
class Intake:
    """A file as read: what Document stores of it."""

    filename: str
    content: bytes
    sha256: str
    text: str
    media: str
    title: str
    reading: Reading
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as the reader proposes it."""

    kind: str
    payload: dict[str, Any]
    start: int
    end: int
    clause: str
    confidence: float
    group: str
    position: tuple[str, int]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_file(content: bytes, filename: str) -> Intake:
    """Refused, with the reader's own sentence, where the file cannot be read."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    try:
        source = load_bytes(content, filename)
        return _taken(source, content, filename)
    except ReadError as problem:
        raise Refused(problem.line(filename or _("粘贴的文字"), language), "file") from problem


def read_pasted(text: str) -> Intake:
    if not text.strip():
        raise Refused(_("还没有文字。请粘贴文件全文，或上传文件。"), "text")
    content = text.replace("\r\n", "\n").encode()
    return read_file(content, "")


def _taken(source: Source, content: bytes, filename: str) -> Intake:
    sha256 = digest(content)
    reading = read_document(source, file=filename, sha256=sha256)
    warnings = tuple(notice.say for notice in source.warnings)
    title = reading.get("title") or source.title or filename.rpartition(".")[0] or filename
    return Intake(filename, content, sha256, source.text, source.media, title, reading, warnings)


def drafts(reading: Reading) -> Iterator[Draft]:
    """Every item of a reading, in the order of the text within each kind."""
    for kind, name in _LISTS.items():
        for index, entry in enumerate(reading.get(name) or []):
            own = entry.get("kind", kind) if name == "targets" else kind
            start, end = entry["span"]
            yield Draft(
                kind=own,
                payload=_payload(own, entry),
                start=start,
                end=max(end, start + 1),
                clause=str(entry.get("clause") or entry.get("path") or clause_at(reading, start)),
                confidence=min(1.0, max(0.0, float(entry.get("confidence", 0.9)))),
                group=str(entry.get("group") or ""),
                position=(name, index),
            )


def _payload(kind: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    payload = {key: value for key, value in entry.items() if key not in _ABOUT}
    if kind == "indicator":
        # A row of a table that leaves a cell empty says by that itself that it states nothing.
        silent = {name: payload.get(name) for name in ("baseline", "binding")} | {
            "owner": payload.get("unit_responsible")
        }
        payload["not_stated"] = [name for name, value in silent.items() if value is None]
    return payload


def clause_at(reading: Reading, offset: int) -> str:
    inside = [c for c in reading.get("clauses") or [] if c["span"][0] <= offset < c["span"][1]]
    return str(inside[-1]["path"]) if inside else ""


def leaf_clauses(reading: Reading, text: str) -> list[tuple[Mapping[str, Any], str]]:
    """Clauses that hold no others, each with its wording after the number; traditional characters made simple."""
    clauses = reading.get("clauses") or []
    above = {each["path"].rpartition("/")[0] for each in clauses}
    converted = is_traditional(text)
    found = []
    for each in clauses:
        if each["path"] not in above:
            start, end = each["span"]
            words = _AFTER_NUMBER.sub("", text[start:end].strip().removeprefix(each["number"]))
            found.append((each, make_shadow(words).text if converted else words))
    return found


def reader_version() -> str:
    return READER


def unread_reason(why: str) -> str:
    """The reader's reason on screen; reasons that it already gives in the language of the screen stay as they are."""
    return {
        "no task or indicator could be read from this row": _("这一行没有读出任务或指标"),
        "this table is neither a division of tasks nor a table of indicators": _(
            "这张表不是任务分工表，也不是指标表"
        ),
        "no target, fact, report or duty was found in this paragraph": _(
            "这一段没有读出目标、现状、报送要求或职责"
        ),
    }.get(why, why)


def defect_lines(reading: Reading) -> list[dict[str, Any]]:
    """What the document itself lacks or contradicts: {words, start, end}."""
    return [
        {"words": defect["words"], "start": defect["span"][0], "end": defect["span"][1]}
        for defect in reading.get("defects") or []
    ]


def unread_spans(reading: Reading, length: int) -> Sequence[tuple[int, int, str]]:
    """What was not read, with a reason; a picture has no width and is given the sign that it stands at."""
    found: dict[tuple[int, int], str] = {}
    for entry in reading.get("unread") or []:
        start = min(entry["span"][0], max(0, length - 1))
        found.setdefault((start, max(entry["span"][1], start + 1)), str(entry["why"]))
    return [(start, end, why) for (start, end), why in found.items()]
