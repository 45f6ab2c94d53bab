"""Word: paragraphs with the list numbers Word shows, tables as rows; deletions, notes, headers and footers are left out."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from laoyou.reading.errors import ReadError
from laoyou.reading.sources.archive import Archive
from laoyou.reading.sources.numbering import Numbering, W
from laoyou.reading.sources.source import Lines, Source
from laoyou.reading.sources.tables import MOST_CELLS, Cell, table_lines

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = ("}pic", "}imagedata", "}OLEObject")
# The phonetic guide of 拼音指南, what was deleted under tracking, and the instructions of fields are not text.
_LEFT_OUT = {
    W + name for name in ("rt", "del", "moveFrom", "instrText", "delText", "footnoteReference", "pPr")
}
# A ≥ or a % may stand in a formula.
_TEXT = {W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_SIGNS = {
    W + "tab": " ",
    W + "cr": "\n",
    W + "br": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_DEEPEST = 200


def read(data: bytes) -> Source:
    archive = Archive(data)
    if "word/document.xml" not in archive.names:
        raise ReadError("archive", kind="zip")
    body = archive.xml("word/document.xml").find(W + "body")
    if body is None:
        raise ReadError("damaged")
    document = _Document(
        Numbering(
            *(
                archive.xml(name) if name in archive.names else None
                for name in ("word/numbering.xml", "word/styles.xml")
            )
        )
    )
    document.blocks(body)
    return Source(document.lines.text(), MEDIA, tuple(document.lines.notices))


class _Document:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.lines = Lines()

    def blocks(self, parent: Element, depth: int = 0) -> None:
        """Paragraphs and tables in order, through whatever wraps them (content controls, tracked insertions)."""
        if depth > _DEEPEST:
            raise ReadError("damaged")
        for child in _children(parent):
            if child.tag == W + "p":
                self.paragraph(child, depth)
            elif child.tag == W + "tbl":
                self.table(child, depth)
            elif child.tag not in _LEFT_OUT:
                self.blocks(child, depth + 1)

    def paragraph(self, paragraph: Element, depth: int) -> None:
        if _deleted_mark(paragraph) or self.numbering.is_contents(paragraph.find(W + "pPr")):
            return
        text = paragraph_text(paragraph)
        label = self.numbering.label(paragraph.find(W + "pPr")) if text.strip() else ""
        for line in (label + text.lstrip()).split("\n"):
            self.lines.add(line)
        if _has_picture(paragraph):
            self.lines.picture()
        for box in _boxes(paragraph):
            self.blocks(box, depth + 1)

    def table(self, table: Element, depth: int) -> None:
        rows = [row for row in _found(table, W + "tr", {W + "tbl"}) if not _deleted_row(row)]
        cells = [list(_found(row, W + "tc", {W + "tbl", W + "tr"})) for row in rows]
        if sum(map(len, cells)) > MOST_CELLS:
            raise ReadError("damaged")
        # A table round other tables, or of one cell, only places things on the page.
        if sum(map(len, cells)) == 1 or any(
            cell.find(f".//{W}tbl") is not None for row in cells for cell in row
        ):
            for row in cells:
                for cell in row:
                    self.blocks(cell, depth + 1)
            return
        for line in table_lines(self._merged(rows, cells)):
            self.lines.add(line)
        if _has_picture(table):
            self.lines.picture()

    def _merged(self, rows: list[Element], cells: list[list[Element]]) -> list[list[Cell]]:
        """Word marks the continuation cells of a merge down; here the first of them reaches down instead."""
        open_cells: dict[int, tuple[int, int]] = {}
        table: list[list[Cell]] = []
        for row, elements in zip(rows, cells, strict=True):
            before = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            column = before
            line = [Cell("")] * before
            for element in elements:
                properties = element.find(W + "tcPr")
                across = _number(properties.find(W + "gridSpan") if properties is not None else None, 1)
                merge = properties.find(W + "vMerge") if properties is not None else None
                if merge is not None and merge.get(W + "val") != "restart" and column in open_cells:
                    at, place = open_cells[column]
                    first = table[at][place]
                    table[at][place] = Cell(first.text, first.across, len(table) - at + 1)
                else:
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = (len(table), len(line))
                    line.append(Cell(self._cell_text(element), across))
                column += across
            table.append(line)
        return table

    def _cell_text(self, cell: Element) -> str:
        texts = []
        for paragraph in _found(cell, W + "p", {W + "tbl"}):
            text = paragraph_text(paragraph)
            texts.append(
                (self.numbering.label(paragraph.find(W + "pPr")) if _numbered(paragraph, text) else "") + text
            )
        return "\n".join(text for text in texts if text.strip())


def paragraph_text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph, 0))


def _pieces(element: Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ReadError("damaged")
    for child in _children(element):
        if child.tag in _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield "" if child.get(W + "type") in {"page", "column"} else _SIGNS[child.tag]
        elif child.tag == W + "r" and _hidden(child):
            continue
        elif child.tag not in _LEFT_OUT and not child.tag.endswith("}txbxContent"):
            yield from _pieces(child, depth + 1)


def _children(element: Element) -> Iterator[Element]:
    """Where Word stores the same thing twice, for new and for old readers, only the first."""
    for child in element:
        if child.tag == _COMPATIBILITY + "AlternateContent":
            yield from list(child)[:1]
        else:
            yield child


def _found(element: Element, tag: str, stop: set[str]) -> Iterator[Element]:
    """Descendants of this tag, in order, not looking inside the elements of `stop`."""
    waiting = list(_children(element))[::-1]
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            yield child
        elif child.tag not in stop and child.tag not in _LEFT_OUT:
            waiting.extend(list(_children(child))[::-1])


def _boxes(paragraph: Element) -> Iterator[Element]:
    return _found(paragraph, W + "txbxContent", set())


def _has_picture(element: Element) -> bool:
    return any(child.tag.endswith(_PICTURES) for child in element.iter())


def _hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val") not in {"0", "false", "off"}


def _deleted_row(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _deleted_mark(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None and not paragraph_text(paragraph).strip()


def _numbered(paragraph: Element, text: str) -> bool:
    """An automatic running number is often all that its cell holds, so an empty paragraph counts here."""
    return bool(text.strip()) or paragraph.find(f"{W}pPr/{W}numPr") is not None


def _number(element: Element | None, default: int) -> int:
    value = element.get(W + "val", "") if element is not None else ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 7 else default
