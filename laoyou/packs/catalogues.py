"""The part of a pack that recognition needs, with or without a database."""

from collections.abc import Sequence
from pathlib import Path

from laoyou.packs.loader import Content, chain, merged, read_packs


def catalogue_of(contents: Sequence[Content]) -> Content:
    """From the contents of a pack and those above it, nearest first. The shape is laoyou.reading.catalogue's."""
    symbols = {row["key"]: row["symbols"] for row in merged(contents, "measures")}
    return {
        "parameters": [
            {"key": row["key"], "rules": row["recognise"]}
            for row in merged(contents, "parameters")
            if row.get("recognise")
        ],
        "indicators": [
            {
                "key": row["key"],
                "names": [row["zh"], *row.get("aliases", [])],
                "units": symbols.get(row["unit"], []),
                "rules": row.get("recognise", []),
            }
            for row in merged(contents, "indicators")
        ],
        "nkeys": [{"key": row["key"], "terms": row["terms"]} for row in merged(contents, "nkeys")],
    }


def catalogue_from_files(root: Path, code: str = "base") -> Content:
    """For `laoyou read`, which runs without a database."""
    return catalogue_of([pack.content() for pack in chain(code, read_packs(root))])
