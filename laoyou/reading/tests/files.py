"""Small documents of invented content, as bytes of each kind."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document

PARAGRAPHS = [
    "清河县养老托育服务方案",
    "一、总体要求。到2025年,全县建成托育机构12家。",
    "二、重点任务。按职责分工推进,每季度调度一次。",
]
ROWS = [
    ["序号", "任务", "责任单位"],
    ["1", "新建护理型床位", "县民政局牵头,县财政局配合"],
    ["2", "培训照护人员", "县卫生健康局负责"],
]
TEXT = "\n".join([*PARAGRAPHS, *(" | ".join(row) + " |" for row in ROWS)])


def docx(build: Callable[[Any], None] | None = None) -> bytes:
    """The standard document, or what `build` adds to an empty one."""
    document = Document()
    (build or _standard)(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _standard(document: Any) -> None:
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    add_table(document, ROWS)


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    return table


def docx_body(body: str, numbering: str = "") -> bytes:
    """A .docx of raw XML: what stands in the body, and in the numbering part."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {space}>{numbering}</w:numbering>",
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def html(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def html_table(rows: Sequence[Sequence[str]]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


class Pdf:
    """A PDF by hand: Chinese in a font that every reader maps, lines of text, and ruled tables."""

    SIZE = 16
    LEFT = 90

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.new_page()

    def new_page(self) -> None:
        self.pages.append("")
        self.y = 760

    def at(self, x: float, y: float, text: str) -> None:
        code = text.encode("utf-16-be").hex()
        self.pages[-1] += f"BT /F {self.SIZE} Tf {x} {y} Td <{code}> Tj ET\n"

    def line(self, text: str, indent: int = 0) -> None:
        self.at(self.LEFT + indent * self.SIZE, self.y, text)
        self.y -= 28

    def paragraph(self, text: str, width: int = 26) -> None:
        """Printed as offices do: two characters in, then lines of `width` characters."""
        self.line(text[: width - 2], 2)
        for start in range(width - 2, len(text), width):
            self.line(text[start : start + width])

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[int] = (50, 160, 230), cut: str = ""
    ) -> None:
        """`cut` names the edges, top or bottom, that a page break leaves without a line."""
        height = 30
        top = self.y + 20
        edges = [self.LEFT + sum(widths[:n]) for n in range(len(widths) + 1)]
        bottom = top - height * len(rows)
        for n in range("top" in cut, len(rows) + ("bottom" not in cut)):
            self.pages[-1] += f"{edges[0]} {top - n * height} m {edges[-1]} {top - n * height} l S\n"
        for edge in edges:
            self.pages[-1] += f"{edge} {top} m {edge} {bottom} l S\n"
        for n, row in enumerate(rows):
            for edge, text in zip(edges, row, strict=False):
                self.at(edge + 3, top - n * height - 21, text)
        self.y = bottom - 30

    def data(self, page_extra: str = "") -> bytes:
        count = len(self.pages)
        kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(count))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        ]
        for n, content in enumerate(self.pages):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page_extra} "
                f"/Resources << /Font << /F 3 0 R >> >> /Contents {6 + 2 * n} 0 R >>"
            )
            objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        return _pdf_file(objects)


def _pdf_file(objects: list[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def pdf() -> bytes:
    page = Pdf()
    page.line(PARAGRAPHS[0], 6)
    for paragraph in PARAGRAPHS[1:]:
        page.paragraph(paragraph)
    page.table(ROWS)
    return page.data()
