"""What is typed about a person, as it is kept; what agrees with what; ages. Pure."""

import datetime
import unicodedata
from calendar import isleap
from dataclasses import dataclass
from functools import lru_cache

from laoyou.lib import identity
from laoyou.lib.initials import initials

PREFIX = 8  # letters of a name by which it is found
MOST_SIGNS = 60
# Signs that sheets use for the point in 阿依古丽·买买提 (GB 18030 has it as ·, U+00B7).
POINTS = str.maketrans(dict.fromkeys("•・‧．∙●", "·"))
CHILD = 14  # 个人信息保护法 31: data of people under 14 are sensitive whatever they are


def name_as_kept(text: str) -> str:
    """Spaces around and between Chinese signs gone, one point for all; rare signs stay as they are."""
    pointed = text.translate(POINTS)  # first: made narrow, ． would be a full stop
    narrow = "".join(
        unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" else sign for sign in pointed
    )
    words = narrow.replace("\u3000", " ").split()
    latin = all(word.isascii() for word in words)
    return (" " if latin else "").join(words)


@lru_cache(maxsize=100_000)
def _search_keys(name: str) -> tuple[str, ...]:
    ways = initials(name)
    keys = [way[:length] for way in ways for length in range(1, min(PREFIX, len(way)) + 1)]
    return tuple(dict.fromkeys(keys))


def search_keys(name: str) -> list[str]:
    """Beginnings of the initials, so that an index on equality finds z, zm and zmh for 张美华."""
    return list(_search_keys(name))


def phone_as_kept(text: str) -> str:
    """Digits and a leading +; 86 before a mobile number gone."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(sign for sign in narrow if sign.isdigit())
    if len(digits) == 13 and digits.startswith("861"):
        return digits[2:]
    return ("+" if narrow.startswith("+") and not digits.startswith("86") else "") + digits


def is_phone(kept: str) -> bool:
    return 5 <= len(kept.lstrip("+")) <= 15


@dataclass(frozen=True, slots=True)
class Disagrees:
    """What the number says and what was typed."""

    field: str
    number_says: str


def disagreements(citizen: identity.Citizen, sex: str, birth_date: datetime.date | None) -> list[Disagrees]:
    """Only where both are known: an unknown sex or birth date is filled from the number."""
    found = []
    if birth_date and birth_date != citizen.birth_date:
        found.append(Disagrees("birth_date", citizen.birth_date.isoformat()))
    if sex in {"1", "2"} and sex != citizen.sex:
        found.append(Disagrees("sex", citizen.sex))
    return found


def birthday(born: datetime.date, years: int) -> datetime.date:
    """The day on which an age is reached. Born on 29 February: 28 February in a common year, the last day of the month,
    as 民法典 202 has periods end where the month has no such day."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, day=28)


def months_later(born: datetime.date, months: int) -> datetime.date:
    """The day on which a number of months is full; the month's last day where it has no such day."""
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    for day in (born.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, min(day, born.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def age(born: datetime.date, on: datetime.date) -> int:
    """Full years."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def months(born: datetime.date, on: datetime.date) -> int:
    """Full months."""
    found = (on.year - born.year) * 12 + on.month - born.month
    return found if months_later(born, found) <= on else found - 1


def is_child(born: datetime.date | None, on: datetime.date) -> bool:
    """Under 14. Without a birth date not taken for a child."""
    return born is not None and age(born, on) < CHILD


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The latest birth date at which the age is reached on `day`: who is born on it or before is that old.

    On 28 February of a common year that is a 29 February, where the birth year had one."""
    leaps = (day.month, day.day) == (2, 28) and not isleap(day.year) and isleap(day.year - years)
    return datetime.date(day.year - years, 2, 29) if leaps else birthday(day, -years)
