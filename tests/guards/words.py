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
# Functions of gettext, with the place of the string among their arguments; a context goes before it.
CALLS = {
    "_": 0,
    "gettext": 0,
    "gettext_lazy": 0,
    "ngettext": 0,
    "ngettext_lazy": 0,
    "pgettext": 1,
    "pgettext_lazy": 1,
}
LANGUAGE_NAMES = re.compile("中文")  # a language is named in itself


def sources(pattern: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob(pattern)) if "tests" not in path.parts]


def _gettext_calls(source: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in CALLS
            and node.args
        ):
            yield node


def in_python(source: Path) -> Iterator[str]:
    for call in _gettext_calls(source):
        text = call.args[CALLS[ast.unparse(call.func)]]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.value


def _is_bare(text: str) -> bool:
    return bool(CHINESE.search(LANGUAGE_NAMES.sub("", text)))


def bare_in_python(source: Path) -> Iterator[str]:
    """Chinese strings that no gettext call holds; docstrings left out."""
    tree = ast.parse(source.read_text("utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS
    ]
    held = {id(inner) for call in calls for inner in ast.walk(call)}
    held |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in held else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and _is_bare(text):
            yield f"line {node.lineno}: {text}"


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
    return [node.s.strip() for node in _nodes(source, TextNode) if _is_bare(node.s)]  # type: ignore[attr-defined]
