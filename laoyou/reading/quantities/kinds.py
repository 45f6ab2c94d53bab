"""Whether a quantity is a goal, a rule, a fact or a forecast."""

import re
from dataclasses import dataclass

from .acceptance import CIRCLE, DURATIONS
from .grammar import OPEN_ENDS, Found
from .marks import HIDDEN, Year

_FORECAST = re.compile(
    rf"预计|[据经](?:测算|预测|估算|推算)|预测(?=[到至将,{HIDDEN}])|估计|预期将|有望"
)
_BUILT_UP = r"(?!建成(?:居住|小区|住宅|区|的?(?:老旧|城)|投用的)|有.{0,10}基础上)"
_PAST = re.compile(
    rf"截至|截止(?!时间|日)|目前|现有|实有|现已|已经?(?=[建完实达累形覆培开投发超增新改创入纳组有]){_BUILT_UP}|建成了"
    r"|共有|[比较]上年|去年|同比|普查|年初|以来,|近年来|近[一二两三四五\d]年|实现了"
)
_PERHAPS_PAST = re.compile(
    r"累计(?=[建完投发培新改有达])|(?:提高|增加|增长|提升|培训|完成|达到|新增|下降|建立|发展)了"
)
_NOW = re.compile(r"已|截至|目前")
_AHEAD = re.compile(
    r"力争|争取|确保|目标[:是为]|将(?=[达超建实新在]|进一步)|(?<![主需])要(?![求素点闻件])|计划(?=[新建到在])|应当|必须|不得|底前|年前|鼓励|制定本"
)
_PERIODIC = re.compile(
    r"^每(?:[一两二三四五六\d]+)?个?(?:年|月|周|季度|天|日|星期|半年|半月|学期|学年)"
)
_REGULAR = frozenset(["次", "学时", "课时", "场", "场次", "期", "项", "篇"])
_MONEY = re.compile(
    r"补贴|补助|奖励|奖补|标准|给予|津贴|资助|救助|报销|限额|罚款|收费|缴费|生活费|津补贴|最高"
)
_OF_MONEY = re.compile(
    r"用于|公益金|经费|计入|减按|减免|报销|补贴|补助|提取|收取|征收|缴纳|返还|承担|分担|负担|考核|上浮|下浮"
)
_NORM = re.compile(
    r"应当|必须|不得|原则上|须(?!知)|的标准|应(?![急对用届变])|按照?[^,。;]{0,24}(?:标准|要求)|个[^,。;]{0,4}标准"
)
_BY_STANDARD = re.compile(r"按照?[^,。;]{0,24}标准")
_THRESHOLD = re.compile(
    r"[^,。;]{0,14}的(?!比例|标准|目标|要求|速度|乡|村|社区|县|街道|行政|基层|建制)[^,。;]{0,10}"
    r"(?:,|机构|单位|企业|人员|毕业生|必须|可|应|给予|按|设立|$)"
)
_RATE = re.compile(
    r"(?:率|占比|比重|比例|占[^,。;]{1,12})(?:要|应|均|须)?(?:达到?|不低于|不少于|不超过|控制在|保持在|至少)?[^,。;一-龥]*$"
)
_BUILDS = re.compile(
    r"新建|建成|新增|培训|培育|培养|打造|引进|扶持|完成|改造|招募|选派|创建|建设|发展|带动|安置"
)
_BOUND = re.compile(
    r"不(?:得|能)?(?:少于|低于|超过|高于|大于|小于|多于|短于|长于)|最高|最长|最多|最低|最少"
)
_LEAST = re.compile(r"至少|不得?(?:少于|低于|超过)")
_RATIO = re.compile(r"每(?:\d|[百千万]|[十百千万]+人)")
_RATES = frozenset(("%", "‰", "/10万", "/十万", "百分点", "个百分点"))
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """A number among its words: `before` and `after` within its phrase, `phrase` whole, `lead` from the sentence's start."""

    found: Found
    before: str
    after: str
    phrase: str
    lead: str
    per: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Time:
    """When: `goal` says that the year is a deadline; `written` is the document's; `heading` whether it tells the past."""

    year: int | None
    goal: bool
    written: int | None
    heading: bool | None


