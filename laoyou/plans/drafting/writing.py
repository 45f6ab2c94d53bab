"""Pack files as TOML, one row a line, as the packs are kept."""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Files = Mapping[str, Mapping[str, Any]]


def write_pack(folder: Path, files: Files) -> list[Path]:
    """Write every file below `folder`; gives their paths."""
    written = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_toml(content), encoding="utf-8")
        written.append(path)
    return written


def as_toml(content: Mapping[str, Any]) -> str:
    """Lists of tables are written one table a line; `#` is a comment for the top."""
    parts = [f"# {content['#']}"] if "#" in content else []
    for key, value in content.items():
        if key != "#":
            parts.append(f"{key} = {_rows(value) if _is_table_list(value) else _inline(value)}")
    return "\n".join(parts) + "\n"


def _is_table_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in value)


def _rows(rows: list[Mapping[str, Any]]) -> str:
    return "[\n" + "".join(f"    {_inline(row)},\n" for row in rows) + "]"


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_inline(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    # A TOML basic string has JSON's escapes, but for DEL, which JSON leaves as it is.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
