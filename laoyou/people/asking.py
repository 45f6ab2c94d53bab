"""Whoever is told that a number is held learns something of a person: it stands on that person's page, without the number."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.people.errors import Held
from laoyou.people.rules import CHILD, years_before

_ASKED = "select people_asked(%s::bytea[], %s, %s, %s, %s, %s)"
P = ParamSpec("P")
T = TypeVar("T")


def told(by: Actor, indexes: Collection[bytes], page: str) -> None:
    """Of all these numbers somebody was told that they are held; `page`: the key under which a line of reading has it."""
    if not indexes:
        return
    limit = years_before(timezone.localdate(), CHILD)
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [list(indexes), by.user_id, by.username[:60], by.ip, page, limit])


def answers_stand(action: Callable[P, T]) -> Callable[P, T]:
    """Outside the transaction of an action: what it refuses because a number is held is undone, the line of it is not."""

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return action(*args, **kwargs)
        except Held as refused:
            by: Any = kwargs["by"]
            told(by, [refused.index], "number-held")
            raise

    return run
