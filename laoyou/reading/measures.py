"""Units of measure as tables print them: in a column, or in brackets behind a name, with 万 and 亿 as factors."""

import re
from dataclasses import dataclass

_BIG = {"万": 10**4, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "百": 100, "千": 1000}
_COUNTED = (
    r"人次|人天|人|名|个百分点|百分点|个|张|家|所|岁|周岁|年|月|天|日|小时|分钟|课时|学时|户次|户|件|种|项|条|处|间|座|台|套|辆|支|场次|场|次|批|栋|对|村|镇|例|"
    r"床|元|吨标准煤|吨|公斤|千克|克|微克|毫克|立方米|平方米|平方公里|公顷|亩|公里|米|㎡|m2|m|km|册|篇|份|期|班|标台|位|对|组|块|部|门|学位|床位|托位|%|‰|比例|指数|分"
)
_MEASURE = re.compile(
    rf"(?P<big>[百千]?[万亿]|十万|[百千](?={_COUNTED}))?(?P<unit>(?:{_COUNTED}|1(?=/))?(?:/(?:{_COUNTED}|[\d千万百十亿]+(?:{_COUNTED})?|[\u4e00-\u9fff]{{1,4}}))*)"
)
_LAST_BRACKETS = re.compile(r"\(([^()]{1,14})\)$")
_NO_UNIT = re.compile(r"[\u4e00-\u9fff]+年|每[年月周日]")


@dataclass(frozen=True, slots=True)
class Measure:
    """万人 is a factor of 10,000 and the unit 人; `unit` is None where only the factor is printed."""

    unit: str | None
    factor: int = 1


def factor_of(big: str | None) -> int:
    return _BIG.get(big or "", 1)


def read_measure(text: str) -> Measure:
    """What a column of units holds; an unknown unit stands as it is printed."""
    inner = text.strip("()")
    found = _MEASURE.fullmatch(inner)
    if found and (found["unit"] or found["big"]):
        return Measure(found["unit"] or None, factor_of(found["big"]))
    big = re.match(r"[百千]?[万亿](?=[\u4e00-\u9fff])", inner)
    return Measure(inner[big.end() :], factor_of(big.group())) if big else Measure(inner)


def in_brackets(name: str) -> Measure | None:
    """The measure in the last brackets of a name or head; (累计) and (海南) are none."""
    inside = _LAST_BRACKETS.search(name)
    if not inside or _NO_UNIT.match(inside[1]):
        return None
    found = _MEASURE.fullmatch(inside[1])
    return Measure(found["unit"] or None, factor_of(found["big"])) if found and found.group() else None
