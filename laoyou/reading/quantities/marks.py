"""What in a text looks like a quantity and is none, and which years it names."""

import re
from dataclasses import dataclass

from ..numerals import ARABIC, HAN

HIDDEN = "\x00"
_N = rf"(?:{ARABIC}|[{HAN}]{{1,24}})"
_H = "[一二三四五六七八九十]"
_TO = r"(?:—+|-|~|至|到|、)"

# Each alternative is hidden from the search for numbers; the first that fits at a place wins.
_NOISE_PARTS = (
    r"《[^》\n]{0,120}》",
    r"〔(?:19|20)\d\d〕[ 第]*\d{1,12} ?号",
    r"(?:https?:|www\.)[^\s,。;)]{1,200}",
    r"(?:浏览量?|阅读量?|点击量?|访问量?|字数|作者|来源)(?:次数)?[::][ ]?\d{1,9}[ ]?次?|(?:电话|传真|邮编|热线|手机|邮政编码)[::]?[ ]*[\d\-—、,;转 ]{1,60}",
    r"(?<!\d)0\d{2,3}[-—]\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?<!\d)12\d{3}(?!\d)(?=[^\d]{0,6}(?:热线|平台))",
    r"(?<![A-Za-z0-9])[A-Za-z0-9]{1,24}(?:[-/—][A-Za-z0-9]{1,24}){2,}(?![A-Za-z0-9])|(?<![0-9])[0-9]{6,20}-[0-9/]{1,20}",
    r"(?<!\d)(?:19|20)\d\d[—\-./](?:0?[1-9]|1[0-2])[—\-./][0-3]?\d(?: ?\d\d:\d\d(?::\d\d)?)?",
    rf"(?<!\d)(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{{1,2}})月(?:底|末|份|初|中旬|[上下]旬|{_N}[日号])?(?:{_TO}(?:{_N}月)?{_N}[日号])?",
    # ages and classes of age
    rf"(?:{_N}(?:周?岁)?{_TO})?{_N}(?:周|个月)?岁(?:半)?(?:及)?(?:以[上下内])?|{_N}{_TO}{_N}(?:月龄|年级)|{_N}月龄",
    # ordinals, meetings, five-year plans
    rf"第[ ]?{_N}(?:[个次届批期条章款项轮阶段步类名位]|年|季度)?",
    rf"(?:十{_H}?|二十)大(?=[和精报以召、])|(?:十{_H}?|二十{_H}?)?届[一二三四五六七八九十、]{{1,12}}(?:次|中)?(?:全会)?|(?:{_H}{{1,3}}|\d{{1,2}})届(?:第?(?:{_H}{{1,3}}|\d{{1,3}}))?次?(?=[全常]|会议|党组)|{_H}届{_H}{{0,4}}次?|{_H}中全会",
    rf"十{_H}五(?![个所张家名])",
    # slogans and codes with signs: 1+N, 5G, PM2.5, 7×24
    r"\d{1,12}[+×x][\dA-Za-z]{1,9}(?:[+×x][\dA-Za-z]{1,9})*",
    r"(?<![A-Za-z])[A-Za-z][A-Za-z/\-]{0,20}[ ]?\d{1,12}(?:[.\-]\d{1,12})*",
    r"\d{1,12}(?:\.\d{1,12})?(?!km|kg|ml|mg|cm|mm|m²|㎡|m2)[A-Za-z]{1,20}|\d{1,12}\.\d{1,12}\.\d{1,12}|\d{1,12}:\d{1,12}(?!\d*%)",
    # grades of hospitals, homes, ratings
    rf"(?:{_H}|\d)级(?:甲等|乙等)?(?:(?:及|、|和)?以[上下])?|三甲|(?:{_H}|\d)(?:星级|[aA]级)|{_H}等|{_H}孩",
    r"\(?含\d{1,12}(?:\.\d{1,12})?[一-龥%㎡]{1,3}(?=[,)])(?:,下同)?\)?",
    r"\d{1,12}(?:室|号(?:楼|院|令|文|线)?|路)",
)
_NOISE_FIRST = rf"(?=[《〔0-9{HAN}第电传邮热手浏阅点访字作来hwA-Za-z届十(含])"
_NOISE = re.compile(f"{_NOISE_FIRST}(?:{'|'.join(_NOISE_PARTS)})")

