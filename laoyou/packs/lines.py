"""On which line of a TOML file a value stands; the standard parser forgets it."""

import re
from collections.abc import Iterable

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\"]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(\"[^\"]+\"|[\w\-.]+)\s*=")
_STRING_OR_COMMENT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*$")


class Lines:
    """Finds tables, keys, and the rows of an array that is written one row a line."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        self._array: Path | None = None
        self._depth = 0
        for number, line in enumerate(text.splitlines(), start=1):
            self._scan(number, line)

    def at(self, path: Iterable[str | int]) -> int:
        """The line of the value at `path`, else of the nearest thing around it."""
        parts = tuple(path)
        while parts not in self._lines:
            parts = parts[:-1]
        return self._lines[parts]

    def _scan(self, number: int, line: str) -> None:
        bare = _STRING_OR_COMMENT.sub("", line)
        if self._depth > 0:
            self._scan_row(number, line)
        elif header := _HEADER.match(line):
            self._open_table(number, header.group(2), repeated=header.group(1) == "[[")
            return
        elif key := _KEY.match(line):
            path = self._table + tuple(part.strip('"') for part in key.group(1).split("."))
            self._lines[path] = number
            self._array = path
        self._depth += bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")

    def _scan_row(self, number: int, line: str) -> None:
        if self._depth == 1 and self._array is not None and line.strip()[:1] in {"{", '"', "'"}:
            self._lines[(*self._array, self._next(self._array))] = number

    def _open_table(self, number: int, dotted: str, *, repeated: bool) -> None:
        parts = [part.strip('"') for part in dotted.split(".")]
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, parts[-1])
        if repeated:
            path = (*path, self._next(path))
        self._table = path
        self._lines[path] = number

    def _next(self, path: Path) -> int:
        index = self._counts.get(path, 0)
        self._counts[path] = index + 1
        return index
