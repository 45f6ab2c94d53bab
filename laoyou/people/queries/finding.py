"""Search: by part of a name, initials, a number or a phone, narrowed by place, sex, age and life."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from laoyou.lib import identity
from laoyou.people import rules
from laoyou.people.models import Resident
from laoyou.privacy.keys import ring

MOST = 1000
FIND = "select people_find(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_NUMBER = re.compile(r"^\d{17}[\dX]$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page asks for; None means any."""

    text: str = ""
    within: Sequence[int] | None = None
    sex: str | None = None
    born_from: datetime.date | None = None
    born_to: datetime.date | None = None
    living: bool | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of residents in the reader's scope; `more` says that there are others beyond the most that are listed."""

    ids: list[int]
    more: bool


def find(wanted: Wanted, most: int = MOST) -> Found:
    """One query. Row-level security holds again where these numbers are turned into rows."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, arguments(wanted, most + 1))
        ids = list(dict.fromkeys(row[0] for row in cursor.fetchall()))
    return Found(ids[:most], len(ids) > most)


def arguments(wanted: Wanted, limit: int) -> list[Any]:
    """Those of the database's function people_find."""
    within = None if wanted.within is None else list(wanted.within)
    narrowed: list[Any] = [within, wanted.sex, wanted.born_from, wanted.born_to, wanted.living, limit]
    return [*_meant(wanted.text), *narrowed]


def _meant(text: str) -> tuple[str | None, str | None, bytes | None, bytes | None]:
    """What was typed may be: a part of a name, initials, a number, a phone."""
    typed = text.strip()
    if not typed:
        return None, None, None, None
    compact = identity.plain(typed)
    name = rules.name_as_kept(typed)
    # A Latin name is its own initials: letters are never looked for in names, which would take another index.
    letters = compact.lower()
    initials = letters[: rules.PREFIX] if letters.isascii() and letters.isalpha() else None
    digits = sum(sign.isdigit() for sign in compact)
    number = ring().index(compact, kind="id") if digits >= 5 else None
    phone = rules.phone_as_kept(typed)
    by_phone = ring().index(phone, kind="phone") if digits >= 5 and rules.is_phone(phone) else None
    by_name = None if digits >= 5 or initials else name
    return by_name, initials, number, by_phone


def rows(ids: Sequence[int], sort: str, start: int, size: int) -> list[Resident]:
    """The residents of one page of what was found, in order; one query."""
    return list(_ordered(ids, sort)[start : start + size])


def each(ids: Sequence[int], sort: str) -> Iterator[Resident]:
    """All of what was found, in order, a block at a time."""
    return _ordered(ids, sort).iterator(2000)


def _ordered(ids: Sequence[int], sort: str) -> QuerySet[Resident]:
    order = {"name": "initials", "born": "birth_date", "place": "division__code"}[sort.lstrip("-")]
    falling = "-" if sort.startswith("-") else ""
    found = Resident.objects.filter(pk__in=ids).select_related("division__parent")
    return found.order_by(falling + order, "id")
