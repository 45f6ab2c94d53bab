"""Web pages: the visible text without menus, a paragraph or a table row a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from laoyou.reading.errors import ReadError
from laoyou.reading.sources.source import REPLACED, Lines, Notice, Source
from laoyou.reading.sources.tables import Cell, join_lines, table_lines
from laoyou.reading.sources.text import decode

MEDIA = "text/html"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LEFT_OUT = frozenset(
    {
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "iframe",
        "svg",
        "select",
        "button",
        "textarea",
        "object",
    }
    | {"canvas", "video", "audio", "head", "footer", "rt", "rp", "input", "datalist", "dialog"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
    }
    | {
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
# The parser's time grows with the square of the depth: 200,000 open tags would take it minutes.
_NESTING = re.compile(
    r"<(/?)(?:div|span|font|table|b|i|u|em|strong|section|ul|ol|blockquote|center|a)\b", re.IGNORECASE
)
_DEEPEST = 10_000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SITE = re.compile(r"\s*[_|]\s*|\s+[-—–]+\s+|-(?=[^-]*(?:网|政府)[^-]*$)")
_MENU_LINES = 4


@dataclass
class _Line:
    """A line, how many links it has, how many of its characters are links, and whether a picture follows it."""

    text: str
    links: int = 0
    linked: int = 0
    picture: bool = False

    def is_menu(self) -> bool:
        return self.links >= 3 and self.linked > 0.4 * len(self.text)

    def is_link(self) -> bool:
        return self.links > 0 and self.linked > 0.9 * len(self.text)


def read(data: bytes) -> Source:
    declared = _CHARSET.search(data[:4096])
    text = decode(data, declared[1].decode("ascii", "replace") if declared else "")
    if sum(-1 if found[1] else 1 for found in _NESTING.finditer(text)) > _DEEPEST:
        raise ReadError("damaged")
    page = LexborHTMLParser(text)
    if page.body is None:
        raise ReadError("damaged")
    title = _title(page)
    lines = _without_menus(_page_lines(page.body))
    everything = re.sub(r"\s", "", "".join(line.text for line in lines))
    out = Lines()
    if title and re.sub(r"\s", "", title) not in everything:
        out.add(title)
    for line in lines:
        out.add(line.text)
        if line.picture:
            out.picture()
    replaced = [Notice("replaced", None, REPLACED)] if "\ufffd" in text else []
    return Source(out.text(), MEDIA, (*out.notices, *replaced), title)


def _title(page: LexborHTMLParser) -> str | None:
    """The heading that the page declares, without the name of the site."""
    for meta in page.css("meta[name]"):
        if (meta.attributes.get("name") or "").lower() == "articletitle" and (
            said := meta.attributes.get("content")
        ):
            return join_lines(said)
    heads = page.css("h1")
    if len(heads) == 1 and (said := join_lines(heads[0].text())):
        return said
    head = page.css_first("title")
    said = _SITE.split(join_lines(head.text()))[0] if head is not None else ""
    return said if len(said) > 4 else None


def _without_menus(lines: list[_Line]) -> list[_Line]:
    """A line that is mostly links is a menu, and so is a run of lines that are links; one or two are annexes."""
    kept: list[_Line] = []
    run: list[_Line] = []
    for line in [*lines, _Line("")]:
        if line.is_link():
            run.append(line)
            continue
        kept += run if len(run) < _MENU_LINES else []
        run = []
        if line.text and not line.is_menu():
            kept.append(line)
    return kept


class _Writer:
    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._pieces: list[str] = []
        self._links = self._linked = 0

    def text(self, text: str, in_link: bool) -> None:
        self._pieces.append(text)
        self._linked += len(text.strip()) if in_link else 0

    def link(self) -> None:
        self._links += 1

    def flush(self) -> None:
        text = re.sub(r"[ \t]+", " ", join_lines("".join(self._pieces))).strip(" \u00a0\u3000")
        if text:
            self.lines.append(_Line(text, self._links, self._linked))
        self._pieces = []
        self._links = self._linked = 0

    def rows(self, rows: list[str]) -> None:
        self.flush()
        self.lines += map(_Line, rows)

    def picture(self) -> None:
        self.flush()
        if self.lines:
            self.lines[-1].picture = True


def _page_lines(root: LexborNode) -> list[_Line]:
    writer = _Writer()
    links = verbatim = 0
    for node, entering in _walk(root):
        tag = node.tag or ""
        if tag in _BLOCKS:
            writer.flush()
        if tag == "a":
            links += 1 if entering else -1
            if entering:
                writer.link()
        elif tag == "pre":
            verbatim += 1 if entering else -1
        elif tag == "table" and entering and _is_data(node):
            writer.rows(table_lines(_rows(node)))
        elif entering:
            _enter(writer, node, tag, links > 0, verbatim > 0)
    writer.flush()
    return writer.lines


def _enter(writer: _Writer, node: LexborNode, tag: str, in_link: bool, verbatim: bool) -> None:
    if tag == "br":
        writer.flush()
    elif tag == "img" and not in_link and _is_large(node):
        writer.picture()
    elif tag == "-text":
        parts = node.text_content.split("\n") if verbatim and node.text_content else [node.text_content or ""]
        for number, part in enumerate(parts):
            if number:
                writer.flush()
            writer.text(re.sub(r"[ \t\r\f]*\n\s*", "\n", part), in_link)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each visible node on the way in, and again on the way out; a page may be nested deeper than Python recurses."""
    waiting: list[tuple[LexborNode, bool]] = [(root, True)]
    while waiting:
        node, entering = waiting.pop()
        if entering and not _visible(node):
            continue
        yield node, entering
        if not entering:
            continue
        waiting.append((node, False))
        if node.tag == "table" and _is_data(node):
            continue
        children = []
        child = node.child
        while child is not None:
            children.append((child, True))
            child = child.next
        waiting.extend(reversed(children))


def _visible(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag == "-text":
        return True
    if tag in _LEFT_OUT or tag.startswith(("-", "_")):
        return False
    style = node.attributes.get("style") or ""
    return "hidden" not in node.attributes and not _HIDDEN.search(style)


def _is_data(table: LexborNode) -> bool:
    """A table round other tables, or of one cell, only places things on the page."""
    nested = any(other.mem_id != table.mem_id for other in table.css("table"))
    return not nested and len(table.css("td, th")) > 1


def _rows(table: LexborNode) -> list[list[Cell]]:
    rows = []
    for row in table.css("tr"):
        if _visible(row):
            cells = [cell for cell in row.iter() if cell.tag in {"td", "th"} and _visible(cell)]
            rows.append(
                [Cell(_cell_text(cell), _reach(cell, "colspan"), _reach(cell, "rowspan")) for cell in cells]
            )
    return rows


def _cell_text(cell: LexborNode) -> str:
    return "\n".join(line.text for line in _page_lines(cell))


def _reach(cell: LexborNode, name: str) -> int:
    said = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(said), 1000)) if said.isdecimal() and len(said) < 6 else 1


def _is_large(image: LexborNode) -> bool:
    width = re.match(r"\d{1,6}", image.attributes.get("width") or "")
    return int(width[0]) >= 200 if width else True
