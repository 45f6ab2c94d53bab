"""Invented names of villages, and which of a county's villages a small number of people is spread over. Pure."""

import itertools
from collections.abc import Iterator, Sequence

PER_TOWN = 16
# Two signs, none in both rows, and as many in each as have no common divisor: 650 names before one comes again.
FIRST = "石龙双高白大三清青黄木松茶长新红金古柳桂马鱼凤云平"
SECOND = "坝井河桥田溪水岭湾坪沟坡园寨垭塘梁洞崖墩坎堰庙坊嘴滩"
KINDS = ("街道", "镇", "乡")


def villages_of_town(number: int, code: str, name: str) -> Iterator[dict[str, str]]:
    """Rows for the register of divisions: in a street communities alone, elsewhere one community where the market is."""
    for place in range(PER_TOWN):
        nth = number * PER_TOWN + place
        called = FIRST[nth % len(FIRST)] + SECOND[nth % len(SECOND)]
        community = name.endswith(KINDS[0]) or place == 0
        if place == 0:
            called = _short(name)
        yield {
            "code": f"{code[:9]}{1 + place if community else 200 + place:03d}",
            "name": f"{called}{'社区' if community else '村'}",
            "level": "village",
        }


def _short(town: str) -> str:
    """Without what it is: 君塘镇 is 君塘."""
    bare = next((town.removesuffix(kind) for kind in KINDS if town.endswith(kind)), town)
    return bare[:2] if bare.endswith("族") else bare


def chosen(villages: Sequence[tuple[str, int]], most: int) -> list[int]:
    """Ids of at most so many, of villages by code: half of what is still wanted in each township in turn, in order of codes.

    So a small county is its seat and a few townships, and not one street alone; a whole one is all of them.
    """
    found: list[int] = []
    for _town, group in itertools.groupby(sorted(villages), key=lambda one: one[0][:9]):
        wanted = -(-(most - len(found)) // 2)
        found += [pk for _code, pk in itertools.islice(group, wanted)]
    return found if len(found) >= min(most, len(villages)) else [pk for _code, pk in sorted(villages)][:most]
