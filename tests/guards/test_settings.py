"""Every environment variable that the program reads is in docs/settings.md, and no other is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READERS = {"flag", "whole_number", "getenv"}
# Of the system, not of the program.
SYSTEM = {"DJANGO_SETTINGS_MODULE", "HOME", "PATH", "TMPDIR", "LANG", "PGHOST", "PGUSER"}


def _read_in(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Call) and _reads(node.func) and node.args:
            yield from _constant(node.args[0])
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
            yield from _constant(node.slice)


def _reads(func: ast.expr) -> bool:
    text = ast.unparse(func)
    return text.rpartition(".")[2] in READERS or bool(re.search(r"environ\.(get|setdefault|pop)$", text))


def _constant(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_settings_are_documented() -> None:
    sources = [
        path
        for folder in ("laoyou", "tests", "benchmarks", "scripts")
        for path in (ROOT / folder).rglob("*.py")
    ]
    read = {name for source in sources for name in _read_in(source)} - SYSTEM
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text("utf-8"), re.M))
    assert sorted(read - documented) == [], "describe these in docs/settings.md"
    assert sorted(documented - read) == [], "docs/settings.md describes what nothing reads"
