"""Invented names of people, by chance from common signs: family names by their share, given names by generation. Pure."""

import random
from itertools import accumulate

# Share of people with such a family name, in percent.
FAMILY_NAMES = {
    "王": 7.2, "李": 7.0, "张": 6.8, "刘": 5.4, "陈": 4.5, "杨": 3.1, "黄": 2.5, "赵": 2.3, "周": 2.1, "吴": 2.0,
    "徐": 1.7, "孙": 1.5, "胡": 1.3, "朱": 1.3, "高": 1.2, "林": 1.2, "何": 1.2, "郭": 1.2, "马": 1.0, "罗": 1.0,
    "向": 0.8, "谭": 0.8, "冉": 0.6, "桂": 0.5, "符": 0.4, "庞": 0.4, "覃": 0.4, "蒲": 0.4, "曾": 0.5, "邓": 0.6,
    "唐": 0.7, "冯": 0.6, "彭": 0.5, "袁": 0.5, "蒋": 0.5, "田": 0.5, "石": 0.4, "廖": 0.4, "余": 0.6, "邱": 0.3,
}  # fmt: skip
_NAMES, _SHARES = list(FAMILY_NAMES), list(accumulate(FAMILY_NAMES.values()))
# The sign that stands first, and the one that stands second or alone: no sign is in both, so that none is doubled.
OLD = {
    "1": ("国建明德天正光永兴开怀仁世登文大", "福贵清荣富华云田全才礼祥成安元寿"),
    "2": ("秀玉桂素淑国明大成永世天光正昌德", "英兰珍芳华琼碧莲菊翠香群贞容芝蓉"),
}
MIDDLE = {
    "1": ("志建晓小海宗中长文洪定道佳俊永仕", "伟强军勇涛斌刚平波辉鹏健林峰兵川"),
    "2": ("晓小丽春艳红玉海冬秋雪文云利桂朝", "敏静娟霞燕梅玲萍琴蓉莉芬英华琼群"),
}
YOUNG = {
    "1": ("浩宇子泽俊梓天佳铭一景明思嘉睿书", "轩晨博航辰逸然霖阳朗涵诚宸泉源瑞"),
    "2": ("欣梓诗思语佳一若雨可芷沐嘉心书乐", "怡涵妍彤萱曦瑶琪悦晴玥宁馨琳媛然"),
}
OF_ONE_SIGN = 0.14  # given names
# What chance would also put together, and everybody knows as somebody else's name.
KNOWN = frozenset({
    "李鹏", "李强", "李健", "李晨", "李小鹏", "李雪琴", "李德全", "张国荣", "张桂梅", "张静", "刘德华", "刘涛", "陈云", "陈永贵",
    "陈建斌", "杨丽萍", "杨国福", "黄海波", "王源", "王一博", "王小川", "王小波", "王军", "赵丽蓉", "朱军", "朱德全", "胡军", "胡海峰",
    "冯小刚", "高小琴", "高峰", "孙红霞", "马云", "马德福", "石光荣", "邓华", "田华", "何晴", "林峰", "徐静",
})  # fmt: skip
OLD_FROM, MIDDLE_FROM = 55, 25


def family_name(chance: random.Random) -> str:
    return chance.choices(_NAMES, cum_weights=_SHARES)[0]


def full_name(chance: random.Random, family: str, sex: str, age: int) -> str:
    """A given name of the person's generation with this family name."""
    first, last = (OLD if age >= OLD_FROM else MIDDLE if age >= MIDDLE_FROM else YOUNG)[sex]
    while True:
        one = chance.random() < OF_ONE_SIGN
        name = family + ("" if one else chance.choice(first)) + chance.choice(last)
        if name not in KNOWN and len(set(name)) == len(name):
            return name
