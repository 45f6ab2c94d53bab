"""One PDF page: its characters and ruling lines, as PDFium places them, with the origin at the top left."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_MARKS = 100_000
_THIN = 3.0


@dataclass(slots=True)
class Sign:
    """A character and its box; `spaced` when the document itself puts a space behind it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    spaced: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, horizontal or vertical."""

    x0: float
    x1: float
    top: float
    bottom: float
    horizontal: bool


@dataclass
class Sheet:
    width: float
    height: float
    signs: list[Sign]
    rules: list[Rule]
    pictures: list[float]  # the top of each picture that is large enough to hold a table


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    width, height = page.get_size()
    place = _Placer(page)
    sheet = Sheet(width, height, [], [], [])
    sheet.signs = _signs(page, place)
    for number, thing in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE))):
        if number > MOST_MARKS:
            break
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            x0, top, x1, bottom = place.box(*thing.get_bounds())
            if (x1 - x0) * (bottom - top) > 0.06 * width * height:
                sheet.pictures.append(top)
        elif _is_drawn(thing):
            sheet.rules += _rules(thing, place)
    return sheet


class _Placer:
    """PDF coordinates (origin bottom left, before rotation) to those of the page as it is looked at."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._left, self._low, self._right, self._high = page.get_cropbox()
        self._turn = page.get_rotation()

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y - self._low, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._low
        if self._turn == 270:
            return self._high - y, self._right - x
        return x - self._left, self._high - y

    def box(self, left: float, low: float, right: float, high: float) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = self.point(left, low), self.point(right, high)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _signs(page: pdfium.PdfPage, place: _Placer) -> list[Sign]:
    text = page.get_textpage()
    box = raw.FS_RECTF()
    signs: list[Sign] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if not code or 0xD800 <= code < 0xE000 or raw.FPDFText_IsGenerated(text, index):
            continue
        if not chr(code).strip():
            if signs:
                signs[-1].spaced = True
        elif raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            signs.append(Sign(chr(code), *_across(place.box(box.left, box.bottom, box.right, box.top))))
    return signs


def _across(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return x0, x1, top, bottom


def _is_drawn(path: pdfium.PdfObject) -> bool:
    """A path may also only clip, and then nobody sees it."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _rules(path: pdfium.PdfObject, place: _Placer) -> Iterator[Rule]:
    """A thin box is one line; else each straight, level or upright segment of the path is."""
    x0, top, x1, bottom = place.box(*path.get_bounds())
    if bottom - top < _THIN or x1 - x0 < _THIN:
        if max(bottom - top, x1 - x0) >= _THIN:
            yield _rule(x0, x1, top, bottom)
        return
    matrix = path.get_matrix()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for number in range(min(raw.FPDFPath_CountSegments(path), MOST_MARKS)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = place.point(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield from _straight(last, here)
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _straight(here, start)
            last = start


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    x0, x1 = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    if min(x1 - x0, bottom - top) < 1 and max(x1 - x0, bottom - top) >= _THIN:
        yield _rule(x0, x1, top, bottom)


def _rule(x0: float, x1: float, top: float, bottom: float) -> Rule:
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(x0, x1, middle, middle, True)
    middle = (x0 + x1) / 2
    return Rule(middle, middle, top, bottom, False)