_YEAR = re.compile(
    r"(?=[12二“\"十])(?:"
    r"(?<!\d)(?P<first>(?:19|20)\d\d)[ ]?年?(?:—+|-|~|至|到)(?P<last>(?:19|20)\d\d)[ ]?(?:学)?年(?:度|期间)?"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)[ ]?(?:学)?年[ \n]?(?:度|[ ]?(?:1[0-2]|[1-9])[ ]?月|年(?=[底末初]))?[底末初]?(?P<by>(?<=底)前|(?<=末)前|前(?!三年|[ ]?\d{1,2}个?月|[一二三四五六七八九十]{1,2}个月|三季度)|之前|以前)?"
    r"|二[〇零](?P<han>[一二三四五][〇零一二三四五六七八九])年(?:年?[底末])?(?P<by2>前)?"
    r"|[“\"]?(?P<plan>十[一二三四五六七]五)[”\"]?(?P<part>时期|期间|期末|末|以来|初期)"
    r")"
)
_PLANS = {
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
    "十六五": 2035,
    "十七五": 2040,
}
_BASE_BEFORE = re.compile(r"(?:较|比|与|以|同|对比|相对于?|相较于?)$")
_BASE_AFTER = re.compile(
    r"[底末]?的[\d一两二三四五六七八九十]+(?:\.\d+)?倍|[^,。;]{0,18}?(?:相比|为基[数期准]|基础上|同期)|及?(?:以前|之前|前)?(?:建成|建造|竣工|交付|出生|毕业|注册登记)的|(?:\d{1,2}日)?起(?:施行|实施|执行|试行)"
)
_UNTIL = re.compile(r"(?:^|[^截止年])[到至]$|(?<!截)(?<!止)到$")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the text names. `base`: only compared with (较2020年). `goal`: by its words a deadline. `span`: from another year to it (2021—2025年)."""

    start: int
    end: int
    year: int
    base: bool
    goal: bool
    span: bool


def find_years(text: str) -> list[Year]:
    return [_year(text, match) for match in _YEAR.finditer(text)]


def _year(text: str, match: re.Match[str]) -> Year:
    start, end = match.span()
    if match["plan"]:
        year = _PLANS[match["plan"]]
    elif match["han"]:
        year = 2000 + int(match["han"].translate(_HAN_DIGITS))
    else:
        year = int(match["last"] or match["year"])
    before = text[max(0, start - 4) : start]
    base = bool(_BASE_BEFORE.search(before)) or bool(_BASE_AFTER.match(text, end))
    until = _UNTIL.search(before) is not None and text[end : end + 1] != "的"
    goal = bool(match["by"] or match["by2"] or match["first"]) or until or match["part"] in ("末", "期末")
    return Year(start, end, year, base, goal, bool(match["first"]))


def hide_years(text: str) -> str:
    """The text with years blanked, character for character."""
    return _YEAR.sub(_blank, text)


def hide_noise(text: str) -> str:
    """The text with what looks like a quantity and is none blanked, character for character."""

    def blank(match: re.Match[str]) -> str:
        return match.group() if _measures_age(text, match) else _blank(match)

    return _NOISE.sub(blank, text)


def _measures_age(text: str, match: re.Match[str]) -> bool:
    """Life expectancy is measured in years of age; other ages stand in names."""
    if "岁" not in match.group() or _AGED.match(text, match.end()):
        return False
    before = re.split(r"[。;]", text[max(0, match.start() - 40) : match.start()])[-1]
    return "寿命" in before or bool(_SET_AGE.search(before))


_AGED = re.compile(r"的?(?:老|儿童|婴|幼|人|居民|青|孤|妇|残|失|高龄|独居|低保|特困|及|、|至|—|-)")
_SET_AGE = re.compile(r"年龄[^,。;]{0,12}(?:降|提高|放宽|延长|调整|降低|由|从)[到至为]?$")


def _blank(match: re.Match[str]) -> str:
    return HIDDEN * (match.end() - match.start())
