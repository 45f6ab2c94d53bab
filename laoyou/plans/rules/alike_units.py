"""Which unit of one place does what a unit of another does. Pure."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"^(?:国家|中国)?(?:省|自治区|市|州|自治州|县|自治县|区|盟|旗)(?:委|级)?(?=..)")
_RANK = re.compile(r"(?:委员会办公室|委员会|办公室|厅|局|委|部|办|中心)$")
_CLASSES = re.compile(r"^(?:地方)?各|人民政府|街道办")


def known_as(name: str, place: str, functions: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """The function of a unit where it is known, else its name without place and rank.

    `functions`: names and aliases of the place's own pack → function; `labels`: what a function is called → function.
    """
    if name in functions:
        return functions[name]
    if _CLASSES.search(name):
        return f"name:{name}"
    stem = _RANK.sub("", _PLACE.sub("", name.removeprefix(place))) or name
    if stem in labels:
        return labels[stem]
    near = sorted(label for label in labels if _shortens(stem, label))
    return labels[near[0]] if len(near) == 1 else f"name:{stem}"


def _shortens(one: str, other: str) -> bool:
    """发改 for 发展改革, 发展改革 for 发展和改革: the first and last sign, and all between in order."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short == long:
        return False
    signs = iter(long)
    return short[0] == long[0] and all(sign in signs for sign in short)
