"""Which place a document speaks for, and how it was known: said outright, or inferred from the names of its units."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
WITHOUT_COUNTIES = ("东莞", "中山", "儋州", "三沙", "嘉峪关")  # prefectures that govern towns
PROVINCES = "河北山西辽宁吉林黑龙江江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海台湾内蒙古广西西藏宁夏新疆香港澳门"
_PLACE = re.compile(
    r"(?:中共)?(?P<name>(?:[\u4e00-\u9fff]{1,14}?(?:自治区|特别行政区|省|自治州|自治县|自治旗|地区|林区|特区|高新区|开发区|新区|州(?![市省区县])|盟|市|县|区|旗)(?!委|政府|场|民|容|域|内|级|别)|"
    r"[\u4e00-\u9fff]{2,6}?[省市县州区](?=委|政府|级))+)"
)
_PART = re.compile(
    r"[\u4e00-\u9fff]{1,14}?(?:自治区|特别行政区|省|自治州|自治县|自治旗|地区|林区|特区|高新区|开发区|新区|州(?![市省区县])|盟|市|县|区|旗)"
)
_PERIOD = re.compile(
    r"^(?:[“\"]?十[一二三四五六七]五[”\"]?|20\d\d(?:[—\-~至]20\d\d)?年(?:度)?)(?:时期|期间)?"
)
_OURS = re.compile(r"我([省市州县区盟旗])")
_NAMED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:\d{4}年)?([\u4e00-\u9fff]{2,3}[省市州县区盟旗])(?![级委场政场内外区直])"
)
_NATIONAL = re.compile(
    r"^(?:中华人民共和国|中共中央|国务院|国家(?!级)|全国|民政部|教育部|财政部|住房城乡建设部|人力资源社会保障部|最高人民)"
)
_NOT_PLACE = re.compile(
    r"^(?:关于|促进|为|推进|加强|各|本|我|全|所|小|社|学|城|农|老|养|托|重点|实施)|社区|园区|市场|城市|片区|校区|小区|景区|辖区|地方|试点|[局厅委部]"
)
_LOWER = re.compile(r"各县|各区|县\(市|区\(县|县、区|县区|县市|区县|辖县")
_TOWNS = re.compile(r"各乡镇|各镇|各街道|各乡\(|各乡、|各镇\(|乡镇人民政府|镇人民政府")
_BRANCH = re.compile(
    r"^(?:中国人民银行|人行|人民银行|国家税务总局|国网|民航|中国铁路|国家金融监督管理总局|金融监管总局)?"
    r"(?P<stem>[\u4e00-\u9fff]{2,4}?)(?:[省市县区州])?(?=中心支行|支行|市分行|省分行|分行|营管部|营业管理部|银保监|证监局|监管局|监管分局|铁路|税务局|供电|海关|金融监管|通信管理|邮政管理|调查队|电力)"
)
_OWN_LEVEL = re.compile(r"^(?:团|共青团)?(?P<sign>省|自治区|市|州|县|区|盟|旗)(?!级)")
_LEVEL_OF = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}


@dataclass(frozen=True, slots=True)
class Place:
    """`evidence` is what it was inferred from; empty when the text says it outright."""

    name: str
    level: str
    evidence: tuple[str, ...] = ()


def find_place(names: Sequence[str], text: str) -> Place | None:
    """The place at the head of the first of the names (issuer, titles) that begins with one."""
    for name in names:
        if _NATIONAL.match(name):
            return Place("全国", "national")
        found = _PLACE.match(_PERIOD.sub("", name))
        if not found or _NOT_PLACE.search(found["name"]):
            continue
        parts = _PART.findall(found["name"])
        if parts:
            return Place(_own_name(parts), level_of(parts[-1], text))
    return None


def _own_name(parts: Sequence[str]) -> str:
    """The last place named: 达州市宣汉县 speaks for 宣汉县."""
    return parts[-1]


def level_of(name: str, text: str) -> str:
    stem = name.rstrip("市")
    if name.endswith(("省", "自治区", "特别行政区")):
        return "province"
    if name.endswith("市"):
        if stem in MUNICIPALITIES:
            return "municipality"
        if stem in WITHOUT_COUNTIES:
            return "prefecture"
        return "county" if not _LOWER.search(text) and _TOWNS.search(text) else "prefecture"
    return "prefecture" if name.endswith(("州", "盟", "地区")) else "county"


def infer_named(text: str) -> Place | None:
    """The place that a text means by 我市, when it names one of that level more often than all others."""
    own = Counter(_OURS.findall(text))
    if not own:
        return None
    sign = own.most_common(1)[0][0]
    named = Counter(
        found[1]
        for found in _NAMED.finditer(text)
        if found[1].endswith(sign) and not _NOT_PLACE.search(found[1])
    )
    if not named:
        return None
    name, count = named.most_common(1)[0]
    if count * 2 <= named.total():
        return None
    return Place(name, level_of(name, text), (f"我{sign}", name))


def infer_place(units: Sequence[str]) -> Place | None:
    """A guess from the names of the units: the level that most of them bear, and the place in the names of branches."""
    signs = Counter(found["sign"] for unit in units if (found := _OWN_LEVEL.match(unit)))
    stems = Counter(
        found["stem"] for unit in units if (found := _BRANCH.match(unit)) and not _OWN_LEVEL.match(unit)
    )
    if not signs or not stems:
        return None
    sign, stem = signs.most_common(1)[0][0], stems.most_common(1)[0][0]
    if stem[-1] in "省市县区州盟旗" and len(stem) > 2:
        stem = stem[:-1]
    if sign == "省" and stem not in PROVINCES:
        return None
    level = "municipality" if sign == "市" and stem in MUNICIPALITIES else _LEVEL_OF[sign]
    evidence = dict.fromkeys(unit for unit in units if stem in unit)
    return Place(stem + sign, level, tuple(evidence))
