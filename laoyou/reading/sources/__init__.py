"""Files to text: the kind is taken from the content, not from the name, and every refusal is a ReadError."""

import re
from pathlib import Path

from laoyou.reading.errors import ReadError, system_reason
from laoyou.reading.sources import legacy, text
from laoyou.reading.sources.source import Notice, Source
from laoyou.reading.sources.text import decode

__all__ = ["MOST_BYTES", "Notice", "Source", "decode", "load", "load_bytes"]

MOST_BYTES = 50 << 20
MOST_CHARACTERS = 2_000_000
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|div|table|title|p|h1|span|style)\b",
    re.IGNORECASE | re.DOTALL,
)


def load(path: Path | str) -> Source:
    """Read a file by its content. Its size is looked at before it is opened."""
    return load_bytes(read_bytes(Path(path)), Path(path).name)


def read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError("directory")
        check_size(path.stat().st_size)
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError as problem:
        raise ReadError("missing") from problem
    except PermissionError as problem:
        raise ReadError("denied") from problem
    except (OSError, ValueError) as problem:
        raise ReadError("unreadable", reason=system_reason(problem)) from problem


def check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise ReadError("large", size=-(-size // (1 << 20)), limit=MOST_BYTES >> 20)


def load_bytes(data: bytes, name: str = "") -> Source:
    """`name` only helps to say what a file of an old format is."""
    check_size(len(data))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError("empty")
    source = _read(data, Path(name).suffix.lower())
    if not source.text.strip():
        raise ReadError("scan" if any(notice.kind == "picture" for notice in source.warnings) else "blank")
    if len(source.text) > MOST_CHARACTERS:
        raise ReadError("long", size=len(source.text) // 10_000, limit=MOST_CHARACTERS // 10_000)
    return source


def _read(data: bytes, suffix: str) -> Source:
    """The readers of the heavier formats are imported when one is met."""
    legacy.refuse(data, suffix)
    if b"%PDF-" in data[:1024]:
        from laoyou.reading.sources.pdf import read as read_pdf

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        legacy.refuse_zip(data)
        from laoyou.reading.sources.docx import read as read_docx

        return read_docx(data)
    if _HTML.match(data[3 if data.startswith(b"\xef\xbb\xbf") else 0 :][:20_000]):
        from laoyou.reading.sources.html import read as read_html

        return read_html(data)
    return text.read(data)
