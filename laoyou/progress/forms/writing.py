"""A unit's return as a workbook to fill in: only the cells to type in are unlocked."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter
from django.utils import timezone

from laoyou.indicators.models import Observation
from laoyou.progress.forms import layout
from laoyou.progress.forms.layout import Column, Issued
from laoyou.progress.queries.returns import FigureLine, Sheet, TaskLine

Formats = dict[str, Any]
_NUMBERS = ("numerator", "denominator", "value")


def write_form(page: Sheet) -> bytes:
    """Reads nothing from the database, so that a stream of sixty forms needs no transaction."""
    issued = issue(page)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    formats = _formats(book)
    _about(book, formats, page, issued)
    tasks = [(*row[1:], *_typed_task(line)) for row, line in zip(issued.tasks, page.tasks, strict=True)]
    _table(book, formats, layout.TASKS, page, layout.TASK_COLUMNS, tasks)
    figures = [
        (*row[1:], *(line.typed[c.field] for c in layout.FIGURE_COLUMNS if c.field))
        for row, line in zip(issued.figures, page.figures, strict=True)
    ]
    _table(book, formats, layout.FIGURES, page, layout.FIGURE_COLUMNS, figures)
    answers = [(str(no), line.question, line.typed) for no, line in enumerate(page.answers, start=1)]
    _table(book, formats, layout.QUESTIONS, page, layout.QUESTION_COLUMNS, answers)
    _mark(book, issued.token())
    book.close()
    return stream.getvalue()


def issue(page: Sheet) -> Issued:
    """What this form says and for whom."""
    return Issued(
        cycle=page.cycle.pk,
        unit=page.department.pk,
        plan=page.cycle.plan_id,
        name=page.department.name,
        title=page.cycle.title,
        at=timezone.now().isoformat(timespec="seconds"),
        tasks=tuple(map(_task_row, page.tasks)),
        figures=tuple(map(_figure_row, page.figures)),
        questions=tuple(line.question for line in page.answers),
        base=page.content,
    )


def form_name(page: Sheet) -> str:
    name = f"{page.department.name}-{page.cycle.period}-填报表.xlsx"
    return "".join(sign for sign in name if sign not in '\\/:*?"<>|')


def zipped(pages: Iterable[Sheet]) -> Iterator[bytes]:
    """All forms of a cycle in one archive, piece by piece as they are made."""
    import zipfile

    sink = _Sink()
    names: set[str] = set()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for page in pages:
            name = form_name(page)
            name = name if name not in names else f"{page.department.pk}-{name}"
            names.add(name)
            archive.writestr(name, write_form(page))
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where an archive is written that nobody can seek in."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        parts, self._parts = b"".join(self._parts), []
        return parts


def _task_row(line: TaskLine) -> tuple[int, str, str, str, str]:
    task = line.task
    last = f"{line.last.on.isoformat()}：{line.last.text}" if line.last else ""
    words = (str(task.number or task.no), task.text, layout.ROLE_WORDS[line.role], last)
    no, text, role, before = map(layout.shown, words)
    return (task.pk, no, text, role, before)


def _figure_row(line: FigureLine) -> tuple[int, str, str, str]:
    target = line.target
    return (target.pk, layout.shown(target.name), target.unit, last_words(line.last))


def last_words(last: Observation | None) -> str:
    """2025H1：4293 / 954090."""
    if last is None:
        return ""
    if last.numerator is not None and last.denominator is not None:
        return f"{last.period}：{last.numerator.normalize():f} / {last.denominator.normalize():f}"
    return f"{last.period}：{last.value.normalize():f}{last.unit}" if last.value is not None else ""


def _typed_task(line: TaskLine) -> tuple[str, str, str]:
    claims = layout.YES if line.typed["claims"] else layout.NO if line.typed["text"] else ""
    return (line.typed["text"], claims, line.typed["figures"])


def _formats(book: Any) -> Formats:
    base = {"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "top", "border": 1}
    return {
        "title": book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"}),
        "under": book.add_format({"font_name": "宋体", "font_size": 10.5}),
        "words": book.add_format({"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"}),
        "strong": book.add_format({"font_name": "宋体", "font_size": 11, "bold": True, "valign": "top"}),
        "head": book.add_format({**base, "bold": True, "bg_color": "#E6F2EF", "valign": "vcenter"}),
        "fixed": book.add_format({**base, "bg_color": "#F2F2F2"}),
        # As text, so that a leading =, a long number or a date stays what was typed.
        "input": book.add_format({**base, "locked": False, "num_format": "@", "bg_color": "#FFFFFF"}),
    }


def _about(book: Any, formats: Formats, page: Sheet, issued: Issued) -> None:
    sheet = book.add_worksheet(layout.ABOUT)
    sheet.merge_range(0, 0, 0, 1, page.cycle.title, formats["title"])
    due, office = page.cycle.due, page.cycle.division.name
    lines = [
        ("填报单位", issued.name),
        ("截止日期", f"{due.year}年{due.month}月{due.day}日"),
        ("报给", f"{office}方案办公室（方案：{page.cycle.plan.title}）"),
        ("怎么填", "只能填白色的格子，灰色的格子不要改。填好后保存为 .xlsx，原样发回，不要另存为别的格式。"),
        (
            "任务",
            "写本期做了什么、做到哪一步。全部做完的，在“已全部完成”选“是”。数据写成：培训 120 人次；开班 4 期。",
        ),
        ("指标", "有分子、分母的填分子和分母，没有的填数值，不要都填。截止日写成 2025-12-31 这样。"),
        ("签字盖章", "打印后由审核人、签发人签字并加盖单位公章，扫描件随本表一起发回。"),
    ]
    for at, (label, words) in enumerate(lines, start=layout.NAME_CELL[0]):
        sheet.write_string(at, 0, label, formats["strong"])
        sheet.write_string(at, 1, words, formats["words"])
    for at, label in enumerate(
        ("经办人：", "审核人：", "签发人：", "单位（盖章）：", "日期："), start=len(lines) + 4
    ):
        sheet.write_string(at, 1, label, formats["words"])
        sheet.set_row(at, 30)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    _paper(sheet, page)


def _table(
    book: Any,
    formats: Formats,
    name: str,
    page: Sheet,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
) -> None:
    sheet = book.add_worksheet(name)
    last = len(columns) - 1
    sheet.merge_range(0, 0, 0, last, f"{page.cycle.title}：{name}", formats["title"])
    empty = "" if rows else "　　本单位没有要填的内容"
    sheet.write_string(1, 0, f"填报单位：{page.department.name}{empty}", formats["under"])
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(layout.HEAD, at, column.head, formats["head"])
    for no, row in enumerate(rows, start=layout.FIRST):
        for at, (column, words) in enumerate(zip(columns, row, strict=True)):
            kind = formats["input" if column.field else "fixed"]
            if words:
                sheet.write_string(no, at, words, kind)
            else:
                sheet.write_blank(no, at, None, kind)
    if rows:
        _validate(sheet, columns, len(rows))
    sheet.freeze_panes(layout.FIRST, 2)
    sheet.repeat_rows(layout.HEAD)
    sheet.ignore_errors({"number_stored_as_text": f"A1:J{len(rows) + layout.FIRST}"})
    _paper(sheet, page)


def _validate(sheet: Any, columns: Sequence[Column], count: int) -> None:
    last = layout.FIRST + count - 1
    for at, column in enumerate(columns):
        if column.field == "claims":
            rule = {
                "validate": "list",
                "source": [layout.YES, layout.NO],
                "error_message": "请选“是”或“否”。",
            }
            sheet.data_validation(layout.FIRST, at, last, at, rule)
        elif column.field in _NUMBERS:
            here = layout.cell(layout.FIRST, at)
            rule = {
                "validate": "custom",
                "value": f'=IFERROR(VALUE(SUBSTITUTE({here},",",""))>=0,FALSE)',
                "error_type": "warning",
                "error_title": "不像是数",
                "error_message": "这里只填数字，单位和说明写在“说明”一栏。",
            }
            sheet.data_validation(layout.FIRST, at, last, at, rule)


def _paper(sheet: Any, page: Sheet) -> None:
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{page.department.name.replace('&', '&&')}&R第 &P 页，共 &N 页")


def _mark(book: Any, token: str) -> None:
    sheet = book.add_worksheet(layout.MARK)
    for at in range(0, len(token), layout.CHUNK):
        sheet.write_string(at // layout.CHUNK, 0, token[at : at + layout.CHUNK])
    sheet.protect()
    sheet.very_hidden()
