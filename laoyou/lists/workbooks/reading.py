"""A workbook as rows of raw cells under the keys of the declared fields. What is wrong is said with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError

from laoyou.lib.workbooks import open_workbook
from laoyou.lists.rules.declared import Declaration, Field
from laoyou.lists.workbooks import both, sheet_names

MOST_ROWS = 5000
_HEAD_WITHIN = 10  # rows from the top, so that a title may stand above the header


@dataclass(frozen=True, slots=True)
class Problem:
    """Where it is, what it is, and what to do."""

    sheet: str
    row: int
    column: str
    what: str
    do: str


@dataclass(slots=True)
class Row:
    """`raw` holds only columns that the sheet has; `lines` the rows of its table fields, where their sheets are."""

    line: int
    number: int | None
    title: str
    raw: dict[str, Any]
    state: str = ""
    lines: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    sheet: str
    rows: list[Row]
    problems: list[Problem]
    ignored: list[str]
    columns: dict[str, str]  # key of field → header as it stands in the sheet


class Unreadable(ValueError):
    """The file is no workbook of this list; the message says why and what to do."""


def read(content: bytes, declared: Declaration) -> Book:
    try:
        book = open_workbook(content)
        names = book.sheet_names
        name = next((one for one in names if one in sheet_names(declared.label)), names[0])
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise Unreadable(_("打不开这个 Excel 文件。请用 Excel 或 WPS 打开后另存为 .xlsx 再传。")) from error
    head = _head(cells, declared.title)
    if head is None:
        said = {"sheet": name, "head": declared.title.head}
        raise Unreadable(
            _("工作表“%(sheet)s”的前几行没有“%(head)s”这一列。请用本清单导出的表格填写。") % said
        )
    found = _main(name, cells, head, declared)
    for table in declared.tables:
        sheet = next((one for one in names if one in sheet_names(table.label) and one != name), None)
        if sheet is not None:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            _lines(found, sheet, rows, declared, table)
    return found


def _head(cells: Sequence[Sequence[Any]], field: Field) -> int | None:
    for number, row in enumerate(cells[:_HEAD_WITHIN]):
        if any(_word(cell) in field.names for cell in row):
            return number
    return None


def _word(cell: Any) -> str:
    return " ".join(str(cell).replace("(", "（").replace(")", "）").split()).replace(" （", "（")


def _named(names: frozenset[str], cell: Any) -> bool:
    return _word(cell) in {_word(name) for name in names}


def _columns(heads: Sequence[Any], fields: Sequence[Field]) -> tuple[dict[int, str], list[str]]:
    """Place → key of field, or number and state by a star; and the headers that mean nothing."""
    known = {"*number": both("number"), "*state": both("state")} | {each.key: each.names for each in fields}
    places: dict[int, str] = {}
    ignored = []
    for place, cell in enumerate(heads):
        key = next((key for key, names in known.items() if _named(names, cell)), None)
        if key is not None and key not in places.values():
            places[place] = key
        elif str(cell).strip():
            ignored.append(str(cell).strip()[:40])
    return places, ignored


def _main(name: str, cells: Sequence[Sequence[Any]], head: int, declared: Declaration) -> Book:
    places, ignored = _columns(cells[head], declared.plain)
    columns = {key: str(cells[head][place]) for place, key in places.items()}
    found = Book(name, [], [], ignored, columns)
    for line, row in enumerate(cells[head + 1 :], start=head + 2):
        given = {places[place]: cell for place, cell in enumerate(row) if place in places}
        if not any(str(cell).strip() for key, cell in given.items() if key != "*state"):
            continue
        if len(found.rows) >= MOST_ROWS:
            said = {"most": MOST_ROWS}
            what = _("一次最多读 %(most)d 行。") % said
            found.problems.append(Problem(name, line, "", what, _("请分成几个文件。")))
            break
        number = _number(found, name, line, given.pop("*number", ""))
        state = str(given.pop("*state", "")).strip()
        found.rows.append(Row(line, number, str(given.get(declared.title.key, "")).strip(), given, state))
    _twice(found)
    return found


def _number(found: Book, sheet: str, line: int, cell: Any) -> int | None:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and 0 < int(text[:10]) < 10**9:
        return int(text[:10])
    what = _("编号“%(text)s”不是数。") % {"text": text[:20]}
    found.problems.append(Problem(sheet, line, _("编号"), what, _("请照导出的编号填，新增的行把编号留空。")))
    return None


def _twice(found: Book) -> None:
    first: dict[int, int] = {}
    for row in found.rows:
        if row.number is not None and first.setdefault(row.number, row.line) != row.line:
            what = _("编号 %(number)d 在第 %(line)d 行已经有了。") % {
                "number": row.number,
                "line": first[row.number],
            }
            found.problems.append(
                Problem(found.sheet, row.line, _("编号"), what, _("请只留一行；新增的行把编号留空。"))
            )


def _lines(
    found: Book, sheet: str, cells: Sequence[Sequence[Any]], declared: Declaration, table: Field
) -> None:
    """Each line goes to the item of its number, else to the one row of its title."""
    head = next((n for n, row in enumerate(cells[:_HEAD_WITHIN]) if _of_table(row, table.columns[0])), None)
    if head is None:
        return
    places, _ignored = _columns(cells[head], [declared.title, *table.columns])
    own = {column.key for column in table.columns}
    # A column may have the key of the title: then the title is the first place of the two, as it is written.
    titles = next((p for p, cell in enumerate(cells[head]) if _named(declared.title.names, cell)), None)
    by_number = {row.number: row for row in found.rows if row.number is not None}
    by_title = _unique_titles(found.rows)
    for row in found.rows:
        row.lines[table.key] = []
    for line, cell_row in enumerate(cells[head + 1 :], start=head + 2):
        given = {places[p]: cell for p, cell in enumerate(cell_row) if p in places and p != titles}
        if not any(str(cell).strip() for key, cell in given.items() if key in own):
            continue
        number = _number(found, sheet, line, given.get("*number", ""))
        title = str(cell_row[titles]).strip() if titles is not None and titles < len(cell_row) else ""
        target = by_number.get(number) if number is not None else by_title.get(title)
        if target is None:
            what = _("这一行不知道属于哪一条。")
            do = _("请填写主表里有的编号；新增的条目填它的名称。")
            found.problems.append(Problem(sheet, line, _("编号"), what, do))
        else:
            target.lines[table.key].append({key: cell for key, cell in given.items() if key in own})


def _of_table(row: Sequence[Any], column: Field) -> bool:
    return any(_named(column.names, cell) for cell in row)


def _unique_titles(rows: Sequence[Row]) -> Mapping[str, Row]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.title, []).append(row)
    return {title: each[0] for title, each in found.items() if len(each) == 1}
