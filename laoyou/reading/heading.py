"""What stands at the head and the foot of a document: title, issuer, number, date, and what it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cited import Cited, based_on
from .days import date_of
from .doc_number import doc_number, number_of
from .fields import Found, read_fields
from .lines import Line
from .signature import signature
from .titles import ORGAN, first_line, titles


@dataclass(frozen=True, slots=True)
class Heading:
    """`title` is the plan's own; `notice` that of the notice which issued it, when there is one beside it."""

    title: Found | None
    notice: Found | None
    issuer: Found | None
    doc_number: Found | None
    date: Found | None
    based_on: tuple[Cited, ...]
    named: tuple[str, ...]


def read_heading(lines: Sequence[Line], first_clause: int, body_end: int) -> Heading:
    """`lines` are the prose lines; `first_clause` is where the outline begins, `body_end` where the first annex does."""
    body = [line for line in lines if line.start < body_end]
    front = [line for line in body if line.start < first_clause]
    fields = read_fields(front[:40])
    named = list(titles(front[:60])) or list(first_line(lines[:1]))
    notice = next((title for title in named if re.search(r"(?:印发|转发).*通知$", title.value)), None)
    plan = next((title for title in named if title is not notice and not title.value.endswith("通知")), None)
    title = plan or notice or (named[0] if named else None) or fields.get("标题") or fields.get("名称")
    signed, dated = signature(body)
    issuer = fields.get("发文机关") or signed or _issuer_of(notice or title) or _publisher(fields)
    date = dated or _field_date(fields)
    number = next(
        (
            number_of(fields[name])
            for name in ("文号", "发文字号", "文件编号", "文件字号", "发文号")
            if name in fields and number_of(fields[name])
        ),
        None,
    )
    return Heading(
        title,
        notice if notice is not title else None,
        issuer,
        number or doc_number(front[:40]),
        date,
        tuple(based_on(front, title, notice)),
        tuple(found.value for found in (issuer, notice, title) if found),
    )


def _issuer_of(title: Found | None) -> Found | None:
    if title is None:
        return None
    found = re.match(
        r"(.{3,120}?(?:人民政府|办公室|办公厅|委员会|局|厅|委|部|政府|等\S{1,6}部门))(?=\s?(?:关于|印发|转发))",
        title.value,
    )
    return Found(" ".join(found[1].split()), title.start, title.end) if found else None


def _publisher(fields: dict[str, Found]) -> Found | None:
    """The body that a site says published the document; a web site is none."""
    found = fields.get("发布机构")
    return found if found and ORGAN.fullmatch(found.value) else None


def _field_date(fields: dict[str, Found]) -> Found | None:
    for name in ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期"):
        if name in fields and (day := date_of(fields[name].value)):
            return Found(day, fields[name].start, fields[name].end)
    return None
