"""One source to one document: what was read, and where it came from."""

from dataclasses import asdict
from typing import Any

from laoyou.reading.sources.source import Source

READER = "1"


def read_document(source: Source, *, file: str, sha256: str) -> dict[str, Any]:
    """The document that `laoyou read` writes. Spans count in `source.text`.

    The text of a file that is not plain text is part of the result, for without it the spans would say nothing.
    """
    from laoyou.reading.reader import read_text

    document = read_text(source.text)
    pictures = [
        {"span": [n.at, n.at], "why": n.say}
        for n in source.warnings
        if n.kind == "picture" and n.at is not None
    ]
    document["unread"] = sorted([*document["unread"], *pictures], key=lambda item: item["span"])
    document["source"] = {
        "file": file,
        "sha256": sha256,
        "media": source.media,
        "reader": READER,
        "warnings": [asdict(notice) for notice in source.warnings],
    }
    if source.media != "text/plain":
        document["source"]["text"] = source.text
    return document
