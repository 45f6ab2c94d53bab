"""Every action that leaves an audit line is called by a word on the screen, not by its code."""

import ast
from collections.abc import Iterator

from laoyou.access.models import AuditLine
from laoyou.console.office.action_words import WORDS
from tests.guards.words import sources
from tests.world import World


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
    whole = {code for code in codes if not code.endswith(".")}
    assert sorted(whole - set(WORDS)) == []
    # The beginning of a formatted string: what may follow is tried below, on what was really written.
    begun = codes - whole
    assert [one for one in sorted(begun) if not any(word.startswith(one) for word in WORDS)] == []


def test_every_action_that_the_sample_plan_took_has_a_word(filled: World) -> None:
    done = set(AuditLine.objects.values_list("action", flat=True))
    assert len(done) > 30
    assert sorted(done - set(WORDS)) == []
