"""The faces are thin: views of at most 20 lines, and all writing by actions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "laoyou"
FACES = ("console", "portal", "ui")
SOURCES = [
    path for face in FACES for path in sorted((ROOT / face).rglob("*.py")) if "tests" not in path.parts
]
LONGEST_VIEW = 20
ALWAYS_WRITE = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "acreate",
    "asave",
    "adelete",
}
WRITE_ROWS = {"create", "update", "delete"}


def _functions(source: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_views_are_short(source: Path) -> None:
    long = [
        f"{view.name}: {(view.end_lineno or 0) - view.lineno + 1} lines"
        for view in _functions(source)
        if any("allow(" in ast.unparse(mark) for mark in view.decorator_list)
        and (view.end_lineno or 0) - view.lineno + 1 > LONGEST_VIEW
    ]
    assert long == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_face_writes_rows(source: Path) -> None:
    tree = ast.parse(source.read_text("utf-8"))
    written = [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node.func)
    ]
    assert written == [], "call an action of the package that owns the table"


def _writes(func: ast.Attribute) -> bool:
    on = ast.unparse(func.value)
    of_rows = ".objects" in on or ".filter(" in on or ".all()" in on
    return (
        func.attr in ALWAYS_WRITE
        or (func.attr == "save" and on != "request.session")
        or (func.attr in WRITE_ROWS and of_rows)
    )
