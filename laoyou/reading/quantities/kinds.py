"""Whether a quantity is a goal, a rule, a fact or a forecast."""

import re
from dataclasses import dataclass

from .acceptance import CIRCLE, DAYS, DURATIONS
from .grammar import OPEN_ENDS, Found
from .marks import HIDDEN
from .tenses import Lead, Time, tells_past

_FORECAST = re.compile(rf"预计|[据经](?:测算|预测|估算|推算)|预测(?=[到至将,{HIDDEN}])|估计|预期将|有望")
_OF_A_CLASS = re.compile(r"以[上下]的[^,。;]{0,8}(?:至少|不少于|不低于)[^,。;0-9]{0,4}$")
_GOES_ON = re.compile(r"将[达超突接增升上占有]")
_BUILT_UP = r"(?!建成(?:居住|小区|住宅|区|的?(?:老旧|城)|投用的)|有.{0,10}基础上)"
_PERIODIC = re.compile(r"^每(?:[一两二三四五六\d]+)?个?(?:年|月|周|季度|天|日|星期|半年|半月|学期|学年)")
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
_BOUND = re.compile(r"不(?:得|能)?(?:少于|低于|超过|高于|大于|小于|多于|短于|长于)|最高|最长|最多|最低|最少")
_LEAST = re.compile(r"至少|不得?(?:少于|低于|超过)")
_RATIO = re.compile(r"每(?:\d|[百千万]|[十百千万]+人)")
_RATES = frozenset(("%", "‰", "/10万", "/十万", "百分点", "个百分点"))
_NEAR = 12
_WHOLE_SUM = 10**8  # 补助70亿元 is what is spent, not what each receives
_NORM_BOUND = re.compile(
    r"(?:不(?:得|能)?(?:少于|低于|超过|高于|大于|小于|多于|短于|长于)|至少|最[多少高低](?=\d|为|不)|≥|≤)[^,。;:、0-9%]{0,6}$"
)
_SIZE = re.compile(r"(?:小于|大于|低于|高于|超过|不足)$")
_AND_MORE = ("及以上", "及以下", "(含)以上", "(含)以下")
_WHO = re.compile(r"(?:、[^,。;]{0,14})?的(?:[,;]|$)")
_WHOEVER = re.compile(r"(?:^|[,。;:、])凡[^,。;]{0,8}$")
_CLASS = re.compile(r"的?(?!比例|标准|要求|目标|速度|水平|并|且|同时|和|及|与|,)[一-龥]{2}")


@dataclass(frozen=True, slots=True)
class Setting:
    """A number among its words: `before` and `after` within its phrase, `phrase` whole, `lead` from the sentence's start."""

    found: Found
    before: str
    after: str
    phrase: str
    lead: Lead
    per: str | None
    year: int | None


# Evidence in order of strength; the first that holds decides, and what none of them claims is a target.
def kind_of(setting: Setting, time: Time, origin: bool) -> str:
    """`origin`: the number is A of 从A增加到B."""
    if origin:
        return "fact"
    if _is_forecast(setting.lead.text):
        return "forecast"
    if setting.after.startswith(("的目标", "目标")):
        return "target"
    shape = "bound" if setting.found.after in OPEN_ENDS else "count" if setting.found.amount.more else ""
    if not _is_norm(setting) and not _is_condition(setting) and tells_past(setting.lead, time, shape):
        return "fact"
    return "rule" if _is_rule(setting, time) else "target"


def _is_forecast(lead: str) -> bool:
    """预计 holds up to the semicolon, and beyond it where 将 goes on."""
    rest = lead.rpartition(";")[2]
    return bool(_FORECAST.search(lead) and (_FORECAST.search(rest) or _GOES_ON.search(rest)))


def _is_norm(setting: Setting) -> bool:
    """Words that bound what shall be, never what was."""
    return bool(_NORM_BOUND.search(setting.before[-_NEAR:]))


def _is_condition(setting: Setting) -> bool:
    """It says whom a rule is for: 300张以上的,给予…; 每小时20吨及以上锅炉."""
    found, after = setting.found, setting.after.lstrip(HIDDEN)
    if found.marked and (_WHO.match(after) or _WHOEVER.search(setting.before)):
        return True
    measured = (
        not found.counter and found.unit not in _RATES and found.unit not in DURATIONS and found.unit != "元"
    )
    if measured and found.marked and not found.after:
        return after.startswith("的") and bool(_CLASS.match(after)) and bool(_SIZE.search(setting.before))
    named = measured or (found.counter and found.after in _AND_MORE and not _BUILDS.search(setting.before))
    return named and found.after in OPEN_ENDS and bool(_CLASS.match(after))


def _is_rule(setting: Setting, time: Time) -> bool:
    found = setting.found
    if _is_condition(setting):
        return True
    if time.goal or (setting.lead.aims and setting.per is None and found.unit not in DURATIONS):
        return False
    if found.unit in DURATIONS:
        return _bounds_time(setting)
    if found.unit == "元":
        if found.value >= _WHOLE_SUM and setting.per is None and not found.marked:
            return False
        paid = setting.per and not setting.per.endswith("均")
        threshold = found.after in OPEN_ENDS and setting.after.startswith("的")
        bound = _BOUND.search(setting.before[-_NEAR:]) and not _BUILDS.search(setting.before)
        return bool(_MONEY.search(setting.lead.text + setting.phrase) or paid or threshold or bound)
    if found.unit == "次" and "最多" in setting.before[-3:]:
        return True
    if _OF_A_CLASS.search(setting.lead.text) and _is_norm(setting):
        return True
    return setting.year is None and any(stands(setting) for stands in _STANDING)


def _bounds_time(setting: Setting) -> bool:
    """Not a time to be cut by a year, nor the minutes of a circle of services."""
    if DAYS.search(setting.before):
        return False
    if setting.year is not None and re.search(r"[缩减]", setting.before[-6:]):
        return False
    if re.search(r"(?:年限|年数|寿命|时间)(?:达到?|提高到|延长到)$", setting.before):
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
    if setting.found.unit != "%" or re.search(r"率|占比|比重|强度|之比|达到$", setting.before[-_NEAR:]):
        return False
    return bool(_OF_MONEY.search(setting.phrase)) or setting.after.startswith(
        ("用于", "的比例", "的资金", "的标准")
    )


def _is_ceiling(setting: Setting) -> bool:
    low = setting.found.after in ("以下", "及以下", "以内", "(含)以下", "以下(含)")
    return low and setting.found.unit not in _RATES and not _RATE.search(setting.before)


def _is_standard(setting: Setting) -> bool:
    if setting.found.unit in ("倍", "%") and (
        _BY_STANDARD.search(setting.before) or setting.after.startswith("执行")
    ):
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
