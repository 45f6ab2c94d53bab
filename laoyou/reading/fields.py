"""The entries of the page header that government sites print above a document: 文号, 成文日期 and the like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line, squeezed

_LABEL = (
    r"索\s*引\s*号|文\s*号|发文字号|文件编号|文件字号|发\s*文\s*号|成文日期|成文时间|发文日期|发文机关|发文单位|发文机构|发布机构|发布单位|制发机关|制定机关"
    r"|标\s*题|名\s*称|主\s*题\s*词|主题分类|发布日期|发布时间|发文时间|公开目录|公开方式|有\s*效\s*性|统一编号|来源|信息来源|体裁分类|组配分类|生成日期"
    r"|关\s*键\s*词|内容概述|信息名称|责任部门|时\s*效"
)
_FIELD = re.compile(
    rf"({_LABEL})\s*:\s*|(?:(?<=\s)|(?<![\s\S]))(文\s*号|发文字号|成文日期|发文日期)\s+(?=\S)|(?<![\s\S])(发文机关|发文字号|发文日期)(?=[^\s:])"
)
_SAME = {
    "发文单位": "发文机关",
    "制定机关": "发文机关",
    "制发机关": "发文机关",
    "发布单位": "发布机构",
    "发文机构": "发布机构",
}
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the heading and where it stands."""

    value: str
    start: int
    end: int


def has_field(text: str) -> bool:
    return _FIELD.search(text) is not None


def read_fields(lines: Sequence[Line]) -> dict[str, Found]:
    """Entries by their label; a label at the end of its line names the line below."""
    fields: dict[str, Found] = {}
    for place, line in enumerate(lines):
        marks = list(_FIELD.finditer(line.text)) if len(line.text) < LONGEST_LINE else []
        for mark, following in zip(marks, [*marks[1:], None], strict=False):
            value = line.text[mark.end() : following.start() if following else None].strip()
            start = line.start + mark.end()
            below = lines[place + 1] if place + 1 < len(lines) else None
            if not value and following is None and below and not has_field(below.text):
                value, start = below.text, below.start
            if value:
                label = squeezed(mark[1] or mark[2] or mark[3])
                fields.setdefault(_SAME.get(label, label), Found(value, start, start + len(value)))
    return fields
