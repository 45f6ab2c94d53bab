"""A document as Word, Excel and a web page."""

from collections.abc import Callable

from laoyou.reports.content import Document
from laoyou.reports.rendering import sheets, web
from laoyou.reports.rendering.word import writing as word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RENDERERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "docx": (WORD, word.docx),
    "xlsx": (EXCEL, sheets.xlsx),
    "html": ("text/html; charset=utf-8", web.html),
}
