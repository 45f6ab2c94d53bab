"""Who looked at whom: every page and file that shows people leaves a line here."""

from collections.abc import Iterable, Sequence

from django.db import connection

from laoyou.access.scope import Actor
from laoyou.privacy.models import ReadLine

# Not the model's save(): it asks for the new row back, which row-level security refuses to whoever may not read lines.
_INSERT = """
insert into privacy_readline
    (at, user_id, username, ip, kind, division_id, residents, fields, purpose, minors, approval_ref)
values (clock_timestamp(), %s, %s, %s, %s, %s, %s::bigint[], %s::varchar[], %s, %s, %s)
"""


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