def kind_of(setting: Setting, past: bool) -> str:
    if _FORECAST.search(setting.lead.rpartition(";")[2]):
        return "forecast"
    if past:
        return "fact"
    return "rule" if _is_rule(setting) else "target"


def _is_rule(setting: Setting) -> bool:
    found = setting.found
    if found.unit in DURATIONS:
        return _bounds_time(setting)
    if found.unit == "元":
        threshold = found.after in OPEN_ENDS and setting.after.startswith("的")
        bound = _BOUND.search(setting.before[-_NEAR:]) and not _BUILDS.search(setting.before)
        return bool(_MONEY.search(setting.lead + setting.phrase) or setting.per or threshold or bound)
    if found.unit == "次" and "最多" in setting.before[-3:]:
        return True
    return setting.year is None and any(stands(setting) for stands in _STANDING)


def _bounds_time(setting: Setting) -> bool:
    """Not a time to be cut by a year, nor the minutes of a circle of services."""
    if setting.year is not None and re.search(r"[缩减]", setting.before[-6:]):
        return False
    circle = setting.found.unit == "分钟" and CIRCLE.match(setting.after)
    return not circle or setting.found.marked or bool(_NORM.search(setting.phrase))


def _is_interval(setting: Setting) -> bool:
    return bool(setting.per and _PERIODIC.match(setting.per)) and setting.found.unit in _REGULAR


def _is_threshold(setting: Setting) -> bool:
    after = setting.after.lstrip(HIDDEN)
    if setting.found.after not in OPEN_ENDS or not _THRESHOLD.match(after):
        return False
    return not setting.before.endswith(("达到", "达")) or after.startswith("的") or after.endswith("的")


def _is_share_of_money(setting: Setting) -> bool:
    if setting.found.unit != "%" or re.search(r"率|占比|比重", setting.before[-_NEAR:]):
        return False
    return bool(_OF_MONEY.search(setting.phrase)) or setting.after.startswith(("用于", "的比例", "的资金", "的标准"))


def _is_ceiling(setting: Setting) -> bool:
    low = setting.found.after in ("以下", "及以下", "以内", "(含)以下", "以下(含)")
    return low and setting.found.unit not in _RATES and not _RATE.search(setting.before)


def _is_standard(setting: Setting) -> bool:
    if setting.found.unit in ("倍", "%") and _BY_STANDARD.search(setting.before):
        return True
    if not setting.found.marked:
        return False
    return bool(_NORM.search(setting.phrase)) or bool(setting.per and re.search("按", setting.before))


def _is_ratio(setting: Setting) -> bool:
    ratio = setting.per and _RATIO.match(setting.per)
    return bool(ratio) and bool(_LEAST.search(setting.before[-_NEAR:])) and "年" not in setting.before


def _is_bound(setting: Setting) -> bool:
    found = setting.found
    if found.counter and found.op in (">=", ">") and setting.per is None:
        return False
    bound = _BOUND.search(setting.before[-_NEAR:])
    return bool(bound) and not (_RATE.search(setting.before) or _BUILDS.search(setting.before))


_STANDING = (
    _is_interval,
    _is_threshold,
    _is_share_of_money,
    _is_ceiling,
    _is_standard,
    _is_ratio,
    _is_bound,
)


def is_past(lead: str, time: Time) -> bool:
    """Whether the number tells what was or is."""
    if time.year is not None and time.written is not None and time.year > time.written:
        return False
    if _PAST.search(lead):
        return not time.goal or bool(_NOW.search(lead))
    reached = time.year is not None and time.written is not None and time.year <= time.written
    if time.heading:
        return not time.goal or reached
    if time.heading is None and _PERHAPS_PAST.search(lead):
        return not time.goal
    return reached and not time.goal and time.year != time.written


def turn(text: str, own: list[Year], written: int | None) -> bool | None:
    """Whether the sentences from this one on tell the past: True, False when it looks forward, None when as before."""
    now = written or 0
    if _AHEAD.search(text) or any(year.goal or now < year.year for year in own):
        return False
    if _PAST.search(text) or any(year.year < now for year in own):
        return True
    return None
