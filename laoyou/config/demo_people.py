"""Invented people of a county: the same seed gives the same people. Pure; rates and names in our own words.

Age and sex follow the groups of a census. Numbers have the county's first six digits and a right check sign; mobile numbers
begin with 12, which no network uses. Nobody is meant: names are put together from common signs by chance.
"""

import calendar
import datetime
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from stdnum.cn import ric

from laoyou.people.bulk import NewResident

# Share of people with such a family name, in percent; the rest is drawn evenly.
FAMILY_NAMES = {
    "王": 7.2, "李": 7.0, "张": 6.8, "刘": 5.4, "陈": 4.5, "杨": 3.1, "黄": 2.5, "赵": 2.3, "周": 2.1, "吴": 2.0,
    "徐": 1.7, "孙": 1.5, "胡": 1.3, "朱": 1.3, "高": 1.2, "林": 1.2, "何": 1.2, "郭": 1.2, "马": 1.0, "罗": 1.0,
    "向": 0.8, "谭": 0.8, "冉": 0.6, "桂": 0.5, "符": 0.4, "庞": 0.4, "覃": 0.4, "蒲": 0.4, "曾": 0.5, "邓": 0.6,
}  # fmt: skip
OLD = {"1": "国建明德福贵清正光荣永兴开怀仁义", "2": "秀英桂兰玉珍素芳淑华琼碧莲菊翠香"}
MIDDLE = {"1": "伟强军勇涛斌刚平波辉鹏健志林海峰", "2": "丽敏静艳娟霞红燕梅玲萍琴蓉雪莉芬"}
YOUNG = {"1": "浩宇轩子泽睿晨俊博一天航佳铭逸辰", "2": "欣怡梓涵诗雨思语可馨佳琪一诺若曦"}
OF_ONE_SIGN = 0.14  # given names
# Share of those of an age who have a phone of their own.
PHONES = ((16, 0.25), (60, 0.95), (75, 0.75), (200, 0.45))
WITHOUT_NUMBER = 0.002


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Whole years from `first` to `last` on the day of the census."""

    first: int
    last: int
    male: int
    female: int


def invented(
    seed: int,
    count: int,
    *,
    region: str,
    villages: Sequence[int],
    groups: Sequence[AgeGroup],
    on: datetime.date,
) -> Iterator[NewResident]:
    """`count` people one after another; `villages` are ids of divisions, some larger than others."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    kinds = [(group, sex) for group in groups for sex in "12"]
    ages = list(accumulate(group.male if sex == "1" else group.female for group, sex in kinds))
    sizes = list(accumulate(chance.uniform(0.4, 1.6) for _village in villages))
    families, shares = list(FAMILY_NAMES), list(accumulate(FAMILY_NAMES.values()))
    serials: dict[tuple[datetime.date, str], int] = defaultdict(int)
    for line in range(count):
        group, sex = chance.choices(kinds, cum_weights=ages)[0]
        age = chance.randint(group.first, group.last)
        born = _birthday(chance, on, age)
        family = chance.choices(families, cum_weights=shares)[0]
        serials[born, sex] += 1
        number = _number(region, born, sex, serials[born, sex])
        numbered = bool(number) and chance.random() >= WITHOUT_NUMBER
        phone = (
            f"12{line:09d}" if chance.random() < next(share for most, share in PHONES if age < most) else ""
        )
        village = chance.choices(villages, cum_weights=sizes)[0]
        yield NewResident(
            division_id=village,
            name=family + _given(chance, sex, age),
            sex=sex,
            birth_date=born,
            id_kind="citizen" if numbered else "none",
            id_number=number if numbered else "",
            phone=phone,
            registered_id=village,
            residence_id=village,
            since=max(born, datetime.date(2020, 1, 1)),
        )


def _birthday(chance: random.Random, on: datetime.date, age: int) -> datetime.date:
    year = on.year - age - 1
    first = datetime.date(year, on.month, min(on.day, calendar.monthrange(year, on.month)[1]))
    return first + datetime.timedelta(days=chance.randint(1, 365))


def _given(chance: random.Random, sex: str, age: int) -> str:
    signs = (OLD if age >= 55 else MIDDLE if age >= 25 else YOUNG)[sex]
    first = chance.choice(signs)
    return first if chance.random() < OF_ONE_SIGN else first + chance.choice(signs)


def _number(region: str, born: datetime.date, sex: str, nth: int) -> str:
    """The serial is odd for men; empty once a day has no serial left."""
    serial = 2 * nth - (1 if sex == "1" else 0)
    if serial > 999:
        return ""
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    return body + str(ric.calc_check_digit(body + "0"))
