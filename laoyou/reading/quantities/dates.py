"""The year in which a document was written: which of its years lie behind it, and which before."""

import re
from collections.abc import Callable, Sequence

from ..numerals import parse_han
from .marks import Year

_DATE_LINE = re.compile(
    r"^[ ]{0,200}((?:19|20)\d\d|二〇[〇零一二三四五六七八九]{2}) ?年[ ]?[\d一二三四五六七八九十]{1,3}[ ]?月[ ]?[\d一二三四五六七八九十]{1,3}[ ]?日[ |]{0,200}$",
    re.M,
)
_SIGNED = re.compile(r"成文(?:日期|时间)[::| ]{0,8}((?:19|20)\d\d)")
_POSTED = re.compile(
    r"(?:发布|公开|发文|印发)?(?:日期|时间)[::| ]{0,8}((?:19|20)\d\d)[年/.-]|^[ ]{0,40}((?:19|20)\d\d)[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?=[ ]?\d\d:\d\d|[ ]*$)",
    re.M,
)
_NUMBER = re.compile(r"〔((?:19|20)\d\d)〕[ 第]{0,4}\d{1,6} ?号")
_STATED = re.compile(
    r"截[至止](?P<to>到)?(?P<year>(?:19|20)\d\d)[ ]?年(?P<within>[ ]?(?:\d|1[01])[ ]?月|上半年|初)?"
)
_PLAN = re.compile(
    r"[“\"]?十([一二三四五六])五[”\"]?(?:时期|期间)?[^,。;\n]{0,24}(?:规划|计划|方案)(?=[》\n(]|的通知)|(?:规划|计划|方案|纲要)[ \n]?\(((?:19|20)\d\d)(?:年)?[—\-~至]"
)
_TOP = 1500
_FIRST_PLAN, _PLAN_YEARS = 2001, 5


def document_year(shadow: str, years: Sequence[Year]) -> int | None:
    """By the strongest evidence there is, but not before the latest year that it reports on."""
    reported = _reported(shadow)
    goals = [
        year
        for year in years
        if year.goal and not year.base and year.year > (reported or 0) and not _in_title(shadow, year.start)
    ]
    found = next((year for find in _BY_STRENGTH if (year := find(shadow))), None) or _by_deadlines(
        goals, _posted(shadow)
    )
    return max(found, reported) if found and reported else found or reported


def _signed(shadow: str) -> int | None:
    found = _SIGNED.search(shadow)
    return int(found[1]) if found else None


def _dated(shadow: str) -> int | None:
    found = _DATE_LINE.findall(shadow)
    if not found:
        return None
    return int(found[-1]) if found[-1].isdigit() else parse_han(found[-1].replace("零", "〇"))


def _numbered(shadow: str) -> int | None:
    return max((int(match[1]) for match in _NUMBER.finditer(shadow)), default=None)


def _planned(shadow: str) -> int | None:
    """The first year of the latest plan that its head names."""
    return max(
        (_first_year(found) for found in _PLAN.finditer(shadow, 0, _TOP) if _its_own(shadow, found.start())),
        default=None,
    )


def _first_year(found: re.Match[str]) -> int:
    return int(found[2]) if found[2] else _FIRST_PLAN + _PLAN_YEARS * (parse_han(found[1]) or 0)


def _posted(shadow: str) -> int | None:
    found = _POSTED.search(shadow)
    return int(found[1] or found[2]) if found else None


_BY_STRENGTH: tuple[Callable[[str], int | None], ...] = (_signed, _dated, _numbered, _planned)


def _reported(shadow: str) -> int | None:
    """截至2020年 and 截至2020年底 are written in 2021 at the earliest, 截至2020年6月 in 2020."""
    return max(
        (int(match["year"]) + (match["within"] is None) for match in _STATED.finditer(shadow)), default=None
    )


def _by_deadlines(goals: Sequence[Year], posted: int | None) -> int | None:
    """A site's date is believed where a deadline lies behind it; else the year before the first deadline."""
    firm = [goal.year for goal in goals if not goal.span]
    if posted and (not firm or max(firm) >= posted):
        return posted
    return min(firm) - 1 if firm else posted


def _its_own(shadow: str, place: int) -> bool:
    before = shadow[max(0, place - 80) : place]
    cited = before.rfind("《")
    return cited <= before.rfind("》") or before[:cited].endswith(
        ("印发", "现将", "实施", "审议通过", "发布")
    )


def _in_title(shadow: str, place: int) -> bool:
    before = shadow[max(0, place - 80) : place]
    return before.rfind("《") > before.rfind("》")
