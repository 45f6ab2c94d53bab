"""Days as documents print them: 2023年2月16日, 二〇二三年二月十六日, or with a conversion's losses."""

import re

from .lines import squeezed
from .numerals import parse_han

DATE = re.compile(r"(20\d\d|19\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_HAN_DATE = re.compile(
    r"([一二三四五六七八九〇零]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def date_of(text: str) -> str | None:
    if found := DATE.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif han := _HAN_DATE.search(squeezed(text)):
        digits = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
        year = int("".join(str(digits[sign]) for sign in han[1]))
        month, day = parse_han(han[2]) or 0, parse_han(han[3]) or 0
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 0 < month < 13 and 0 < day < 32 else None


def bare_day(text: str) -> str | None:
    """2024312 for 2024年3月12日, where it can be read in one way only."""
    found = re.fullmatch(r"(20\d\d)(\d{2,4})", text)
    if not found:
        return None
    cuts = ((found[2][:cut], found[2][cut:]) for cut in (1, 2))
    days = [
        (int(month), int(day))
        for month, day in cuts
        if day and month[0] != "0" != day[0] and int(month) < 13 and int(day) < 32
    ]
    days += [(int(found[2][:2]), int(found[2][2:]))] if len(found[2]) == 4 and not days else []
    return (
        f"{found[1]}-{days[0][0]:02}-{days[0][1]:02}"
        if len(days) == 1 and 0 < days[0][0] < 13 and 0 < days[0][1] < 32
        else None
    )
