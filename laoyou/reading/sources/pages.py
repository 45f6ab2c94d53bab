"""PDF pages to lines of text: lines joined to paragraphs, page numbers dropped, tables joined over the page break."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from laoyou.reading.sources.grid import Box, find_grids
from laoyou.reading.sources.sheet import Sheet, Sign
from laoyou.reading.sources.source import Lines
from laoyou.reading.sources.tables import Cell, clean, join_lines, table_lines

_PAGE_NUMBER = re.compile(r"[—–\-·\s]*\d{1,4}[—–\-·\s]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、](?!\d)|第.{1,3}[章节条]|附件"
)
_MARGIN = 0.13


@dataclass
class Line:
    """A printed line; `page` tells apart lines whose heights cannot be compared."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    page: int
    width: int  # of the page, for lines of one layout share their margins

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass
class Table:
    rows: list[list[Cell]]
    columns: int
    top: float


@dataclass
class Picture:
    top: float


Item = Line | Table | Picture


def layout(sheets: list[Sheet]) -> Lines:
    pages = [_items(sheet, number) for number, sheet in enumerate(sheets)]
    _drop_margins(pages, sheets)
    flow = _Flow(_margins([item for page in pages for item in page if isinstance(item, Line)]))
    for page in pages:
        for place, item in enumerate(page):
            flow.add(item, first=not place)
    flow.close()
    return flow.out


class _Flow:
    """What is still open, a paragraph or a table, while the next item may yet belong to it."""

    def __init__(self, margins: dict[int, tuple[float, float]]) -> None:
        self.out = Lines()
        self._margins = margins
        self._paragraph: list[Line] = []
        self._table: Table | None = None

    def add(self, item: Item, first: bool) -> None:
        """`first` on its page: only there may a table be the rest of another."""
        if isinstance(item, Line):
            last = self._paragraph[-1] if self._paragraph else None
            if last is None or not _continues(last, item, self._margins[item.width]):
                self.close()
            self._paragraph.append(item)
        elif isinstance(item, Table):
            if first and self._table is not None and self._table.columns == item.columns:
                _append(self._table, item)
                return
            self.close()
            self._table = item
        else:
            self.close()
            self.out.picture()

    def close(self) -> None:
        self.out.add(join_lines("\n".join(line.text for line in self._paragraph)))
        for row in table_lines(self._table.rows) if self._table is not None else []:
            self.out.add(row)
        self._paragraph, self._table = [], None


def _items(sheet: Sheet, page: int) -> list[Item]:
    grids = find_grids(sheet.rules)
    loose = []
    for sign in sheet.signs:
        home = next((grid for grid in grids if grid.holds(sign)), None)
        if home is None:
            loose.append(sign)
        else:
            home.take(sign)
    items: list[Item] = [
        Line(
            _said(line),
            line[0].x0,
            line[-1].x1,
            min(s.top for s in line),
            max(s.bottom for s in line),
            page,
            round(sheet.width),
        )
        for line in _printed(loose)
    ]
    for grid in grids:
        rows = [[Cell(_box_text(box), box.across, box.down) for box in row] for row in grid.rows()]
        items.append(Table(rows, len(grid.xs) - 1, grid.top))
    items += map(Picture, sheet.pictures)
    return sorted(items, key=lambda item: item.top)


def _box_text(box: Box) -> str:
    return "\n".join(map(_said, _printed(box.signs)))


def _printed(signs: list[Sign]) -> list[list[Sign]]:
    """Characters of about one height, from left to right."""
    lines: list[list[Sign]] = []
    size = _size(signs)
    for sign in sorted(signs, key=lambda sign: sign.middle):
        if lines and sign.middle - lines[-1][0].middle < 0.5 * size:
            lines[-1].append(sign)
        else:
            lines.append([sign])
    for line in lines:
        line.sort(key=lambda sign: sign.x0)
    return lines


