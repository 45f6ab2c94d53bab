"""Every action that leaves an audit line is called by a word on the screen, not by its code."""

import ast
from collections.abc import Iterator

from laoyou.console.office.action_words import WORDS
from tests.guards.words import sources


def _said(node: ast.expr) -> Iterator[str]:
    """The codes that an argument may be: a constant, or either side of a choice."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.count(".") >= 1:
            yield part.value


def _codes() -> set[str]:
    found: set[str] = set()
    for source in sources("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {
                "record",
                "write_line",
            }:
                for keyword in node.keywords:
                    if keyword.arg == "action":
                        found.update(_said(keyword.value))
    return found


def test_every_action_has_a_word() -> None:
    codes = _codes()
    assert len(codes) > 20
    assert sorted(codes - set(WORDS)) == []
