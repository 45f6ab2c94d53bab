"""What a document itself lacks or contradicts, said so that an office can mend it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from .annexes import Annex
from .indicators import Indicator
from .lines import Line
from .model import Clause, Task

_TABLE_TITLE = re.compile(
    r"[^。,;:|]{2,40}(?:指标|分工|任务|项目|清单|明细|情况|一览|目标)(?:\S{0,6})表(?:\([^)]*\))?"
)
_GROUPS = re.compile(
    r"(?:下设|设立?|设置)[^。;\n]{0,40}?([两二三四五六七八九\d])个(?:专项|专门)?(工作组|专项组|专班|小组)"
)
_HAN = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"两": 2}
_PER_THOUSAND = re.compile(
    r"托位数?(?:为|达到?|约)?(\d{2,7})个[^。]{0,12}每千[名个]?(?:[^\d。,]{0,8})托位数?(?:为|达到?|约)?(\d+(?:\.\d+)?)个"
)
_INFANTS = re.compile(
    r"(?:3岁以下)?(?:婴幼儿|幼儿)[^。,\d]{0,6}?(?:总数|人口)?(?:为|达到?|约|共)?(\d{4,8})人|总数(\d{4,8})人"
)
_OFF = 5.0


def find_defects(
    shadow: str,
    prose: Sequence[Line],
    clauses: Sequence[Clause],
    annexes: Sequence[Annex],
    tasks: Sequence[Task],
    indicators: Sequence[Indicator],
    tables: Sequence[tuple[int, int]],
) -> list[dict[str, Any]]:
    """Each with `kind`, `start`, `end` and `words` that say what is wrong and what may be done."""
    found = [
        *_absent_tables(prose, tables),
        *_absent_annexes(annexes),
        *_absent_body(shadow, clauses, annexes),
        *_task_numbers(tasks),
        *_indicator_numbers(indicators),
        *_clause_numbers(clauses),
        *_groups(shadow),
        *_shares(shadow),
    ]
    return sorted(found, key=lambda item: int(item["start"]))


def find_losses(original: str, losses: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Signs that a conversion destroyed, a defect for each line; offsets are into the original text."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    counted, line = 0, 0
    for start, end in losses:
        line, counted = line + original.count("\n", counted, start), start
        by_line.setdefault(line, []).append((start, end))
    for spans in by_line.values():
        start, end = spans[0][0], spans[-1][1]
        yield _defect(
            "characters_lost", start, end, f"转换中丢失的字{len(spans)}处。请对照原件核对此句,再据以采用。"
        )


def _defect(kind: str, start: int, end: int, words: str) -> dict[str, Any]:
    return {"kind": kind, "start": start, "end": end, "words": words}


def _absent_tables(prose: Sequence[Line], tables: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """A table's title with prose below it: the table was a picture, or was lost."""
    for place, line in enumerate(prose):
        if not _TABLE_TITLE.fullmatch(line.text) or re.match(r"附件?\s*[:\d]|\d+[.、]", line.text):
            continue
        following = prose[place + 1].start if place + 1 < len(prose) else None
        followed = any(line.end <= start and (following is None or start < following) for start, _ in tables)
        stacked = following is not None and _TABLE_TITLE.fullmatch(prose[place + 1].text) and not followed
        if stacked or not (followed or _near_table(line, prose[place + 1 : place + 4], tables)):
            yield _defect(
                "table_absent",
                line.start,
                line.end,
                f"“{line.text}”只有表题,没有表格,可能原为图片。请向制发单位索取表格后补录。",
            )


def _near_table(line: Line, after: Sequence[Line], tables: Sequence[tuple[int, int]]) -> bool:
    """A unit of measure or a note may stand between a title and its table."""
    limit = next(
        (other.start for other in after if len(other.text) > 40 or _TABLE_TITLE.fullmatch(other.text)), None
    )
    return any(line.end <= start and (limit is None or start < limit) for start, _ in tables)


