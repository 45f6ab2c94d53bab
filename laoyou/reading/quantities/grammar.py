"""The words around a number: units, comparators, and what each number is counted by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..numerals import ARABIC, HAN, Amount, find_amounts
from .marks import HIDDEN

_PLACE = r"(?:县|市|区|州|盟|旗|乡|镇|街道|村|社区|省|城市|城区|县区|区县|县市|市县|乡镇|行政村|建制村|街镇|市州|地市|县级|市级|乡级)"

# A measure word stands before the thing counted; the other units measure the thing named before them.
COUNTERS = (
    "批次|场次|户次|家次|例次|车次|班次|个|所(?!有制|在地|需|属)|张|座|处|支|项|次|件|种|类|套|辆|台|间|条|只|本|篇|场|期|门|节|组|株|头|例|份|片|幢|栋"
    "|班|部(?!分|门|委|署)|款|册|枚|架|艘|把|块|根(?!据)|棵|宗|起|笔|批|届|名(?!单|称|录)|位|户(?!籍)|家|对|支队伍|轮|堂|人次|人|床|则|幅|道|口|头|只|匹|项次|餐|顿"
)
MEASURES = (
    "/10万|/十万|个百分点|百分点|%|‰|个工作日|工作日|个月|个小时|小时|分钟|刻钟|秒钟|个季度|个星期|学年|学时|课时|学分|星期|周年|周|年|天|日"
    "|平方公里|平方千米|平方米|平米|㎡|m²|立方米|公顷|万亩|亩|公里|千米|km|厘米|毫米|米|蒸吨|吨标准煤|吨|市斤|斤|千克|公斤|毫克|微克|kg|克|毫升|升"
    "|千瓦时|兆瓦|千瓦|度|摄氏度|℃|分贝|元|美元|倍|番|周岁|岁|分(?!别|类|批|级|区|布|片|步|工|期|年|散|层|阶)|层"
)
_UNIT = re.compile(rf"[ ]?(?P<unit>{MEASURES}|{COUNTERS})")
_SLASH = re.compile(
    r"(?:(?:/|每(?=立方米|升|平方公里))(?P<whom>(?:每)?(?:千人口?|万人口?|百万人口?|百人|人次|人|户|床位?|张|生|名|个|所|亩|件|例|套|平方米|立方米|升|公斤|千克|小时|次|课时)))?"
    r"(?:[/·.每](?P<when>月|年|天|日|学期|学年|次|季度|周|小时))?"
)
_AFTER = re.compile(
    r"[ ]?(?P<after>及以上|或以上|\(含\)以上|以上\(含\)|以上|及以下|或以下|\(含\)以下|以下\(含\)|以下|以内|之内|内(?!部|容|设|涵)|左右|上下|以外)?"
)
_BEFORE = re.compile(
    r"(?:(?P<ge>不少于|不低于|不小于|不短于|不得少于|不得低于|不能少于|不能低于|至少|最少|最低(?!生活|工资|收入)|起码|≥|>=|大于等于)"
    r"|(?P<le>不超过|不高于|不大于|不多于|不长于|不得超过|不得高于|不得多于|不能超过|不逾|最多|至多|最高(?!人民)|最长|≤|<=|小于等于|未超过|控制在|限定在)"
    r"|(?P<gt>超过|超出|突破|大于|高于|多于|逾|超(?!市)|>)"
    r"|(?P<lt>低于|少于|小于|不到|不足|<)"
    r"|(?P<about>大约|(?<![节公契签条])约(?!谈)|接近|(?<![最附临邻])近(?!邻|些|年|期)|左右))"
    r"(?:[^,。;:、0-9%]{0,13})?$"
)

OPEN_ENDS = ("以上", "以下", "及以上", "及以下", "以内", "(含)以上", "(含)以下", "以上(含)", "以下(含)")
_OP_AFTER = {
    "及以上": ">=", "或以上": ">=", "(含)以上": ">=", "以上(含)": ">=", "以上": ">=",
    "及以下": "<=", "或以下": "<=", "(含)以下": "<=", "以下(含)": "<=", "以下": "<",
    "以内": "<=", "之内": "<=", "内": "<=", "左右": "≈", "上下": "≈",
}  # fmt: skip
_OP_BEFORE = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "about": "≈"}

_PERIOD = rf"(?:[{HAN}]|{ARABIC})?个?(?:工作日|学年|学期|季度|半年|半月|星期|周|月|年|天|日|小时|次)"
_NOUN = rf"(?:{_PLACE}+(?:[、和或]{_PLACE})*(?:\([一-龥、]{{1,10}}\))?)"
_THING_ENDS = r"(?=至少|不|建|配|达|有|设|培|开展|补|给|安排|奖|应|要|须|均|都|最|按|提供|组|由|可|一次性|新|完成|拥|打造|[\d\x00,。一两、])"
PER = re.compile(
    rf"每(?P<period>{_PERIOD})(?!龄|老)"
    rf"|每(?P<heads>(?:\d+(?:\.\d+)?)?(?:百万|千万|十万|万|千|百)(?:名|个|位|张|人(?!口))?[一-龥]{{0,10}}?(?:人口|老年人(?!口)|老人|婴幼儿|居民|儿童|幼儿|职工|人(?!口)|床位|床(?!位)|学生|户(?!籍)))"
    rf"|每(?P<money>(?:人|户|生|床|张床位?|名|所|个)每(?:年|月|天|日|次|学期|学年))"
    r"|每(?P<unit>人次|人|户|亩|平方米|班|床(?!位)|套|件|例)"
    rf"|每(?P<some>{ARABIC}[ ]?(?:人|户|名|平方米|个|张|公里|亩|万人|栋|件)[一-龥]{{0,6}}?(?=至少|不|配|设|建|有|[\d\x00一两,]))"
    rf"|每(?P<thing>(?:一?(?:个|所|名|位|张|家|座|间|支|台|辆|套|处|条)|1个)?(?:{_NOUN}|(?!不|至[少\d到]|最|均|达|建|配|有|设|补|给|提升|增加|新增|提高)(?:(?!每)[一-龥]){{1,8}}?(?:\([一-龥、]+\))?{_THING_ENDS}))"
    rf"|各(?P<each>{_NOUN})"
    r"|(?P<mean>人均|户均|生均|年均|月均|日均|村均|床均|师均|亩均|班均)"
)


@dataclass(slots=True)
class Found:
    """A number with its unit and comparators, not yet judged.

    `after`: the comparator behind it; `slash`: what follows a stroke (元/人·月) as 每人每月; `counter`: its unit
    is a measure word, so the thing counted may follow; `marked`: a word gave the comparator;
    `range_to`: where the upper end of a range begins.
    """

    amount: Amount
    start: int
    end: int
    value: int | float
    unit: str
    op: str
    after: str
    slash: str | None
    counter: bool
    marked: bool
    range_to: int = 0


_FROM = re.compile(r"(?:由|从|自)[^,。;、]*$")
_RANGE = re.compile(rf"[ ]?(?:—+|-|~|至|到)[ ]?(?={ARABIC}|[{HAN}])")


def find_units(hidden: str, start: int, end: int) -> Iterator[Found]:
    """Numbers of hidden[start:end] that a unit or a share makes quantities."""
    segment = hidden[start:end]
    lower: Found | None = None
    taken = 0
    for amount in find_amounts(segment):
        if amount.start < taken:
            continue
        found = _measured(segment, amount)
        taken = found.end if found else 0
        joined = lower is not None and found is not None and lower.range_to == amount.start
        if lower and joined and found:
            lower.unit, lower.counter, lower.op, lower.marked = found.unit, found.counter, ">=", True
            found.op, found.marked = "<=", True
            yield _moved(lower, start)
        lower = found if found and found.range_to else None
        if found and not lower:
            yield _moved(found, start)


def _moved(found: Found, by: int) -> Found:
    found.start += by
    found.end += by
    return found


def _measured(text: str, amount: Amount) -> Found | None:
    unit = _UNIT.match(text, amount.end)
    through = _RANGE.match(text, unit.end() if unit else amount.end)
    if through and _FROM.search(text, max(0, amount.start - 16), amount.start):
        through = None
    if unit or amount.share:
        found = _with_unit(text, amount, unit)
    elif through or not amount.han:
        op, marked = _op(text, amount, _word(text, amount.end))
        end = amount.end + len(_word(text, amount.end))
        found = Found(amount, amount.start, end, amount.value, "", op, "", None, False, marked)
    else:
        return None
    found.range_to = through.end() if through else 0
    return found


def _word(text: str, at: int) -> str:
    after = _AFTER.match(text, at)
    word = (after and after["after"]) or ""
    return "" if text[at : at + 6].startswith(("以上述", "以内地")) else word


def _with_unit(text: str, amount: Amount, unit: re.Match[str] | None) -> Found:
    name, at = ("%", amount.end) if unit is None or amount.share else (unit["unit"], unit.end())
    slash = _SLASH.match(text, at)
    at = slash.end() if slash else at
    word = _word(text, at)
    op, marked = _op(text, amount, word)
    per = _slash(slash)
    if per and name in _PHYSICAL:
        name, per = name + (slash.group().replace("每", "/") if slash else ""), None
    counter = name not in _MEASURE_SET and name not in _PHYSICAL
    return Found(
        amount,
        amount.start,
        at + len(word),
        _scaled(amount, name),
        _name(name),
        op,
        word,
        per,
        counter,
        marked,
    )


def _scaled(amount: Amount, unit: str) -> int | float:
    """A quarter of an hour is 15 minutes; 翻两番 is four times."""
    if unit == "番":
        return 2 ** int(amount.value) if amount.value < 9 else amount.value
    return amount.value * 15 if unit == "刻钟" else amount.value


def _name(unit: str) -> str:
    return {"刻钟": "分钟", "番": "倍"}.get(unit, unit)


_PHYSICAL = ("微克", "毫克", "克", "吨", "千克", "公斤", "升", "毫升", "千瓦时", "吨标准煤")
_MEASURE_SET = {re.sub(r"\(.*", "", unit) for unit in MEASURES.split("|")}


def _slash(match: re.Match[str] | None) -> str | None:
    if not match or not (match["whom"] or match["when"]):
        return None
    whom = f"每{match['whom'].removeprefix('每')}" if match["whom"] else ""
    return whom + (f"每{match['when']}" if match["when"] else "")


def _op(text: str, amount: Amount, after: str) -> tuple[str, bool]:
    """The comparator, and whether any word gave it."""
    before = _BEFORE.search(text, max(0, amount.start - 18), amount.start)
    word = _OP_BEFORE[before.lastgroup or ""] if before and _reaches(before, amount) else None
    trailing = _OP_AFTER.get(after)
    if word in (">=", "<=", "<") or (word and not trailing):
        return word, True
    if trailing:
        return trailing, True
    if amount.more:
        return ">", True
    return word or "=", bool(word)


_OF_BASE = re.compile(
    r"[^率比达]{2,10}(?:标准|总数|总量|总额|总人数|收入|面积|人口)的"
)  # 不低于最低工资标准的15%
_OTHER = re.compile(r"[率占比”“的达]|[一二三四五六七八九十]")


def _reaches(before: re.Match[str], amount: Amount) -> bool:
    """A comparator governs the number it touches, or past a verb (至少建成1所)."""
    group = before.lastgroup or ""
    gap = before.string[before.end(group) : amount.start].strip(HIDDEN + " ")
    if group in ("ge", "le"):
        return (len(gap) <= 6 and not _OTHER.search(gap)) or bool(_OF_BASE.fullmatch(gap))
    return gap in ("", "为", "达", "达到", "有", "到", "至") or (amount.share and gap.startswith("占"))


__all__ = ["OPEN_ENDS", "PER", "Found", "find_units"]
