"""PDF, read in a process of its own: a file made to loop, to crash or to fill the memory harms nobody else."""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from laoyou.reading.errors import ReadError
from laoyou.reading.sources.source import Notice, Source

MEDIA = "application/pdf"
MOST_PAGES = 500
MOST_SECONDS = 60
MOST_MEMORY = 4 << 30
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_FONTS = ("/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts")  # where PDFium itself looks
_FEW = 8  # characters a page: fewer are the stamp of a scanner, not a text


def read(data: bytes) -> Source:
    try:
        child = subprocess.run(
            [sys.executable, "-m", __name__],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired as problem:
        raise ReadError("slow", limit=MOST_SECONDS) from problem
    if child.returncode:
        raise ReadError("damaged")
    found = json.loads(child.stdout)
    if "case" in found:
        raise ReadError(found["case"], **found["facts"])
    return Source(found["text"], MEDIA, tuple(Notice(**notice) for notice in found["notices"]))


def extract(data: bytes) -> Source:
    import pypdfium2 as pdfium

    from laoyou.reading.sources.pages import layout
    from laoyou.reading.sources.sheet import read_sheet

    try:
        document = pdfium.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise ReadError("pages", size=len(document), limit=MOST_PAGES)
        sheets = [read_sheet(page) for page in document]
    except pdfium.PdfiumError as problem:
        raise ReadError("encrypted" if problem.err_code == _PASSWORD else "damaged") from problem
    if sum(len(sheet.signs) for sheet in sheets) < _FEW * len(sheets):
        raise ReadError("scan" if any(sheet.pictures for sheet in sheets) else "blank")
    lines = layout(sheets)
    return Source(lines.text(), MEDIA, tuple(lines.notices))


def _choose_fonts() -> None:
    """Let PDFium substitute for fonts that a file does not carry, but not by one that lacks digits.

    Droid Sans Fallback, which office suites bring along, has none: PDFium drops a cell that holds one number.
    """
    import ctypes

    import pypdfium2.raw as raw

    kept = [ctypes.create_string_buffer(os.fsencode(folder)) for folder in _font_folders()]
    folders = (ctypes.c_void_p * (len(kept) + 1))(*map(ctypes.addressof, kept), None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(folders, type(config.m_pUserFontPaths))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(ctypes.byref(config))


def _font_folders() -> list[str]:
    """Folders that hold fonts themselves; PDFium looks below each, so none that only leads to others."""
    return [
        folder
        for root in _FONTS
        for folder, _below, files in os.walk(root)
        if files and "droid" not in folder.lower()
    ]


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    _limit_memory()
    _choose_fonts()
    try:
        source = extract(sys.stdin.buffer.read())
        found: dict[str, object] = {
            "text": source.text,
            "notices": [asdict(notice) for notice in source.warnings],
        }
    except ReadError as problem:
        found = {"case": problem.case, "facts": problem.facts}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
