"""Which unit of one place does what a unit of another does. Pure."""

import re
from collections.abc import Mapping, Sequence

_PLACE = re.compile(r"^(?:国家|中国)?(?:省|自治区|市|州|自治州|县|自治县|区|盟|旗)(?:委|级)?(?=..)")
_RANK = re.compile(r"(?:委员会办公室|委员会|办公室|厅|局|委|部|办|中心)$")
_CLASSES = re.compile(r"^(?:地方)?各|人民政府|街道办")


def known_as(
    name: str, place: str, functions: Mapping[str, str], labels: Mapping[str, str]
) -> frozenset[str]:
    """By what a unit is told again elsewhere: its function where that is known, and its name without place and rank.

    `functions`: names and aliases of the place's own pack → function; `labels`: what a function is called → function.
    """
    if _CLASSES.search(name):
        return frozenset({f"name:{name}"})
    stem = _RANK.sub("", _PLACE.sub("", name.removeprefix(place))) or name
    near = sorted(label for label in labels if _shortens(stem, label))
    function = functions.get(name) or labels.get(stem) or (labels[near[0]] if len(near) == 1 else "")
    return frozenset({f"name:{stem}", function} - {""})


def together(known: Sequence[frozenset[str]]) -> list[list[int]]:
    """Units gathered that are known by anything alike, each group in the order given."""
    groups: list[tuple[set[str], list[int]]] = []
    for index, mine in enumerate(known):
        met = [group for group in groups if group[0] & mine]
        joined = (set(mine).union(*(each[0] for each in met)), [n for each in met for n in each[1]] + [index])
        groups = [group for group in groups if group not in met] + [joined]
    return sorted(sorted(places) for _keys, places in groups)


def _shortens(one: str, other: str) -> bool:
    """发改 for 发展改革, 发展改革 for 发展和改革: the first and last sign, and all between in order."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short == long:
        return False
    signs = iter(long)
    return short[0] == long[0] and all(sign in signs for sign in short)
