"""Formats that no kept library reads: recognised by content, to say how to get at them."""

import re

from laoyou.reading.errors import ReadError
from laoyou.reading.sources.archive import Archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = ((b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b\x08", "gzip"))


def refuse(data: bytes, suffix: str) -> None:
    """Raise what is to be said about data that is no text, web page, .docx or PDF; return where it may be one."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError("encrypted")
        raise ReadError(
            "legacy", kind=suffix if suffix in {".wps", ".xls", ".et", ".ppt", ".dps"} else ".doc"
        )
    if data.startswith(b"{\\rtf"):
        raise ReadError("legacy", kind=".rtf")
    if re.match(rb"MIME-Version:", data[:200], re.IGNORECASE):
        raise ReadError("legacy", kind=".mht")
    if data.startswith(_PICTURES) and b"\x00" in data[:64]:
        raise ReadError("picture")
    for mark, kind in _ARCHIVES:
        if data.startswith(mark):
            raise ReadError("archive", kind=kind)
    if b"<w:wordDocument" in data[:4000]:
        raise ReadError("legacy", kind="Word 2003 XML")


def refuse_zip(data: bytes) -> None:
    names = Archive(data).names
    if "word/document.xml" in names:
        return
    if "OFD.xml" in names:
        raise ReadError("legacy", kind=".ofd")
    if "content.xml" in names:
        raise ReadError("legacy", kind=".odt")
    if "[Content_Types].xml" in names:
        raise ReadError("archive", kind="Excel" if "xl/workbook.xml" in names else "Office")
    raise ReadError("archive", kind="zip")
