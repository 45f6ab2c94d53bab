"""Privacy knows residents by number; their names for a page, as far as the reader sees them, with a line of reading."""

from collections.abc import Iterable

from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.console.residents.finding import home_id
from laoyou.people import queries
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read


def named(actor: Actor, numbers: Iterable[int], page: str) -> dict[int, Resident]:
    found = {one.pk: one for one in queries.rows(sorted(set(numbers)), "name", 0, 500)}
    children = sum(is_child(one.birth_date, timezone.localdate()) for one in found.values())
    log_read(
        by=actor, kind=ReadLine.Kind.LISTED, residents=found, division_id=home_id(actor), purpose=page,
        minors=children,
    )  # fmt: skip
    return found