def _size(signs: list[Sign]) -> float:
    """The usual height of characters: some fonts give 一 or a comma a box no larger than its ink."""
    heights = sorted(sign.bottom - sign.top for sign in signs)
    return max(heights[len(heights) // 2], 1) if heights else 1


def _said(line: list[Sign]) -> str:
    """A gap wider than the line's usual one is a space; wider still where digits meet characters, as Word parts them."""
    text = line[0].text
    size = max(sign.bottom - sign.top for sign in line)
    gaps = sorted(sign.x0 - before.x1 for before, sign in pairwise(line))
    usual = max(gaps[len(gaps) // 2], 0) if len(gaps) > 3 else 0
    for before, sign in pairwise(line):
        mixed = before.text.isascii() != sign.text.isascii()
        least = 0.6 if mixed else 0.18 if sign.text.isascii() else 0.24
        wide = sign.x0 - before.x1 > usual + least * size
        text += " " * (wide or before.spaced) + sign.text
    return text


def _drop_margins(pages: list[list[Item]], sheets: list[Sheet]) -> None:
    """Page numbers, and words that stand at the head or foot of at least half of the pages (and three)."""
    heads = [_marginal(page, sheet) for page, sheet in zip(pages, sheets, strict=True)]
    seen = Counter(_pattern(line) for lines in heads for line in lines)
    often = max(3, len(pages) / 2)
    for page, lines in zip(pages, heads, strict=True):
        dropped = {
            id(line)
            for line in lines
            if _PAGE_NUMBER.fullmatch(line.text)
            or (seen[_pattern(line)] >= often and len(_pattern(line)) > 3)
        }
        page[:] = [item for item in page if id(item) not in dropped]


def _marginal(page: list[Item], sheet: Sheet) -> list[Line]:
    """The first and last two lines, where they stand near the edge of the sheet."""
    ends = page if len(page) < 4 else [*page[:2], *page[-2:]]
    low, high = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
    return [item for item in ends if isinstance(item, Line) and not low < item.top < high]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _margins(lines: list[Line]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the text, for each width of page."""
    margins = {}
    for width in {line.width for line in lines}:
        here = [line for line in lines if line.width == width]
        full = sorted(line.x1 for line in here if len(line.text) > 15) or [max(line.x1 for line in here)]
        left = sorted(line.x0 for line in here)
        margins[width] = (left[len(left) // 50], full[min(len(full) - 1, len(full) * 9 // 10)])
    return margins


def _continues(before: Line, line: Line, margins: tuple[float, float]) -> bool:
    """Whether a line is of the paragraph above: that reached the right edge, and this is not indented."""
    left, right = margins
    size = min(before.size, line.size)
    if before.x1 < right - 1.7 * size or line.x0 > left + 0.9 * size:
        return False
    if abs(before.size - line.size) > 0.25 * size or before.width != line.width:
        return False
    if before.page == line.page and line.top - before.bottom > 1.8 * size:
        return False
    return not (before.text.endswith(("。", ";", "；", ":", "：")) and _NUMBERED.match(line.text))


def _append(table: Table, more: Table) -> None:
    """Rows of the next page: without the head repeated there, and with a row cut by the page break made whole."""
    rows = more.rows
    for own in table.rows[:3]:
        if not rows or list(map(_flat, own)) != list(map(_flat, rows[0])):
            break
        rows = rows[1:]
    last = table.rows[-1] if table.rows else []
    if rows and _is_rest(last, rows[0]):
        table.rows[-1] = [
            Cell(f"{a.text}\n{b.text}".strip(), a.across, a.down) for a, b in zip(last, rows[0], strict=True)
        ]
        rows = rows[1:]
    table.rows += rows


def _flat(cell: Cell) -> str:
    return clean(cell.text)


def _is_rest(last: list[Cell], first: list[Cell]) -> bool:
    texts = [cell.text.strip() for cell in first]
    return len(last) == len(first) > 1 and not texts[0] and any(texts) and bool(last[0].text.strip())
