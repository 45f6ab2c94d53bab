"""Who looked at whom: every page and file that shows people leaves a line here."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from laoyou.access.scope import Actor
from laoyou.privacy.models import ReadLine

# Not the model's save(): it asks for the new row back, which row-level security refuses to whoever may not read lines.
_INSERT = """
insert into privacy_readline
    (at, user_id, username, ip, kind, division_id, residents, fields, purpose, minors, approval_ref)
values (clock_timestamp(), %s, %s, %s, %s, %s, %s::bigint[], %s::varchar[], %s, %s, %s)
"""
_EACH = """
insert into privacy_readline (at, user_id, username, ip, kind, division_id, residents, fields, purpose, minors)
select clock_timestamp(), %s, %s, %s, %s, s.division_id, array_agg(s.resident_id order by s.resident_id), '{}', %s,
       count(*) filter (where s.child)
from unnest(%s::bigint[], %s::bigint[], %s::boolean[]) s (resident_id, division_id, child) group by s.division_id
"""


class Seen(NamedTuple):
    """One person who was shown, and where they are kept: their own page shows lines of that division alone."""

    resident: int
    division_id: int
    child: bool = False


def log_where_kept(*, by: Actor, kind: ReadLine.Kind, seen: Iterable[Seen], purpose: str) -> None:
    """A line for each division that keeps some of them, in one statement."""
    each = sorted(set(seen))
    if not each:
        return
    columns = [list(column) for column in zip(*each, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [by.user_id, by.username[:60], by.ip, kind, purpose[:200], *columns])


def log_read(
    *,
    by: Actor,
    kind: ReadLine.Kind,
    residents: Iterable[int],
    division_id: int | None,
    purpose: str,
    fields: Sequence[str] = (),
    minors: int = 0,
    approval_ref: int | None = None,
) -> None:
    """One line for what was shown at once. `purpose`: the reader's own words, or the page's key for masked data."""
    named = sorted(set(residents))
    if not named:
        return
    values = [by.user_id, by.username[:60], by.ip, kind, division_id, named, list(fields), purpose[:200]]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*values, minors, approval_ref])
