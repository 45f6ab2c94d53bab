"""Titles: which lines are one, and where the plan begins that a notice issues."""

import re
from collections.abc import Iterator, Sequence

from .cells import is_group
from .days import DATE
from .doc_number import NUMBER, is_number
from .fields import Found, has_field
from .lines import Line, squeezed

_KIND = r"(?:方案|意见|通知|规划|计划|办法|细则|措施|规定|决定|报告|纲要|要点|条例|行动|指南|规程|通报|公告|批复|制度|标准|政策|规则|清单|指引|提纲|函)"
_TITLE = re.compile(rf"[^。;|]*{_KIND}(?:\([^)]{{1,14}}\))*》?")
_LIST_TITLE = re.compile(
    r"[^。;|,\t]{2,}(?:表|分工|分解|清单|指标|任务|名单|职责|台账|一览)(?:\([^)]{1,14}\))*"
)
LONGEST_LIST_TITLE = 60
_NOT_TITLE = re.compile(
    r"^[^《:]{0,14}:|^(?:‘|图解|解读|相关|为|现|根据|附|第|\d(?!\d{3}年)|经|《[^》]*》(?:已|业)|各|抄送|索引|首页|当前|您|关键词)|已经|印发给|如下|:$|,"
)
_OPENS_TITLE = re.compile(r"[\u4e00-\u9fff]{2,9}?(?:省|市|县|区|州|盟|旗)[^级委]|关于")
_PAGE_HEADER = re.compile(r"^(?:Page|P\.|第)\s*\d+\s*页?\s*[-—]*\s*")
_VALIDITY = re.compile(r"\((?:现行)?有效\)$|\((?:已)?(?:失效|废止|修改)\)$")
_YEARS = re.compile(r"\(20\d\d年?[—\-–~至]+20\d\d年?\)")
ORGAN = re.compile(
    r"[^\d,。;:、]{2,40}(?:人民政府|办公室|办公厅|委员会|局|厅|委|部|院|会|办|中心|署|政府|领导小组|管委会|联社|公司|支行|总队|中共[^\d]{2,10}委)"
)
_BODY_FIRST = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:人民政府|办公室|办公厅|委员会|委|局|厅|部|会)(?:$|关于|印发)"
)
ISSUES = re.compile(r"(?:印发|转发)《?(.{4,60}?)》?的?通知$")


def plan_start(lines: Sequence[Line]) -> int:
    """Where the plan begins that a notice issues; 0 without a notice, or where the notice has nothing else before it."""
    for place, title in enumerate(titles(lines[:40])):
        issued = ISSUES.search(title.value)
        if issued and place < 3:
            name = issued[1]
            below = (line for line in lines if line.start > title.end and squeezed(line.text) == name)
            return next((line.start for line in below), 0)
    return 0


def is_title(text: str) -> bool:
    return _TITLE.fullmatch(text) is not None


def is_plan(text: str) -> bool:
    """The title of what is carried out, not of a table or list beside it."""
    return re.search(r"(?:方案|意见|规划|计划|办法|细则|措施|纲要|行动)(?:\([^)]*\))*$", text) is not None


def titles(lines: Sequence[Line]) -> Iterator[Found]:
    """Titles as they stand, each once; one that breaks off before its 通知 is left to the line that ends it."""
    seen: set[str] = set()
    for place, line in enumerate(lines):
        text = squeezed(line.text) if len(line.text) < 8 else line.text
        if len(text) > 120 or has_field(text) or not _TITLE.fullmatch(text) or _NOT_TITLE.search(text):
            continue
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if _breaks_off(text) and following.endswith("通知"):
            continue
        start = line.start
        above = place - 1
        while above >= 0 and place - above < 4 and _goes_before(lines[above].text, text):
            start, text = (
                lines[above].start,
                lines[above].text + " " * _organ_above(lines[above].text, text) + text,
            )
            above -= 1
        value = _dated(_tidy(text), lines[place + 1 : place + 2])
        if 5 < len(value) < 120 and value not in seen:
            seen.add(value)
            yield Found(value, start, line.end)


def first_line(lines: Sequence[Line]) -> Iterator[Found]:
    """The title of a table or list that is a document of its own."""
    for line in lines:
        if (
            len(line.text) < LONGEST_LIST_TITLE
            and _LIST_TITLE.fullmatch(line.text)
            and not _NOT_TITLE.search(line.text)
            and not is_group(line.text)
        ):
            yield Found(_tidy(line.text), line.start, line.end)


def _breaks_off(text: str) -> bool:
    return bool(re.search(r"关于(?:印发|转发)", text)) and not re.search(r"通知(?:\([^)]*\))?$", text)


def _dated(title: str, below: Sequence[Line]) -> str:
    """The title with the years printed on the line below it, without marks of validity and without 《》 around all of it."""
    title = _VALIDITY.sub("", re.sub(rf"^{NUMBER}(?=《)", "", title))
    if title.startswith("《") and title.endswith("》") and "《" not in title[1:]:
        title = title[1:-1].replace("〈", "《").replace("〉", "》")
    years = squeezed(below[0].text) if below else ""
    return title + years if _YEARS.fullmatch(years) else title


def _organ_above(above: str, text: str) -> bool:
    return bool(ORGAN.fullmatch(above) and ORGAN.match(text) and not text.startswith("关于"))


def _goes_before(above: str, text: str) -> bool:
    """Whether a short line is the first part of a title that was broken over lines."""
    if (
        len(above) > 50
        or has_field(above)
        or is_number(above)
        or DATE.search(above)
        or ":" in above
        or "。" in above
    ):
        return False
    if _breaks_off(above) and text.endswith("通知"):
        return True
    if _TITLE.fullmatch(above):
        return False
    if (
        _OPENS_TITLE.match(above)
        and not ORGAN.fullmatch(above)
        and not _OPENS_TITLE.match(text)
        and not re.search(r"[,;、》)]$|[\s|]", above)
    ):
        return True
    if above.endswith(
        ("关于", "关于印发", "印发", "关于转发", "促进", "的", "推进", "进一步", "加强", "关于促进")
    ):
        return True
    if text.startswith(("关于", "印发", "转发")):
        return ORGAN.fullmatch(above) is not None
    return (
        "关于" in above
        and not above.startswith("《")
        and len(text) < 30
        and not re.match(r"[\u4e00-\u9fff]{2,9}(?:省|市|县|区|州)", text)
    )


def _tidy(text: str) -> str:
    """A title without a page header and layout blanks, save those between issuing bodies."""
    whole, last = "", ""
    for part in _PAGE_HEADER.sub("", text).split():
        apart = last and ORGAN.fullmatch(last) and _BODY_FIRST.match(part)
        whole, last = whole + (" " if apart else "") + part, part
    return whole
