"""Which columns hold sealed texts: packages register theirs, so that keys can be changed and checked everywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """`kind` is what the text was sealed as ("id", "phone")."""

    table: str
    column: str
    kind: str


_known: dict[tuple[str, str], Sealed] = {}


def register(table: str, column: str, kind: str) -> None:
    """Called when a package's app is ready."""
    _known[table, column] = Sealed(table, column, kind)


def columns() -> list[Sealed]:
    return [_known[key] for key in sorted(_known)]
