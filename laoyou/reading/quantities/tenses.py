"""Whether the words before a number tell what was and is, or what is to come.

Evidence in order of strength: a year after the document's; a word that states (截至, 已, 共有) or looks ahead (力争, 将),
the later of the two; a year before the document's; a word that may state (累计, …了, 占总人口); the sentences before; the heading.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from .marks import HIDDEN, Year

_ADJECTIVE = r"(?!建成(?:居住|小区|住宅|区|的|投用的|并投)|有.{0,10}基础上)"
_STATES = re.compile(
    rf"截至|截止(?!时间|日)|目前|现有|实有|现已|已经?(?=[由建完实达累形覆培开投发超增新改创入纳组有成突惠解])(?<!业已){_ADJECTIVE}"
    r"|建成了|共有|[比较]上年|去年|同比|环比|普查|年初|以来,|近年来|近[一二两三四五\d]年|[一二两三四五六七八九十\d]年来,|报道|实现了"
    r"|先后|入选|获评|荣获|被(?:评为|列为|授予|确定为|命名为)|(?:数据|统计|调查|结果)显示|仅(?=[有为占达\d])|只有(?=\d)"
    r"|高出|[高低]于(?:全国|全省|全市|全县|同期)[^,。;]{0,6}(?:平均|水平)|提前实现|今年以来|这[一二两三四五十\d]{1,2}年,|(?:超额|圆满)完成"
)
_STATED_NOW = re.compile(r"已|截[至止]|目前")
_MAY_STATE = re.compile(
    r"(?<!年)累计(?=[一-龥]{1,16}[\d\x00 ])|(?<=[一-龥])(?<![为除到极罢])了(?!解|望)"
    r"|[总一]?共(?=建[成有]|投[入资]|发放|培训了|完成|争取|获|开展了)|占(?:全[国省市县区州盟旗]|总|同期|常住|户籍|老年)[^,。;]{0,10}人口"
    r"|位居|位列|(?<![跃进])居全[国省市]|登记注册|注册登记|设立以来"
)
_COUNTS = re.compile(
    r"(?:全国|全省|全市|全县|全区|我国|我省|我市|我县|我区|中国)(?:已|已经)?(?:累计|共)(?=[一-龥]{1,16}[\d\x00 ])"
)
_AIMS = re.compile(
    r"力争|争取|确保|目标[:是为]|将(?=[达超建实新在完]|进一步|基本|全面)|计划(?=[新建到在培完改])|拟(?=[新建投改])|底前|年前|规划期末|预期(?=[到达])"
)
_AHEAD = re.compile(rf"{_AIMS.pattern}|(?<![主需重首])要(?![求素点闻件])|应当|必须|不得|鼓励|制定本")
_IMPERATIVE = re.compile(
    r"[ ]*\n?[ ]*(?:[(]?[一二三四五六七八九十\d]+[)、.是])*(?:加强|加快|加大|完善|推进|推动|健全|实施|开展|支持|优化|深化|落实|强化|构建|积极|大力|全面|统筹|按照|引导|继续|进一步|着力|坚持)"
)
_BOUNDS = re.compile(r"不[低少高多大小]于|不超过|控制在|[一-龥\d%‰]以[上内](?=[,。;])")
_UNTIL_YEAR = re.compile(rf"[到至]{HIDDEN}{{4}}")
_SEEN = 240
_HOLDS = re.compile(r"全[国省市县区州][^,。;]{0,20}$|(?:有|达|近|逾|共|是|为)[^,。;一-龥]*$|有[^,。;]{0,16}$")
_COMMITS = re.compile(
    r"(?:新建|改建|扩建|建设|打造|培训|培育|培养|开展|实施|推进|引进|创建|改造|完成|建成|新增|达到|[高升大]到|[高升大]至|保持|控制)[^,。;了]{0,12}$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """When: `goal` says that the year is a deadline; `written` is the document's; `carried` and `heading` whether they tell the past."""

    year: int | None
    goal: bool
    written: int | None
    carried: bool
    heading: bool | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence up to a number: its last words, and where the last mark of each kind stands (-1 for none)."""

    text: str
    stated: int
    ahead: int
    aimed: int

    @property
    def aims(self) -> bool:
        return self.aimed >= 0


class Leads:
    """The leads of the numbers of one sentence, whose marks are found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = [
            [match.start() for match in pattern.finditer(text)] for pattern in (_STATES, _AHEAD, _AIMS)
        ]

    def before(self, place: int) -> Lead:
        stated, ahead, aimed = (
            starts[at - 1] if (at := bisect_left(starts, place)) else -1 for starts in self._marks
        )
        return Lead(self._text[max(0, place - _SEEN) : place], stated, ahead, aimed)


def tells_past(lead: Lead, time: Time, shape: str) -> bool:
    """`shape`: "bound" for 95%以上, as goals have it oftener than counts; "count" for 3000余, which goals never have."""
    for evidence in _EVIDENCE:
        answer = evidence(lead, time, shape)
        if answer is not None:
            return answer
    return False


def _later_year(lead: Lead, time: Time, shape: str) -> bool | None:
    if not (time.year and time.written and time.year > time.written):
        return None
    reported = not time.goal and lead.stated > lead.ahead and _STATED_NOW.search(lead.text)
    return None if reported else False


def _words(lead: Lead, time: Time, shape: str) -> bool | None:
    stated, ahead = lead.stated, lead.ahead
    if _is_before(time) and not time.goal:
        return True if lead.aimed <= stated else None
    if stated > ahead:
        return not time.goal or _is_before(time) or bool(_STATED_NOW.search(lead.text))
    return False if ahead >= 0 else None


def _own_year(lead: Lead, time: Time, shape: str) -> bool | None:
    if time.year is None:
        return None
    if _is_before(time):
        return True
    if time.goal:
        return shape == "count" and "累计" in lead.text
    if time.written is None and shape != "bound":
        return None if _COMMITS.search(lead.text) else True
    return None


def _perhaps(lead: Lead, time: Time, shape: str) -> bool | None:
    if shape == "count" and _HOLDS.search(lead.text):
        return True
    looks_ahead = _IMPERATIVE.match(lead.text) or _UNTIL_YEAR.search(lead.text)
    return True if _MAY_STATE.search(lead.text) and not looks_ahead else None


def _context(lead: Lead, time: Time, shape: str) -> bool | None:
    return time.carried or time.heading


_EVIDENCE: tuple[Callable[[Lead, Time, str], bool | None], ...] = (
    _later_year,
    _words,
    _own_year,
    _perhaps,
    _context,
)


def _is_before(time: Time) -> bool:
    return time.year is not None and time.written is not None and time.year < time.written


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _sets_bounds(text: str, own: list[Year], now: int) -> bool:
    """2024年, in a document of 2024, with bounds: what that year shall bring."""
    return bool(own) and all(year.year == now for year in own) and bool(_BOUNDS.search(text))


def turn(text: str, own: list[Year], written: int | None) -> bool | None:
    """Whether the sentences from this one on tell the past: True, False when it looks forward, None when as before."""
    now = written or 0
    stated, ahead = max(_last(_STATES, text), _last(_COUNTS, text)), _last(_AHEAD, text)
    if any(now < year.year or (year.goal and year.year == now) for year in own if now or year.goal):
        return False
    if ahead > stated or (stated < 0 and _sets_bounds(text, own, now)):
        return False
    if stated >= 0 or any(year.year < now for year in own):
        return True
    return False if text.startswith("\n") and _IMPERATIVE.match(text) else None
