"""First letters of the pinyin of names, so that 张美 is found by zm. Pure."""

from functools import lru_cache
from itertools import islice, product

from pypinyin import Style, pinyin

_MOST = 8  # a name of many signs with several readings each is found by its first eight ways
# As a family name a sign has one reading, which dictionaries of words often list last.
_FAMILY_NAMES = {
    "曾": "z", "单": "s", "解": "x", "仇": "q", "查": "z", "区": "o", "朴": "p", "覃": "qt", "任": "r", "盖": "g",
    "冼": "x", "乐": "yl", "翟": "zd", "缪": "m", "晟": "c", "重": "c", "员": "y", "召": "s", "黑": "h", "尉": "w",
}  # fmt: skip


def initials(name: str) -> list[str]:
    """Every way a name may be typed by first letters, in small letters: 曾丽 → ["zl"], 乐行 → ["yx", "yh", …]."""
    signs = [sign for sign in name if sign.isalnum()]
    if not signs:
        return []
    first = _FAMILY_NAMES.get(signs[0]) or _letters(signs[0])
    ways = product(first, *(_letters(sign) for sign in signs[1:]))
    return list(dict.fromkeys("".join(way) for way in islice(ways, _MOST)))


@lru_cache(maxsize=30_000)
def _letters(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    readings = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return "".join(dict.fromkeys("".join(readings[0]))) if readings and readings[0] else "?"