def _absent_annexes(annexes: Sequence[Annex]) -> Iterator[dict[str, Any]]:
    for annex in annexes:
        if annex.body is None:
            name = f"{annex.number}“{annex.title}”" if annex.title else annex.number
            yield _defect(
                "annex_absent", annex.start, annex.end, f"{name}列入附件目录,但文中没有。请索取该附件。"
            )


def _absent_body(
    shadow: str, clauses: Sequence[Clause], annexes: Sequence[Annex]
) -> Iterator[dict[str, Any]]:
    first = min((annex.body[0] for annex in annexes if annex.body), default=None)
    if first is None:
        return
    before = shadow[:first].strip()
    body = [clause for clause in clauses if clause.start < first]
    if not body and len(before) < 200:
        yield _defect(
            "body_absent",
            0,
            min(first, len(shadow)),
            "只有附件,没有正文。请补充正文,才能读出依据、目标和报告要求。",
        )
    elif body and body[0].number not in {"一", "(一)", "1", "第一章", "第一条", "(1)"}:
        yield _defect(
            "body_truncated",
            body[0].start,
            body[0].body_start,
            f"正文从“{body[0].number}”开始,前面的部分缺失。请补充全文。",
        )


def _task_numbers(tasks: Sequence[Task]) -> Iterator[dict[str, Any]]:
    yield from _jumps([(task.no, task.start, task.end) for task in tasks], "任务", "task_number")


def _indicator_numbers(indicators: Sequence[Indicator]) -> Iterator[dict[str, Any]]:
    yield from _jumps([(item.no, item.start, item.end) for item in indicators], "指标", "indicator_number")


def _jumps(numbers: Sequence[tuple[int, int, int]], what: str, kind: str) -> Iterator[dict[str, Any]]:
    for (before, _, _), (number, start, end) in pairwise(numbers):
        if number == before:
            yield _defect(kind, start, end, f"{what}序号{number}重复。请核对原表。")
        elif number != before + 1 and number != 1:
            yield _defect(kind, start, end, f"{what}序号从{before}跳到{number}。请核对是否缺行。")


def _clause_numbers(clauses: Sequence[Clause]) -> Iterator[dict[str, Any]]:
    seen: dict[str, Clause] = {}
    for clause in clauses:
        if clause.path in seen:
            yield _defect(
                "clause_number",
                clause.start,
                clause.body_start,
                f"条款编号“{clause.path}”出现两次。请核对原文。",
            )
        seen.setdefault(clause.path, clause)


def _groups(shadow: str) -> Iterator[dict[str, Any]]:
    """The number of working groups said in one place and in another."""
    stated = [(_HAN.get(found[1]) or int(found[1]), found) for found in _GROUPS.finditer(shadow)]
    if len({count for count, _ in stated}) > 1:
        for count, found in stated[1:]:
            if count != stated[0][0]:
                words = f"前文设{stated[0][0]}个{stated[0][1][2]},此处设{count}个。请向制发单位核实。"
                yield _defect("contradiction", found.start(), found.end(), words)


def _shares(shadow: str) -> Iterator[dict[str, Any]]:
    """Nursery places and their number per thousand children cannot both hold for the children that the text counts."""
    infants = [int(found[1] or found[2]) for found in _INFANTS.finditer(shadow)]
    if not infants:
        return
    for found in _PER_THOUSAND.finditer(shadow):
        implied = int(found[1]) / float(found[2]) * 1000 if float(found[2]) else 0
        nearest = min(infants, key=lambda count: abs(count - implied))
        if implied > nearest * _OFF or implied * _OFF < nearest:
            words = f"托位{found[1]}个、每千人{found[2]}个,意味着婴幼儿约{implied:.0f}人,而文中为{nearest}人。请核实口径。"
            yield _defect("contradiction", found.start(), found.end(), words)
