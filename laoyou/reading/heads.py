"""Where a table begins: the line or lines that hold the heads of its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cells import MOST_LINES, Cell, join_all, joined, number_of, split_cells, without_bar
from .columns import UNITS, Column, classify, purpose, settled
from .lines import Line, squeezed
from .units import looks_like_units

LONGEST_ODD_LABEL, LONGEST_GLUED_HEAD = 10, 60
_ASIDE = re.compile(r"\([^()\d]{1,8}\)")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its columns, the line after it, and how its cells are set off.

    `form` is `row` (a row a line, cells between `mark`), `every` (a cell a line, each closed by a bar),
    `last` (a cell a line, only the row's last closed by a bar), `none` (a cell a line and no bar at all) or
    `glued` (nothing between the cells; the rows begin at `offset` in their first line).
    A `bordered` table has a bar before the first cell as well; in a `spaced` one blank lines part the cells.
    """

    columns: tuple[Column, ...]
    use: str
    after: int
    form: str
    mark: str
    bordered: bool = False
    spaced: bool = False
    offset: int = 0


def head_at(lines: Sequence[Line], index: int) -> Head | None:
    text = lines[index].text
    if len(text) > 300:
        return _glued_head(lines, index)
    for mark in ("|", "\t", "  ", " "):
        if mark in text:
            cells = [cell for cell in split_cells(lines[index], mark) if not cell.empty]
            if len(cells) > 1 and (head := _row_head(lines, index, mark)):
                return head
    spaced = (
        index + 2 < len(lines) and lines[index + 1].after_blank and _column_head(lines, index, spaced=True)
    )
    return spaced or _column_head(lines, index) or _glued_head(lines, index) or _headless(lines, index)


