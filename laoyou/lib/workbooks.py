"""Opening a workbook that a stranger made. Calamine lays a sheet out whole: one cell at XFD1048576 in a file of five
kilobytes asks for half a terabyte, and ends the whole process. Pure."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

MOST_UNPACKED = 1 << 30
MOST_CELLS = 30_000_000  # from the first used cell to the last of one sheet, the empty ones between them too
MOST_TEXT = 200_000  # bytes of one text: a cell of Excel holds 32,767 signs
_PIECE, _OVERLAP = 1 << 20, 64
_ZIP = b"PK\x03\x04"
_OTHERS = ("xl/workbook.bin", "content.xml")  # xlsb and ods: their cells are not counted beforehand
_TAG = rb"<(?:[\w.-]+:)?%s(?=[\s/>])"
_CELL, _ROW = re.compile(_TAG % b"c"), re.compile(_TAG % b"row")
# As every program writes them: where a cell or a row does not say its place at once, the sheet is counted with care.
_USUAL = re.compile(rb"<(?:c|row) r=\"[A-Z]{0,3}\d{1,7}\"")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,10})[\"']")
_PLACED = re.compile(rb"<(?:[\w.-]+:)?(c|row)\s(?:[^>]*\s)?r\s*=")
# Where all stand left of column AA, and above row 1000000, it cannot be too much: most sheets are not counted.
_FAR = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Za-z]{2,3}\d|[A-Za-z]{0,3}\d{7})")


class TooLarge(CalamineError):
    """The workbook would unpack to more than is taken."""


def open_workbook(content: bytes, *, ods: bool = False) -> CalamineWorkbook:
    """Raises CalamineError; TooLarge where it unpacks to too much."""
    if content.startswith(_ZIP):
        _measure(content, ods)
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _measure(content: bytes, ods: bool) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            members = parts.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED:
                raise TooLarge("unpacked")
            if not ods and {member.filename.lower() for member in members}.intersection(_OTHERS):
                raise CalamineError("neither .xlsx nor .xls")
            for member in members:
                if not _is_near(parts, member) and _cells(parts, member) > MOST_CELLS:
                    raise TooLarge("cells")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CalamineError("damaged") from error


def _is_near(parts: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Read to its end, where its checksum tells whether it is as long as it says."""
    tags = usual = 0
    far = False
    for piece in _pieces(parts, member):
        if max(map(len, piece.split(b"<"))) > MOST_TEXT:
            raise TooLarge("text")
        tags += len(_CELL.findall(piece)) + len(_ROW.findall(piece))
        usual += len(_USUAL.findall(piece))
        far = far or _FAR.search(piece) is not None
    return not far and usual == tags


def _cells(parts: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """At most so many: those that do not say where they stand may all follow each other, and rows too."""
    cells = rows = right = below = 0
    for piece in _pieces(parts, member):
        placed = _PLACED.findall(piece)
        cells += len(_CELL.findall(piece)) - placed.count(b"c")
        rows += len(_ROW.findall(piece)) - placed.count(b"row")
        for column, row in _PLACE.findall(piece):
            right, below = max(right, _number(column)), max(below, int(row))
    return max(right + max(cells, 0), 1) * max(below + max(rows, 0), 1)


def _pieces(parts: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Each with the end of the one before, so that nothing looked for lies across two."""
    with parts.open(member) as stream:
        last = b""
        while piece := stream.read(_PIECE):
            yield last + piece
            last = piece[-_OVERLAP:]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
