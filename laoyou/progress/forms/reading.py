"""A return form as it comes back: whose it is, what was typed, and which fixed cells somebody changed."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core import signing
from python_calamine import CalamineError, CalamineWorkbook

from laoyou.lib.workbooks import open_workbook
from laoyou.progress.forms import layout
from laoyou.progress.forms.layout import Column, Issued
from laoyou.progress.rules.returns import FIGURE_FIELDS

MOST_FILES = 200
MOST_BYTES = 5 << 20
MOST_UNPACKED = 50 << 20


class FormFault(ValueError):
    """`reason`: lock, xls, damaged, no_form, altered_mark, large, many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Altered:
    """A cell that is not to be typed in, and says something else than when the form went out."""

    sheet: str
    cell: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Form:
    """`content` as rules.returns has it; `unclear` (cell, words) where 是 or 否 was asked."""

    issued: Issued
    content: dict[str, Any]
    altered: tuple[Altered, ...]
    unclear: tuple[tuple[str, str], ...]


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files themselves, or those in an archive of forms. FormFault for an archive that is none or too large."""
    if PurePath(name).suffix.lower() != ".zip":
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [
                each for each in archive.infolist() if not each.is_dir() and not _foreign(each.filename)
            ]
            if len(inside) > MOST_FILES:
                raise FormFault("many")
            if sum(each.file_size for each in inside) > MOST_UNPACKED:
                raise FormFault("large")
            for each in inside:
                yield _member_name(each), archive.read(each)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zipfile.LargeZipFile) as fault:
        raise FormFault("damaged") from fault


def read_form(name: str, data: bytes) -> Form:
    plain = PurePath(name.replace("\\", "/")).name
    if plain.startswith(("~$", ".~")):
        raise FormFault("lock")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormFault("xls")
    if len(data) > MOST_BYTES:
        raise FormFault("large")
    if not data.startswith(b"PK\x03\x04"):
        raise FormFault("no_form")
    try:
        _check_size(data)
        book = open_workbook(data)
        grids = {each: _grid(book, each) for each in book.sheet_names}
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as fault:
        if isinstance(fault, FormFault):
            raise
        raise FormFault("damaged") from fault
    return _form(grids)


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
            raise FormFault("large")


def _form(grids: dict[str, list[list[str]]]) -> Form:
    if layout.MARK not in grids:
        raise FormFault("no_form")
    token = "".join(row[0] for row in grids[layout.MARK] if row)
    try:
        issued = layout.opened(token)
    except (signing.BadSignature, TypeError, KeyError, ValueError) as fault:
        raise FormFault("altered_mark") from fault
    altered = [*_name(grids.get(layout.ABOUT, []), issued)]
    tasks, changed = _typed(grids, layout.TASKS, layout.TASK_COLUMNS, [row[1:] for row in issued.tasks])
    figures, more = _typed(grids, layout.FIGURES, layout.FIGURE_COLUMNS, [row[1:] for row in issued.figures])
    asked = [(str(no), question) for no, question in enumerate(issued.questions, start=1)]
    answers, rest = _typed(grids, layout.QUESTIONS, layout.QUESTION_COLUMNS, asked)
    content, unclear = _content(issued, tasks, figures, answers)
    return Form(issued, content, (*altered, *changed, *more, *rest), unclear)


def _content(
    issued: Issued,
    tasks: Sequence[dict[str, str]],
    figures: Sequence[dict[str, str]],
    answers: Sequence[dict[str, str]],
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    unclear = [
        (layout.cell(layout.FIRST + at, 5), each["claims"])
        for at, each in enumerate(tasks)
        if layout.said_yes(each["claims"]) is None
    ]
    content = {
        "tasks": [
            {"task_id": row[0], **each, "claims": bool(layout.said_yes(each["claims"]))}
            for row, each in zip(issued.tasks, tasks, strict=True)
        ],
        "figures": [
            {"target_id": row[0], **{name: each[name] for name in FIGURE_FIELDS}}
            for row, each in zip(issued.figures, figures, strict=True)
        ],
        "answers": [each["text"] for each in answers],
    }
    return content, tuple(unclear)


def _typed(
    grids: dict[str, list[list[str]]],
    name: str,
    columns: Sequence[Column],
    fixed: Sequence[Sequence[str]],
) -> tuple[list[dict[str, str]], list[Altered]]:
    """Row by row what was typed; and the cells around it that are not as they were."""
    grid = grids.get(name, [])
    typed, altered = [], []
    for at, words in enumerate(fixed):
        row = layout.FIRST + at
        said = [_at(grid, row, column) for column in range(len(columns))]
        locked = [column for column, each in enumerate(columns) if not each.field]
        altered += [
            Altered(name, layout.cell(row, column), was, said[column])
            for column, was in zip(locked, words, strict=True)
            if said[column] != was
        ]
        typed.append({each.field: said[column] for column, each in enumerate(columns) if each.field})
    beyond = [row for row in grid[layout.FIRST + len(fixed) :] if any(cell.strip() for cell in row)]
    if beyond:
        first = layout.FIRST + len(fixed)
        altered.append(Altered(name, layout.cell(first, 0), "", " ".join(filter(None, beyond[0]))[:80]))
    return typed, altered


def _name(grid: list[list[str]], issued: Issued) -> Iterator[Altered]:
    row, column = layout.NAME_CELL
    said = _at(grid, row, column)
    if said != issued.name:
        yield Altered(layout.ABOUT, layout.cell(row, column), issued.name, said)


def _at(grid: list[list[str]], row: int, column: int) -> str:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""


def _grid(book: CalamineWorkbook, name: str) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(value: Any) -> str:
    """A cell as it was typed: 12 for 12.0, a day as 2025-12-31."""
    if isinstance(value, bool):
        return layout.YES if value else layout.NO
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _foreign(name: str) -> bool:
    """What a Mac puts into an archive beside the files."""
    return name.startswith("__MACOSX/") or PurePath(name).name in {".DS_Store", "Thumbs.db"}


def _member_name(member: zipfile.ZipInfo) -> str:
    """Archives made on a Chinese Windows hold names in GB18030, without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