def labels_of(cells: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The columns that the cells head; at most one in three, and short, may be a label not known."""
    columns = [classify(cell.text) for cell in cells]
    known = sum(1 for column in columns if column)
    if known < 2 or known * 3 < len(cells) * 2:
        return None
    if any(column is None and not _odd_label(cell.text) for cell, column in zip(cells, columns, strict=True)):
        return None
    return tuple(
        column or Column("remark", squeezed(cell.text)) for cell, column in zip(cells, columns, strict=True)
    )


def _odd_label(text: str) -> bool:
    return (
        len(squeezed(text)) <= LONGEST_ODD_LABEL
        and number_of(text) is None
        and not text.endswith(("。", "%"))
    )


def _row_head(lines: Sequence[Line], index: int, mark: str) -> Head | None:
    bordered = mark == "|" and lines[index].text.startswith("|")
    cells = split_cells(lines[index], mark, bordered)
    after = index + 1
    if mark == "|" and any(cell.empty for cell in cells):
        return _merged_head(lines, index, bordered)
    if mark == "|" and (whole := _broken_head(lines, index, bordered)):
        cells, after = whole, index + 2
    columns = labels_of(cells)
    if columns is None and mark == " ":
        columns = _spelled(squeezed(lines[index].text))
    if columns is None:
        return None
    if (
        mark != " "
        and after < len(lines)
        and (second := _second_level(columns, split_cells(lines[after], mark, bordered)))
    ):
        columns, after = second, after + 1
    use = purpose(columns)
    if use is None or (mark in " \t" and "no" not in {column.kind for column in columns} and use == "other"):
        return None
    return Head(settled(columns, use), use, after, "row", mark, bordered)


def _broken_head(lines: Sequence[Line], index: int, bordered: bool) -> list[Cell] | None:
    """The cells of a head that was broken over two lines, when only the two together make one."""
    if index + 1 >= len(lines) or not lines[index + 1].text.endswith("|"):
        return None
    first, rest = split_cells(lines[index], "|", bordered), split_cells(lines[index + 1], "|")
    if not lines[index].text.endswith("|"):
        cells = [*first[:-1], joined(first[-1], rest[0]), *rest[1:]]
    elif _families(rest) - _families(first):
        cells = [*first, *rest]
    else:
        return None
    return cells if len(cells) > 1 and all(classify(cell.text) for cell in cells) else None


def _families(cells: Sequence[Cell]) -> set[str]:
    """What the heads are about; a second line of heads stays within what the first is about."""
    kinds = (column.kind for cell in cells if (column := classify(cell.text)))
    return {"units" if kind in UNITS else kind for kind in kinds}


def _merged_head(lines: Sequence[Line], index: int, bordered: bool) -> Head | None:
    """Two lines of heads with blank cells where one head spans several columns or lines."""
    if index + 1 >= len(lines):
        return None
    upper, lower = split_cells(lines[index], "|", bordered), split_cells(lines[index + 1], "|", bordered)
    if len(lower) < len(upper):
        lower += [Cell(0, 0, "")] * (len(upper) - len(lower))
    whole = [low if not low.empty else high for high, low in zip(upper, lower, strict=False)]
    columns = labels_of(whole) if len(whole) == len(upper) and not any(cell.empty for cell in whole) else None
    use = purpose(columns) if columns else None
    if columns is None or use is None or not all(classify(cell.text) for cell in lower if not cell.empty):
        return None
    return Head(settled(columns, use), use, index + 2, "row", "|", bordered)


def _spelled(text: str) -> tuple[Column, ...] | None:
    """Heads printed with blanks between all their signs: 序 号 重 点 任 务 责 任 单 位."""
    if len(text) > 40 or not text.startswith(("序号", "编号")):
        return None
    first = Column("no", text[:2])
    return next(
        (
            columns
            for rest in _spellings(text, 2)
            if len(columns := (first, *rest)) > 2 and purpose(columns) != "other"
        ),
        None,
    )


def _spellings(text: str, start: int) -> Iterator[tuple[Column, ...]]:
    if start == len(text):
        yield ()
    for stop in range(min(len(text), start + 6), start + 1, -1):
        column = classify(text[start:stop])
        if column and column.kind != "remark":
            yield from ((column, *rest) for rest in _spellings(text, stop))


def _second_level(columns: tuple[Column, ...], cells: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The columns with a head that spans several of them replaced by the heads printed below it."""
    filled = [cell for cell in cells if not cell.empty]
    if filled and all(_ASIDE.fullmatch(squeezed(cell.text)) for cell in filled):
        return _said_aside(columns, filled)
    lower = [classify(cell.text) for cell in filled]
    if not filled or any(column is None for column in lower):
        return None
    known = [column for column in lower if column]
    if len(cells) == len(columns):
        by_place = iter(known)
        return tuple(
            column if cell.empty else next(by_place) for column, cell in zip(columns, cells, strict=True)
        )
    wide = _spanning(columns, known)
    if wide is None:
        return None
    return (*columns[:wide], *known, *columns[wide + 1 :])


def _said_aside(columns: tuple[Column, ...], cells: Sequence[Cell]) -> tuple[Column, ...] | None:
    """Brackets below the heads of values say whose or of what they are: (全县), (国家)."""
    places = [place for place, column in enumerate(columns) if column.kind == "value"]
    if len(places) != len(cells):
        return None
    said = dict(zip(places, (squeezed(cell.text) for cell in cells), strict=True))
    return tuple(
        Column(column.kind, column.label + said.get(place, ""), column.first_leads)
        for place, column in enumerate(columns)
    )


def _spanning(columns: Sequence[Column], lower: Sequence[Column]) -> int | None:
    wanted = UNITS if lower[0].kind in UNITS else {lower[0].kind}
    places = [place for place, column in enumerate(columns) if column.kind in wanted]
    return places[-1] if places else None


def _column_head(lines: Sequence[Line], index: int, spaced: bool = False) -> Head | None:
    first = classify(lines[index].text.strip("| "))
    if first is None or first.kind not in {"no", "category", "name", "task", "attr"}:
        return None
    columns, bars, after = _label_lines(lines, index, spaced)
    columns = _without_spanning(columns)
    use = purpose(columns)
    if use is None or len(columns) < 2 or after >= len(lines):
        return None
    form = (
        "every"
        if all(bars)
        else "last"
        if bars[-1] and not any(bars[:-1])
        else "none"
        if not any(bars)
        else None
    )
    if form is None or (form == "none" and first.kind != "no" and len(columns) < 3 and use != "tasks"):
        return None
    return Head(settled(columns, use), use, after, form, "|", spaced=spaced)


def cell_at(lines: Sequence[Line], index: int, spaced: bool) -> tuple[Cell, int]:
    """The cell that begins with a line, and how many lines it takes: to the next blank line where those part the cells."""
    taken = 1
    while (
        spaced and taken < MOST_LINES and index + taken < len(lines) and not lines[index + taken].after_blank
    ):
        taken += 1
    return join_all([without_bar(line) for line in lines[index : index + taken]]), taken


def _label_lines(lines: Sequence[Line], index: int, spaced: bool) -> tuple[list[Column], list[bool], int]:
    columns: list[Column] = []
    bars: list[bool] = []
    while index < len(lines) and len(columns) < 12:
        cell, taken = cell_at(lines, index, spaced)
        column = classify(cell.text)
        if column is None:
            following = (
                classify(cell_at(lines, index + taken, spaced)[0].text)
                if index + taken < len(lines)
                else None
            )
            if following is None or not _odd_label(cell.text) or following.kind == "no":
                break
            column = Column("remark", squeezed(cell.text))
        if column.kind == "no" and any(other.kind == "no" for other in columns):
            break
        columns.append(column)
        bars.append(lines[index].text.endswith("|"))
        index += taken
        if bars[-1] and len(bars) > 1 and not bars[0]:
            break
    return columns, bars, index


def _without_spanning(columns: list[Column]) -> list[Column]:
    """A cell-a-line head prints the spanning head and then those under it, last."""
    kinds = [column.kind for column in columns]
    if "resp" in kinds and {"lead", "support"} <= set(kinds) and kinds.index("resp") < kinds.index("lead"):
        del columns[kinds.index("resp")]
        return columns
    dated = [
        place
        for place, column in enumerate(columns)
        if column.kind == "value" and re.search(r"20\d\d", column.label)
    ]
    plain = [place for place, column in enumerate(columns) if column.kind == "value" and place not in dated]
    if (
        len(plain) == 1
        and len(dated) > 1
        and plain[0] < dated[0]
        and dated[-1] == len(columns) - 1
        and dated[0] - plain[0] > 1
    ):
        moved = [columns[place] for place in dated]
        rest = [column for place, column in enumerate(columns) if place not in dated]
        return [*rest[: plain[0]], *moved, *rest[plain[0] + 1 :]]
    return columns


def _glued_head(lines: Sequence[Line], index: int) -> Head | None:
    """Heads and rows run together: 序号工作任务责任单位1…"""
    text = lines[index].text
    if not text.startswith(("序号", "编号")):
        return None
    first = re.search(r"\d", text[:LONGEST_GLUED_HEAD])
    columns = _spelled(squeezed(text[: first.start()] if first else text))
    if (
        columns is None
        or [column.kind for column in columns][:2] != ["no", "task"]
        or not {column.kind for column in columns[2:]} <= UNITS
    ):
        return None
    after, offset = (index, first.start()) if first else (index + 1, 0)
    if after >= len(lines) or not re.match(r"\d{1,3}(?!\d)\S", lines[after].text[offset:]):
        return None
    return Head(columns, "tasks", after, "glued", "", offset=offset)


def _headless(lines: Sequence[Line], index: int) -> Head | None:
    """Rows of number, task and units whose head was lost: three rows that count on, the units alike in place."""
    if "|" not in lines[index].text or index + 2 >= len(lines):
        return None
    bordered = lines[index].text.startswith("|")
    rows = [split_cells(line, "|", bordered) for line in lines[index : index + 3]]
    count = len(rows[0])
    numbers = [number_of(row[0].text) for row in rows]
    if not 3 <= count <= 6 or any(len(row) != count for row in rows) or numbers[0] is None:
        return None
    if numbers != list(range(numbers[0], numbers[0] + 3)) or any(
        looks_like_units(row[1].text) for row in rows
    ):
        return None
    units = [place for place in range(2, count) if all(looks_like_units(row[place].text) for row in rows)]
    if not units:
        return None
    kinds = ["no", "task", *("resp" if place in units else "remark" for place in range(2, count))]
    return Head(tuple(Column(kind, "") for kind in kinds), "tasks", index, "row", "|", bordered)
