"""What a file is, by what stands in it: a name proves nothing. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from laoyou.reading.errors import ReadError
from laoyou.reading.sources.archive import Archive

MOST_BYTES = 20 << 20
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """`suffixes`: the first is the usual one."""

    key: str
    media: str
    suffixes: tuple[str, ...]


PDF = Kind("pdf", "application/pdf", (".pdf",))
PNG = Kind("png", "image/png", (".png",))
JPEG = Kind("jpeg", "image/jpeg", (".jpg", ".jpeg"))
DOCX = Kind("docx", _OFFICE + "wordprocessingml.document", (".docx",))
XLSX = Kind("xlsx", _OFFICE + "spreadsheetml.sheet", (".xlsx",))
PPTX = Kind("pptx", _OFFICE + "presentationml.presentation", (".pptx",))
OFD = Kind("ofd", "application/ofd", (".ofd",))
TEXT = Kind("text", "text/plain", (".txt", ".csv"))
KINDS = (PDF, PNG, JPEG, DOCX, XLSX, PPTX, OFD, TEXT)
ACCEPT = ",".join(suffix for kind in KINDS for suffix in kind.suffixes)

_MEMBERS = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
    "OFD.xml": OFD,
}


class NotEvidence(ValueError):
    """`reason`: empty, large, unknown, macros, damaged, other_kind (`kind` says which it is)."""

    def __init__(self, reason: str, kind: Kind | None = None) -> None:
        super().__init__(reason)
        self.reason, self.kind = reason, kind


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a file whose name says the same. NotEvidence otherwise."""
    if not content:
        raise NotEvidence("empty")
    if len(content) > MOST_BYTES:
        raise NotEvidence("large")
    found = (
        next((kind for test, kind in _TESTS if test(content)), None) or _zip_kind(content) or _text(content)
    )
    if found is None:
        raise NotEvidence("unknown")
    if PurePath(name).suffix.lower() not in found.suffixes:
        raise NotEvidence("other_kind", found)
    return found


def _starts(magic: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(magic)


_TESTS: tuple[tuple[Callable[[bytes], bool], Kind], ...] = (
    (_starts(b"%PDF-"), PDF),
    (_starts(b"\x89PNG\r\n\x1a\n"), PNG),
    (_starts(b"\xff\xd8\xff"), JPEG),
)


def _zip_kind(content: bytes) -> Kind | None:
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        names = Archive(content).names
    except ReadError as error:
        raise NotEvidence("damaged") from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotEvidence("macros")
    return next((kind for member, kind in _MEMBERS.items() if member in names), None)


def _text(content: bytes) -> Kind | None:
    """UTF-8 or GB18030 without control characters; a page (HTML, SVG) is none, since a browser would run it."""
    if b"\0" in content or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(sign.isprintable() or sign in "\r\n\t\f\ufeff\u3000\xa0" for sign in text):
            return TEXT
    return None
