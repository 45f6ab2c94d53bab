"""Bytes to characters, and pasted or plain text."""

import codecs
import re

from laoyou.reading.errors import ReadError
from laoyou.reading.sources.source import REPLACED, Notice, Source

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = re.compile(r"[\u2e80-\uff60]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes, declared: str = "") -> str:
    """UTF-8 with or without mark, UTF-16 with mark, GB18030, and Big5 where the page declares it.

    Valid UTF-8 wins over what a page declares, which is often wrong; the reverse accident hardly exists.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        loose = data.decode("utf-8", "replace")
    # A cut or spoilt UTF-8 file may well be valid GB18030, of other characters: few errors among many say which it is.
    if loose.count("\ufffd") * 20 < len(_WIDE.findall(loose)):
        return _checked(loose)
    names = ["big5hkscs", "gb18030"] if declared.lower().startswith("big5") else ["gb18030"]
    texts = [data.decode(name, "replace") for name in names]
    return _checked(min([*texts, loose], key=lambda text: text.count("\ufffd")))


def _checked(text: str) -> str:
    """Random bytes decode too, so what comes out must look like a text."""
    sample = text[:20_000]
    wrong = (
        len(_CONTROL.findall(sample)) + sample.count("\ufffd") + len(re.findall(r"[\ue000-\uf8ff]", sample))
    )
    if "\x00" in sample or wrong * 50 > len(sample):
        raise ReadError("unknown")
    return text


def read(data: bytes) -> Source:
    """Plain text keeps every character, so that spans are offsets into the file as decoded."""
    text = decode(data)
    replaced = (Notice("replaced", text.index("\ufffd"), REPLACED),) if "\ufffd" in text else ()
    return Source(text, "text/plain", replaced)
