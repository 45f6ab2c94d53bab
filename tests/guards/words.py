"""Every string that a screen shows, found by Python's and Django's own parsers (no xgettext needed)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template import engines
from django.template.base import Node, TextNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

PACKAGE = Path(__file__).resolve().parents[2] / "laoyou"
CHINESE = re.compile(r"[\u3400-\u9fff]")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop"}


def sources(pattern: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob(pattern)) if "tests" not in path.parts]


def in_python(source: Path) -> Iterator[str]:
    """The first argument of each gettext call."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in CALLS
            and node.args
        ):
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value


def bare_in_python(source: Path) -> Iterator[str]:
    """Chinese strings that no gettext call holds; docstrings left out."""
    tree = ast.parse(source.read_text("utf-8"))
    held = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
        for inner in ast.walk(node)
    }
    held |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in held:
            if CHINESE.search(node.value):
                yield f"line {node.lineno}: {node.value}"


def _nodes(source: Path, kind: type[Node]) -> list[Node]:
    template = engines["django"].engine.from_string(source.read_text("utf-8"))  # type: ignore[attr-defined]
    return list(template.nodelist.get_nodes_by_type(kind))


def in_template(source: Path) -> Iterator[str]:
    for node in _nodes(source, TranslateNode):
        yield str(node.filter_expression.var.literal).replace("%", "%%")  # type: ignore[attr-defined]
    for node in _nodes(source, BlockTranslateNode):
        yield node.render_token_list(node.singular)[0]  # type: ignore[attr-defined]


def bare_in_template(source: Path) -> list[str]:
    """Chinese text that stands in the template outside {% translate %}."""
    return [node.s.strip() for node in _nodes(source, TextNode) if CHINESE.search(node.s)]  # type: ignore[attr-defined]
